// Finds parts of the page by a data- attribute and wakes each once, now and after every htmx swap.
globalThis.ensemble = {
  parts: [],
  on(selector, wake) {
    ensemble.parts.push([selector, wake]);
  },
  wake(root) {
    for (const [selector, wake] of ensemble.parts) {
      const found = [...root.querySelectorAll(selector)];
      if (root.matches?.(selector)) found.unshift(root);
      for (const element of found) {
        const woken = (element.ensemble ??= new Set());
        if (!woken.has(wake)) { woken.add(wake); wake(element); }
      }
    }
  },
  // For ears alone, and only the last of a run of news.
  tell(words) {
    clearTimeout(ensemble.telling);
    ensemble.telling = setTimeout(() => { document.querySelector("[data-ears]").textContent = words; }, 600);
  },
  // When the page stands and its reader has looked round: for what nobody waits for.
  rest: new Promise((done) => addEventListener("load", () => setTimeout(done, 1500))),
  say(name) {
    return document.querySelector("[data-says]")?.dataset[name] ?? "";
  },
};
document.addEventListener("DOMContentLoaded", () => ensemble.wake(document));
document.addEventListener("htmx:load", (event) => ensemble.wake(event.detail.elt));
document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = document.querySelector('meta[name="csrf-token"]').content;
});
for (const [name, busy] of [["htmx:beforeRequest", "true"], ["htmx:afterRequest", "false"]]) {
  document.addEventListener(name, (event) => {
    if (event.detail.target !== document.body) event.detail.target?.setAttribute("aria-busy", busy);
  });
}
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  const said = xhr.getResponseHeader("HX-Retarget") || [409, 422].includes(xhr.status);
  if (xhr.status >= 400 && !said) event.detail.shouldSwap = false;
});
