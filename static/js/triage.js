// One case after the other on a wide screen: the page is swapped in place, the list keeps its place, the focus goes
// to what is new. A phone walks from page to page instead, so that "back" finds the list as it was.
{
  const wide = matchMedia("(min-width: 64rem)");
  const plainly = (event, inside) => { if (!wide.matches && event.target.closest?.(inside)) event.stopPropagation(); };
  document.addEventListener("click", (event) => plainly(event, "[data-places] a"), true);
  document.addEventListener("submit", (event) => plainly(event, "[data-triage]"), true);

  let shown = null;
  ensemble.on("[data-triage]", (triage) => { shown = triage.dataset.triage; });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id !== "content") return;
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
    if (document.querySelector("#content [data-focus]")) return;
    const now = document.querySelector("[data-triage]")?.dataset.triage ?? "";
    if (now !== shown) document.querySelector(".case")?.scrollTo(0, 0);
    shown = now;
    (document.querySelector(".case__title") ?? document.getElementById("content")).focus({ preventScroll: true });
  });
  document.addEventListener("htmx:sendError", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  // The chance to undo goes when the author is told.
  ensemble.on("form[data-undo]", (form) => setTimeout(() => {
    if (!form.isConnected) return;
    const held = form.contains(document.activeElement);
    form.remove();
    if (held) document.querySelector(".case__title")?.focus();
  }, Number(form.dataset.undo) * 1000));

  // A reason brings its sentence and a draft; what somebody typed is never replaced.
  ensemble.on("[data-decide]", (form) => {
    const note = form.querySelector("[data-note]");
    let drafted = "";
    form.addEventListener("toggle", ({ target }) => {
      if (target.open && target.contains(document.activeElement)) target.querySelector("input").focus();
    }, true);
    form.addEventListener("change", (event) => {
      if (!event.target.matches("[data-advice]")) return;
      form.querySelector(".letter__said").textContent = event.target.dataset.sentence;
      form.querySelector("[data-none]")?.remove();
      if (note.value.trim() && note.value !== drafted) return;
      note.value = drafted = event.target.dataset.advice;
    });
  });
}
