// The files chosen in a drop area: their names and sizes, what is wrong with one, and a way to take it out.
ensemble.on("[data-drop]", (field) => {
  const list = field.closest(".drop").querySelector(".drop__files");
  const most = Number(field.dataset.most) || Infinity;
  const sizes = (unit) => new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, maximumFractionDigits: 1 });
  const size = (bytes) => bytes < 1e6 ? sizes("kilobyte").format(bytes / 1e3) : sizes("megabyte").format(bytes / 1e6);
  const wrong = (file) => {
    const kinds = field.accept.toLowerCase().split(",").filter(Boolean);
    if (kinds.length && !kinds.some((end) => file.name.toLowerCase().endsWith(end))) return `${ensemble.say("wrongKind")} ${kinds.join(", ")}`;
    return file.size > most ? `${ensemble.say("tooLarge")} ${size(most)}` : "";
  };
  const part = (tag, className, text) => Object.assign(document.createElement(tag), { className, textContent: text });
  const without = (gone) => {
    const rest = new DataTransfer();
    for (const file of field.files) if (file !== gone) rest.items.add(file);
    field.files = rest.files;
    show();
    field.focus();
  };
  const show = () => {
    const faults = [...field.files].map(wrong);
    list.replaceChildren(...[...field.files].map((file, at) => {
      const row = part("li", "drop__file", "");
      const away = Object.assign(part("button", "button button--text", ensemble.say("remove")), { type: "button" });
      away.append(part("span", "visually-hidden", ` ${file.name}`));
      away.addEventListener("click", () => without(file));
      const name = part("bdi", "drop__name", file.name);
      row.append(name, part("span", "drop__size", size(file.size)), away);
      if (faults[at]) row.append(part("span", "field__error", faults[at]));
      return row;
    }));
    field.setCustomValidity(faults.find(Boolean) ?? "");
  };
  field.addEventListener("change", show);
  for (const name of ["dragenter", "dragover"]) field.addEventListener(name, () => field.classList.add("is-over"));
  for (const name of ["dragleave", "drop"]) field.addEventListener(name, () => field.classList.remove("is-over"));
});
