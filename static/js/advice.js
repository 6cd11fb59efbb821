// While one writes: an area with data-advice="<address>" says what would hold the text, after a pause of 700 ms, and
// masks private facts in place. The words go to the server and are forgotten there.
ensemble.on("[data-advice]", (area) => {
  const form = area.closest("form");
  const fields = ["title", "text", "tags"].map((name) => form.elements[name]).filter(Boolean);
  let clock, running, asked = "";
  const post = (more, headers) => fetch(area.dataset.advice, {
    method: "POST",
    body: new URLSearchParams([...fields.map((field) => [field.name, field.value]), ...more]),
    headers: { "X-CSRFToken": document.querySelector('meta[name="csrf-token"]').content, ...headers },
    signal: running?.signal,
  });
  const ask = async () => {
    const words = fields.map((field) => field.value).join("\n");
    if (words === asked) return;
    asked = words;
    running?.abort();
    running = new AbortController();
    if (words.trim().length < 8) { area.replaceChildren(); return; }
    try {
      const answer = await post([], { "HX-Request": "true" });
      const html = answer.ok ? (await answer.text()).trim() : "";
      if (html !== area.innerHTML.trim()) area.innerHTML = html;
    } catch { /* stopped by the next word, or offline: the text can be sent without */ }
  };
  form.addEventListener("input", () => { clearTimeout(clock); clock = setTimeout(ask, 700); });
  area.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    event.preventDefault();
    if (!button.matches("[data-mask]")) {
      form.action = button.formAction;
      HTMLFormElement.prototype.submit.call(form);
      return;
    }
    const answer = await post([["mask", "1"]], { Accept: "application/json" }).catch(() => null);
    if (!answer?.ok) return;
    for (const [name, text] of Object.entries(await answer.json())) {
      if (form.elements[name].value === text) continue;
      form.elements[name].value = text;
      form.elements[name].dispatchEvent(new Event("input", { bubbles: true }));
    }
    form.elements.text.focus();
  });
  if ("asked" in area.dataset) ask();
});
