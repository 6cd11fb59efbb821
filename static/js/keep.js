// The worker with the offline page (js/worker.js): asked for when somebody writes or goes on to a second page, and only
// when the browser has nothing else to do, so a first view never pays for it. A release without one takes it away.
if (navigator.serviceWorker) {
  const workers = navigator.serviceWorker;
  const idle = (deed) => (globalThis.requestIdleCallback ?? setTimeout)(() => deed().catch(() => { /* refused: the site works without */ }));
  addEventListener("load", () => {
    const address = ensemble.say("worker");
    if (!address) {
      idle(async () => { for (const one of await workers.getRegistrations()) await one.unregister(); });
      return;
    }
    const ask = () => idle(() => workers.register(address, { updateViaCache: "none" }));
    if (document.referrer.startsWith(`${location.origin}/`)) ask();
    else document.addEventListener("input", (event) => { if (event.target.form?.dataset.draft) ask(); }, { once: true });
  });
}
