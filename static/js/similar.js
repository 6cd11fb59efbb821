// While one writes: an area with data-similar="<address>" shows what others asked, after a pause of 300 ms.
ensemble.on("[data-similar]", (area) => {
  const form = area.closest("form");
  let clock, running, asked = "";
  const ask = async () => {
    const words = [...form.querySelectorAll("[data-similar-word]")].map((field) => field.value.trim()).join(" ").slice(0, 600);
    if (words === asked) return;
    asked = words;
    running?.abort();
    if (words.length < 8) { area.replaceChildren(); return; }
    running = new AbortController();
    const address = new URL(area.dataset.similar, location.href);
    address.searchParams.set("text", words);
    try {
      const answer = await fetch(address, { headers: { "HX-Request": "true" }, signal: running.signal });
      if (!answer.ok) return;
      area.innerHTML = await answer.text();
      htmx.process(area);
      ensemble.wake(area);
    } catch { /* stopped by the next word, or offline: the form works without */ }
  };
  form.addEventListener("input", (event) => {
    if (!event.target.matches("[data-similar-word]")) return;
    clearTimeout(clock);
    clock = setTimeout(ask, 300);
  });
  if (!area.children.length) ask();
});
