// Menus close on Escape, on a press elsewhere and when focus leaves; arrows walk them. Dialogs open from any data-opens.
ensemble.on("details[data-menu]", (menu) => {
  const close = () => { menu.open = false; };
  const summary = menu.querySelector("summary");
  const walk = { ArrowDown: (at) => at + 1, ArrowUp: (at) => Math.max(at, 0) - 1, Home: () => 0, End: () => -1 };
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) { close(); summary.focus(); }
    if (!(event.key in walk) || (!menu.open && event.key !== "ArrowDown")) return;
    event.preventDefault();
    menu.open = true;
    const stops = [...menu.querySelectorAll("a, button")].filter((stop) => stop.offsetParent);
    stops.at(walk[event.key](stops.indexOf(document.activeElement)) % stops.length)?.focus();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) close();
  });
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) close(); });
});
// Rooms and lanes run sideways on a phone: the one at hand is in sight.
ensemble.on(":is(.rooms, .queue__lanes) [aria-current]", (one) => one.scrollIntoView({ block: "nearest", inline: "center" }));
ensemble.on("[data-opens]", (opener) => {
  const dialog = document.getElementById(opener.dataset.opens);
  if (!dialog) return;
  opener.addEventListener("click", (event) => { event.preventDefault(); dialog.showModal(); });
  if (opener.matches("a")) {
    opener.addEventListener("keydown", (event) => { if (event.key === " ") { event.preventDefault(); opener.click(); } });
  }
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
});
