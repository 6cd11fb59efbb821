// The page of an idea: its vote stays at hand on a phone, its address can be given on, the page printed.
ensemble.on("[data-votebar]", (bar) => {
  // Below the screen it is still to come: only above it is it away.
  new IntersectionObserver(([seen]) => bar.classList.toggle("is-away", !seen.isIntersecting),
    { rootMargin: "0px 0px 100000px" }).observe(bar);
});
ensemble.on("[data-print]", (button) => button.addEventListener("click", () => print()));
ensemble.on("[data-share]", (button) => {
  button.addEventListener("click", async () => {
    const url = document.querySelector('link[rel="canonical"]')?.href ?? location.href;
    try {
      if (navigator.share) await navigator.share({ title: button.dataset.title, url });
      else {
        await navigator.clipboard.writeText(url);
        ensemble.toast(button.dataset.done);
      }
    } catch { /* the reader thought better of it */ }
  });
});
