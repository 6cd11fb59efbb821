// What one types shows in the preview; a password can be seen while it is typed; a letter that has just gone can be asked for again after a while.
ensemble.on('input[type="password"]', (field) => {
  const box = Object.assign(document.createElement("span"), { className: "reveal" });
  const key = Object.assign(document.createElement("button"), { type: "button", className: "reveal__key" });
  const show = (seen) => {
    field.type = seen ? "text" : "password";
    key.textContent = ensemble.say(seen ? "conceal" : "reveal");
    key.setAttribute("aria-label", `${key.textContent} (${field.labels[0]?.textContent.trim()})`);
  };
  field.before(box);
  box.append(field, key);
  show(false);
  key.addEventListener("click", () => { show(field.type === "password"); field.focus(); });
  field.form?.addEventListener("submit", () => show(false));
});
ensemble.on("[data-wait]", (button) => {
  const word = button.textContent;
  let left = Number(button.dataset.wait);
  const tick = () => {
    button.textContent = left > 0 ? `${word} (${left})` : word;
    button.setAttribute("aria-disabled", left > 0);
    if (left-- > 0) setTimeout(tick, 1000);
  };
  button.addEventListener("click", (event) => { if (left > 0) event.preventDefault(); });
  tick();
});
ensemble.on("[data-mirror]", (field) => {
  const glass = document.querySelector(`[data-mirrors="${field.dataset.mirror}"]`);
  field.addEventListener("input", () => { if (glass) glass.textContent = field.value; });
});
