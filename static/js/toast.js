// Small messages: shown by scripts or sent by the server, they leave by themselves unless somebody is reading them.
ensemble.toast = (text, { act, then } = {}) => {
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.dataset.toast = "";
  toast.append(Object.assign(document.createElement("span"), { textContent: text }));
  if (act) {
    const button = Object.assign(document.createElement("button"), { className: "toast__act", type: "button", textContent: act });
    button.addEventListener("click", () => { toast.remove(); then(); });
    toast.append(button);
  }
  document.querySelector("[data-toasts]")?.append(toast);
  ensemble.wake(toast);
};
ensemble.on("[data-toast]", (toast) => {
  let clock;
  const stay = () => clearTimeout(clock);
  const wait = () => {
    stay();
    clock = setTimeout(() => { if (toast.matches(":hover, :focus-within")) wait(); else toast.remove(); }, 10000);
  };
  for (const name of ["mouseenter", "focusin"]) toast.addEventListener(name, stay);
  for (const name of ["mouseleave", "focusout"]) toast.addEventListener(name, wait);
  wait();
});
document.addEventListener("htmx:sendError", (event) => {
  if (!event.detail.elt.matches("[data-vote]")) ensemble.toast(ensemble.say("notSent"));
});
