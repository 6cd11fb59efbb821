// Picking lines of the queue: x picks the one at hand, Shift with x or with a press picks all from the last one to here.
{
  const boxes = () => [...document.querySelectorAll("[data-pick]")];
  let last = null;
  const count = () => {
    const picked = boxes().filter((box) => box.checked).length;
    for (const place of document.querySelectorAll("[data-picked]")) place.textContent = picked || "";
    return picked;
  };
  const pick = (box, on, range) => {
    const all = boxes();
    const from = range && last ? all.findIndex((one) => one.value === last) : -1;
    const here = all.indexOf(box);
    const some = from < 0 ? [box] : all.slice(Math.min(from, here), Math.max(from, here) + 1);
    for (const one of some) one.checked = on;
    last = box.value;
    const picked = count();
    ensemble.tell(`${picked} ${document.querySelector(".pickbar__count")?.lastChild.textContent.trim() ?? ""}`);
  };
  const atHand = () => {
    const row = document.activeElement.closest?.("[data-row]") ?? document.querySelector("[data-row][aria-current]");
    return row?.parentElement.querySelector("[data-pick]");
  };
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "x" || ensemble.typing(event.target) || ensemble.keysRest()) return;
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const box = atHand();
    if (box) { event.preventDefault(); pick(box, event.shiftKey || !box.checked, event.shiftKey); }
  });
  document.addEventListener("click", (event) => {
    if (event.target.matches?.("[data-pick]")) pick(event.target, event.target.checked, event.shiftKey);
  });
  document.addEventListener("reset", (event) => { if (event.target.id === "pick") setTimeout(count); });
  ensemble.on("[data-pick]", count);
  addEventListener("pageshow", count); // going back brings the ticks again, without a word to the scripts
}
