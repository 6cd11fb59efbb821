// A form is sent once; a grave one asks first; errors take the focus; counters count.
{
  const asks = (form, submitter) => {
    const dialog = document.createElement("dialog");
    dialog.className = "dialog";
    dialog.setAttribute("aria-label", form.dataset.confirm);
    const text = Object.assign(document.createElement("p"), { className: "dialog__text", textContent: form.dataset.confirm });
    const acts = Object.assign(document.createElement("div"), { className: "dialog__acts" });
    const yes = Object.assign(document.createElement("button"), { className: "button button--danger", textContent: submitter?.textContent.trim() });
    const no = Object.assign(document.createElement("button"), { className: "button button--quiet", textContent: ensemble.say("close") });
    yes.addEventListener("click", () => { form.dataset.agreed = "yes"; dialog.close(); form.requestSubmit(submitter); });
    no.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => { dialog.remove(); submitter?.focus(); });
    acts.append(yes, no);
    dialog.append(text, acts);
    document.body.append(dialog);
    dialog.showModal();
    no.focus();
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.confirm && !form.dataset.agreed) {
      event.preventDefault();
      event.stopImmediatePropagation();
      asks(form, event.submitter);
      return;
    }
    if (form.method !== "post" || form.dataset.hxPost || event.submitter?.formTarget) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-busy", "true");
  }, true);
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      for (const field of form.elements) field.removeAttribute("aria-busy");
    }
  });

  ensemble.on("[data-focus]", (summary) => summary.focus());
  ensemble.on("[data-counter]", (field) => {
    const most = Number(field.dataset.counter);
    const said = field.parentElement.querySelector(".field__count")
      ?? field.parentElement.appendChild(Object.assign(document.createElement("span"), { className: "field__count" }));
    const words = said.textContent;
    const count = () => {
      const left = most - [...field.value].length;
      said.textContent = left > most / 4 ? words : `${Math.abs(left)} ${ensemble.say(left < 0 ? "over" : "left")}`;
      said.classList.toggle("is-over", left < 0);
      if (left === 20 || left === 0 || left === -1) ensemble.tell(said.textContent);
    };
    field.addEventListener("input", count);
    count();
  });
}
