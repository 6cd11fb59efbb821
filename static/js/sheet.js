// On a phone a refusal or a wish for changes asks for its reason in a sheet, and so does the answer to an idea; the
// plain page has both under the text.
{
  const narrow = matchMedia("(max-width: 63.99rem)");
  const make = (name, css, text = "") => Object.assign(document.createElement(name), { className: css, textContent: text });
  let agreed = null;

  const sheetOf = (word, part, opener) => {
    const place = document.createComment("");
    const sheet = make("dialog", "dialog sheet-up");
    const title = make("h2", "dialog__title", word);
    title.id = "sheet-title";
    sheet.setAttribute("aria-labelledby", title.id);
    part.replaceWith(place);
    place.after(sheet);
    sheet.append(title, part);
    sheet.addEventListener("close", () => { place.replaceWith(part); sheet.remove(); opener.focus(); });
    const close = make("button", "button button--quiet", ensemble.say("close"));
    close.type = "button";
    close.addEventListener("click", () => sheet.close());
    sheet.acts = make("div", "dialog__acts sheet-up__acts");
    sheet.acts.append(close);
    sheet.append(sheet.acts);
    return sheet;
  };

  const ask = (form, verdict) => {
    const why = form.querySelector("[data-why]");
    const first = why.querySelector("[name=reason]");
    const word = verdict.firstChild.textContent.trim();
    const sheet = sheetOf(word, why, verdict);
    const send = make("button", verdict.className.replace("verdicts__one", ""), word);
    send.type = "button";
    sheet.acts.prepend(send);
    sheet.addEventListener("change", () => first.setCustomValidity(""));
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
    if (!form.matches("[data-decide]") || !narrow.matches || agreed === form || ["approve", "archive"].includes(event.submitter?.value)) return;
    event.preventDefault();
    delete form.dataset.sent;
    event.submitter.removeAttribute("aria-busy");
    ask(form, event.submitter);
  }, true);
  ensemble.on("[data-sheet-opens]", (opener) => opener.addEventListener("click", (event) => {
    event.preventDefault();
    sheetOf(opener.textContent.trim(), document.getElementById(opener.dataset.sheetOpens), opener).showModal();
  }));
}
