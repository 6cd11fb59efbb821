// "Show more" adds the next page below instead of leaving this one; whoever comes back finds as many pages again.
{
  const place = `more:${location.pathname}${location.search}`;
  const kept = () => { try { return JSON.parse(sessionStorage.getItem(place)) ?? {}; } catch { return {}; } };
  const keep = (pages) => { try { sessionStorage.setItem(place, JSON.stringify({ pages, at: scrollY })); } catch { /* refused */ } };
  let pages = 0;
  const load = async (more) => {
    const link = more.querySelector("a");
    const list = more.previousElementSibling;
    const answer = await fetch(link.href);
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const rows = [...page.querySelector(`.${list.classList[0]}`).children].map((row) => document.adoptNode(row));
    const next = page.querySelector("[data-more]");
    list.append(...rows);
    if (next) more.replaceWith(document.adoptNode(next)); else more.remove();
    for (const row of [...rows, ...(next ? [next] : [])]) { htmx.process(row); ensemble.wake(row); }
    pages += 1;
    return rows[0];
  };

  ensemble.on("[data-more]", (more) => {
    const link = more.querySelector("a");
    if (!link || !more.previousElementSibling) return;
    link.addEventListener("click", async (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (link.getAttribute("aria-busy")) return;
      link.setAttribute("aria-busy", "true");
      try { (await load(more))?.querySelector("a")?.focus(); } catch { location.assign(link.href); }
    });
  });

  document.addEventListener("DOMContentLoaded", async () => {
    const before = kept();
    if (performance.getEntriesByType("navigation")[0]?.type !== "back_forward" || !before.pages) return;
    for (let left = before.pages; left > 0; left -= 1) {
      const more = document.querySelector("[data-more]");
      if (!more) break;
      try { await load(more); } catch { return; }
    }
    scrollTo(0, before.at);
  });
  addEventListener("pagehide", () => { if (document.querySelector(".idea-list")) keep(pages); });
}
