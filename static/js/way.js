// From the board to an idea and back: the same filters, the same place, and the title that travels.
{
  const board = (url) => url && new URL(url).origin === location.origin && new URL(url).pathname === "/ideas/";
  ensemble.on("[data-back]", (link) => {
    if (!board(document.referrer)) return;
    link.href = document.referrer;
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || history.length < 2) return;
      event.preventDefault();
      history.back();
    });
  });

  const titleFor = (url) => url && document.querySelector(`.idea__link[href="${CSS.escape(new URL(url).pathname)}"]`);
  const named = (link, over) => {
    if (!link) return;
    link.style.viewTransitionName = "idea-title";
    over.finally(() => { link.style.viewTransitionName = ""; });
  };
  addEventListener("pageswap", (event) => {
    if (event.viewTransition) named(titleFor(event.activation?.entry?.url), event.viewTransition.finished);
  });
  addEventListener("pagereveal", (event) => {
    if (event.viewTransition) named(titleFor(globalThis.navigation?.activation?.from?.url), event.viewTransition.ready);
  });
}
