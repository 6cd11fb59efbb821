// Keys of every page: "/" goes to the search box, Escape leaves a field, Ctrl+Enter sends. Desks have more: desk-keys.js.
ensemble.typing = (target) => target.matches?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
ensemble.keysRest = () => { try { return localStorage.getItem("keys") === "off"; } catch { return false; } };
document.addEventListener("keydown", (event) => {
  if (ensemble.typing(event.target)) {
    if (event.key === "Escape") event.target.blur();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.target.form?.requestSubmit();
    return;
  }
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || ensemble.keysRest()) return;
  const box = document.querySelector("[data-search]") ?? document.querySelector("[data-to-search]");
  if (box) { event.preventDefault(); box.focus(); if (box.matches("a")) box.click(); }
});
