// Desks by keyboard: j and k walk the rows, o opens one, a letter presses its button, ? lists them all.
// They rest while one types, in a dialog, and when they are switched off (WCAG 2.1.4).
{
  const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent);
  const link = (row) => (row?.matches("a, button") ? row : row?.querySelector("a, button"));
  const focused = () => rows().find((row) => row.contains(document.activeElement));
  const walk = (step) => {
    const all = rows();
    const here = focused() ?? all.find((row) => row.matches("[aria-current]"));
    const start = focused() || here?.matches("[aria-current]") ? all.indexOf(here) : -1;
    link(all[Math.min(all.length - 1, Math.max(0, start + step))])?.focus();
  };
  const back = () => {
    const current = link(rows().find((row) => row.matches("[aria-current]")));
    if (current) current.focus();
    else document.querySelector("[data-back]")?.click();
  };
  const press = (key) => {
    const button = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find((one) => one.offsetParent);
    if (!button) return false;
    // A key that comes while the next case is on its way is meant for it, and would meet the one that leaves.
    if (button.closest("[data-decide]") && document.querySelector("a.htmx-request, [data-decide].htmx-request")) return true;
    const row = focused();
    if (row && button.closest("[data-decide]") && !row.matches("[aria-current]")) {
      ensemble.toast(document.querySelector("[data-open-first]")?.dataset.openFirst ?? "");
      return true;
    }
    button.focus();
    if (!button.matches("textarea, input")) button.click();
    return true;
  };
  const does = { j: () => walk(1), k: () => walk(-1), o: () => link(focused())?.click(), Escape: back };

  document.addEventListener("keydown", (event) => {
    if (ensemble.typing(event.target) || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (document.querySelector("dialog[open], details[data-menu][open]") || event.key === "/") return;
    if (ensemble.keysRest() && event.key !== "Escape") return;
    if (does[event.key]) { does[event.key](); return; }
    if (event.key.length === 1 && press(event.key)) event.preventDefault();
  });

  ensemble.on("[data-keys-on]", (box) => {
    box.checked = !ensemble.keysRest();
    const show = () => document.body.classList.toggle("keys-rest", ensemble.keysRest());
    box.addEventListener("change", () => {
      try { localStorage.setItem("keys", box.checked ? "on" : "off"); } catch { /* refused: they stay as they are */ }
      show();
    });
    show();
  });
}
