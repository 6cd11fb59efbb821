// On a phone a refusal or a wish for changes asks for its reason in a sheet; the plain page has it under the text.
{
  const narrow = matchMedia("(max-width: 63.99rem)");
  const make = (name, css, text = "") => Object.assign(document.createElement(name), { className: css, textContent: text });
  let agreed = null;

  const ask = (form, verdict) => {
    const why = form.querySelector("[data-why]");
    const first = why.querySelector("[name=reason]");
    const place = why.nextSibling;
    const word = verdict.firstChild.textContent.trim();
    const sheet = make("dialog", "dialog sheet-up");
    const title = make("h2", "dialog__title", word);
    title.id = "sheet-title";
    sheet.setAttribute("aria-labelledby", title.id);
    const acts = make("div", "dialog__acts sheet-up__acts");
    const send = make("button", verdict.className.replace("verdicts__one", ""), word);
    const close = make("button", "button button--quiet", ensemble.say("close"));
    send.type = close.type = "button";
    acts.append(send, close);
    sheet.append(title, why, acts);
    form.append(sheet);
    close.addEventListener("click", () => sheet.close());
    sheet.addEventListener("change", () => first.setCustomValidity(""));
    sheet.addEventListener("close", () => { form.insertBefore(why, place); sheet.remove(); verdict.focus(); });
    send.addEventListener("click", () => {
      first.setCustomValidity(why.querySelector("[name=reason]:checked") ? "" : form.dataset.choose);
      if (!first.reportValidity()) return;
      agreed = form;
      sheet.close();
      form.requestSubmit(verdict);
    });
    sheet.showModal();
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-decide]") || !narrow.matches || agreed === form || event.submitter?.value === "approve") return;
    event.preventDefault();
    delete form.dataset.sent;
    event.submitter.removeAttribute("aria-busy");
    ask(form, event.submitter);
  }, true);
}
