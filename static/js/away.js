// Keeps an idea written without a network, in the form that draft.js takes up on the page of a new idea.
{
  const place = "draft:idea-new";
  const page = document.querySelector("[data-offline]");
  const text = page.querySelector("textarea");
  const note = page.querySelector("[data-note]");
  const again = page.querySelector("[data-again]");
  const read = () => { try { return JSON.parse(localStorage.getItem(place)); } catch { return null; } };
  const keep = (values) => {
    try {
      localStorage.setItem(place, JSON.stringify({ ...read(), values, sent: false, at: Date.now() }));
      return true;
    } catch { return false; }
  };

  const draft = read();
  if (draft?.values) {
    text.value = draft.values.text ?? "";
    if (draft.sent) {
      // It was on its way when the network went: asking for this page again would send it again.
      keep(draft.values);
      page.querySelector("[data-away]").hidden = again.hidden = true;
      page.querySelector("[data-unsent]").hidden = false;
    }
  }
  text.addEventListener("input", () => {
    note.textContent = page.dataset[keep({ ...read()?.values, text: text.value }) ? "kept" : "full"];
  });
  again.addEventListener("click", () => location.reload());
  addEventListener("online", () => { note.textContent = page.dataset.back; });
}
