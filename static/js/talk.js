// Who has just sent a comment goes on where it stands, or in the field that asks for a change.
{
  let before = null;
  const ids = (talk) => [...talk.querySelectorAll(".comment[id]")].map((comment) => comment.id);

  ensemble.on("#talk", (talk) => {
    if (before) {
      const amiss = talk.querySelector('form.write [aria-invalid="true"]');
      const told = ids(talk).filter((id) => !before.includes(id)).at(-1);
      const next = amiss ?? (told && document.getElementById(told));
      if (next && !amiss) next.tabIndex = -1;
      next?.focus();
    }
    before = null;
    talk.addEventListener("htmx:beforeRequest", (event) => { if (event.detail.elt.matches("form.write")) before = ids(talk); });
    for (const name of ["htmx:sendError", "htmx:timeout", "htmx:sendAbort"]) talk.addEventListener(name, () => { before = null; });
  });
}
