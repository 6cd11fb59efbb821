// Who reads which case: staying on one claims it, whatever one does there renews it, leaving lays it down. The server says
// who holds what, in words; here they are only put in their places, when a socket calls or now and then.
{
  const RENEW = 60000;
  const wide = matchMedia("(min-width: 64rem)");
  const desk = () => document.querySelector("[data-claims]");
  const open = () => { const here = desk(); return here?.dataset.claim && (wide.matches || !here.matches(".triage--list")) ? here : null; };
  let renewed = 0, laid = "";
  const ask = async (url, method = "GET") => {
    const headers = { Accept: "application/json", "X-CSRFToken": document.querySelector('meta[name="csrf-token"]').content };
    try {
      const answer = await fetch(url, { method, headers, keepalive: method === "POST" });
      if (answer.ok) show(await answer.json(), url);
    } catch { /* offline: the next turn will tell */ }
  };
  const show = ({ held, lease }, url) => {
    const here = desk();
    if (!here) return;
    for (const place of here.querySelectorAll("[data-holder]")) {
      const name = held[place.dataset.holder] ?? "";
      if (place.textContent !== name) place.textContent = name;
    }
    const place = here.querySelector("[data-lease]");
    if (!place || !url.includes(here.dataset.triage) || place.contains(document.activeElement)) return;
    const words = new DOMParser().parseFromString(lease, "text/html").body;
    if (place.textContent.trim() === words.textContent.trim()) return;
    place.replaceChildren(...words.childNodes);
    ensemble.wake(place);
  };
  const renew = () => {
    const here = open();
    if (!here || Date.now() - renewed < RENEW || here.dataset.claim === laid) return;
    renewed = Date.now();
    ask(here.dataset.claim, "POST");
  };
  const look = () => { const here = desk(); if (here && !document.hidden) ask(`${here.dataset.claims}?case=${here.dataset.triage}`); };

  let begun = false;
  ensemble.on("[data-claims]", () => {
    renewed = 0;
    ensemble.rest.then(renew);
    if (begun) return;
    begun = true;
    for (const sign of ["keydown", "input", "pointerdown"]) document.addEventListener(sign, renew, { passive: true });
    for (const news of ["live:claims", "live:watching"]) document.addEventListener(news, look);
    document.addEventListener("submit", (event) => { if (event.target.action.endsWith("/release")) laid = open()?.dataset.claim ?? ""; }, true);
    setInterval(look, RENEW / 2);
    addEventListener("pagehide", () => {
      const here = open();
      if (here) ask(here.dataset.claim.replace(/claim$/, "release"), "POST");
    });
  });
}
