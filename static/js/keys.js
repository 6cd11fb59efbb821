// Desks by keyboard: j and k walk the rows, a letter presses its button, ? shows the keys.
{
  const typing = (target) => target.matches?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
  const walk = (step) => {
    const rows = [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent);
    const here = rows.findIndex((row) => row.contains(document.activeElement) || row === document.activeElement);
    const current = here >= 0 ? here : rows.findIndex((row) => row.matches("[aria-current]"));
    const next = rows[Math.min(rows.length - 1, Math.max(0, current + step))];
    const target = next?.matches("a, button") ? next : next?.querySelector("a, button");
    target?.focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
    if (typing(event.target)) {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.target.form?.requestSubmit();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") {
      const box = document.querySelector("[data-search]");
      if (box) { event.preventDefault(); box.focus(); }
      return;
    }
    if (!document.body.classList.contains("desk")) return;
    if (event.key === "j" || event.key === "k") { walk(event.key === "j" ? 1 : -1); return; }
    if (event.key === "?") {
      const keys = document.querySelector(".desk__keys");
      keys?.scrollIntoView({ block: "end" });
      keys?.classList.toggle("is-shown");
      return;
    }
    const button = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (button && !document.querySelector("dialog[open]")) {
      event.preventDefault();
      button.focus();
      if (button.matches("textarea, input")) return;
      button.click();
    }
  });
}
