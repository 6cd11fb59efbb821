// A vote shows at once; when the server did not take it, the control goes back and says so.
{
  let held = null;
  const show = (form) => {
    const cast = form.classList.toggle("is-cast");
    const count = form.querySelector("[data-votes]");
    if (count) {
      const now = Number(count.textContent.replace(/\D/g, "")) + (cast ? 1 : -1);
      count.textContent = Math.max(0, now).toLocaleString(document.documentElement.lang);
    }
    form.querySelector(".vote__word").textContent = ensemble.say(cast ? "voted" : "vote");
  };

  ensemble.on("[data-vote]", (form) => {
    const button = form.querySelector("button");
    if (!button) return;
    const plainly = () => {
      if (form.matches("form")) HTMLFormElement.prototype.submit.call(form);
      else location.assign(button.formAction);
    };
    if (held?.vote === form.dataset.vote) {
      if (held.focused) button.focus({ preventScroll: true });
      const now = form.querySelector("[data-votes]")?.textContent ?? "";
      ensemble.tell(`${ensemble.say(form.classList.contains("is-cast") ? "counted" : "takenBack")} ${now}`);
      held = null;
    }
    let before = null;
    form.addEventListener("htmx:beforeRequest", (event) => {
      if (!document.body.dataset.member) {
        event.preventDefault();
        plainly();
        return;
      }
      before = { html: button.innerHTML, css: form.className };
      held = { vote: form.dataset.vote, focused: document.activeElement === button };
      show(form);
      form.classList.add("is-sending");
      button.setAttribute("aria-busy", "true");
    });
    const back = (event) => {
      if (!before) return;
      if (event.type === "htmx:responseError" && event.detail.xhr.status === 401) {
        plainly();
        return;
      }
      button.innerHTML = before.html;
      form.className = before.css;
      button.removeAttribute("aria-busy");
      before = held = null;
      const told = event.detail.xhr?.getResponseHeader?.("HX-Retarget");
      if (!told) ensemble.toast(ensemble.say(event.detail.xhr?.status >= 400 && event.detail.xhr.status < 500 ? "voteRefused" : "voteLost"));
    };
    for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout", "htmx:sendAbort"]) form.addEventListener(name, back);
  });
}
