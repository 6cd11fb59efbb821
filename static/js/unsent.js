// Without a network a form stays where it is, with all that was typed in it. Before forms.js, which would mark it as sent.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (navigator.onLine || form.method !== "post" || form.hasAttribute("hx-post") || event.submitter?.formTarget) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  ensemble.toast(ensemble.say(form.dataset.draft ? "offline" : "notSent"));
}, true);
