// "Show more" adds the next page below instead of leaving this one.
ensemble.on("[data-more]", (more) => {
  const link = more.querySelector("a");
  const list = more.previousElementSibling;
  if (!link || !list) return;
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.getAttribute("aria-busy")) return;
    link.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(link.href);
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const rows = [...page.querySelector(`.${list.classList[0]}`).children].map((row) => document.adoptNode(row));
      const next = page.querySelector("[data-more]");
      list.append(...rows);
      if (next) more.replaceWith(document.adoptNode(next)); else more.remove();
      for (const row of [...rows, ...(next ? [next] : [])]) { htmx.process(row); ensemble.wake(row); }
      rows[0]?.querySelector("a")?.focus();
    } catch { location.assign(link.href); }
  });
});
