// While one writes: an area with data-similar="<address>" shows what others asked, after a pause of 300 ms.
ensemble.on("[data-similar]", (area) => {
  const form = area.closest("form");
  const said = form.querySelector("[data-similar-said]");
  let clock, running, asked = "";
  const titles = (root) => [...root.querySelectorAll(".similar__title, .similar__why")].map((one) => one.textContent).join();
  // The same list is left alone, and so is one that somebody walks through; only its heading is read out.
  const show = (html) => {
    const next = Object.assign(document.createElement("div"), { innerHTML: html });
    if (titles(next) === titles(area) || area.contains(document.activeElement)) return;
    area.replaceChildren(...next.childNodes);
    if (said) said.textContent = area.querySelector("h2")?.textContent ?? "";
    htmx.process(area);
    ensemble.wake(area);
  };
  const ask = async () => {
    const words = [...form.querySelectorAll("[data-similar-word]")].map((field) => field.value.trim()).join(" ").slice(0, 600);
    if (words === asked) return;
    asked = words;
    running?.abort();
    if (words.length < 8) { show(""); return; }
    const mine = running = new AbortController();
    area.setAttribute("aria-busy", "true");
    const address = new URL(area.dataset.similar, location.href);
    address.searchParams.set("text", words);
    try {
      const answer = await fetch(address, { headers: { "HX-Request": "true" }, signal: mine.signal });
      if (!answer.ok) return;
      show(await answer.text());
    } catch { /* stopped by the next word, or offline: the form works without */ }
    if (running === mine) area.removeAttribute("aria-busy");
  };
  form.addEventListener("input", (event) => {
    if (!event.target.matches("[data-similar-word]")) return;
    clearTimeout(clock);
    clock = setTimeout(ask, 300);
  });
  if (!area.children.length) ask();
});
