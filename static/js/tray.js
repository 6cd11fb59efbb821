// The pictures chosen in a form: a small view of each, words for it, a way to take it out.
// Each goes ahead of the form as soon as it is chosen, so that the form has little to carry.
ensemble.on("[data-tray]", (field) => {
  const [list, said] = field.closest(".drop").querySelectorAll(".tray__list, [role=status]");
  const most = Number(field.dataset.tray);
  const part = (tag, className, more = {}) => Object.assign(document.createElement(tag), { className, ...more });
  let rows = [];

  const hold = () => {
    const files = new DataTransfer();
    for (const { file } of rows) if (file) files.items.add(file);
    field.files = files.files;
  };
  const show = () => { hold(); list.replaceChildren(...rows.map((row) => row.line)); };
  const fault = (name, why) => part("span", "field__error", { textContent: `${name}: ${why}` });
  const add = (name, file, view) => {
    const row = { file, line: part("li", "tray__one"), beside: part("div", "field") };
    const away = part("button", "button button--text", { type: "button", textContent: ensemble.say("remove") });
    away.append(part("span", "visually-hidden", { textContent: ` ${name}` }));
    away.addEventListener("click", () => { rows = rows.filter((one) => one !== row); show(); field.focus(); });
    if (file) {
      row.words = part("input", "field__input", { name: "alt", maxLength: 300, required: true, dir: "auto" });
      row.words.setAttribute("aria-describedby", field.dataset.say);
      row.label = part("label", "field__label", { textContent: field.dataset.alt });
      row.label.append(row.words);
    } else row.label = fault(name, `${ensemble.say("wrongKind")} JPEG, PNG, WebP, GIF.`);
    row.beside.append(row.label, away);
    row.line.append(view, row.beside);
    rows.push(row);
    return row;
  };
  const send = async (row) => {
    const { key, amiss } = await ensemble.send(row.file, field, row.beside);
    if (!rows.includes(row) || !(key || amiss)) return;
    if (key) {
      row.words.name = `alt-${key}`;
      row.line.append(part("input", "", { type: "hidden", name: "picture", value: key }));
    } else row.label.replaceWith(fault(row.file.name, amiss));
    row.file = null;
    hold();
  };

  field.addEventListener("change", async () => {
    const chosen = [...field.files];
    said.textContent = chosen.length + rows.length > most ? field.dataset.full : "";
    for (const file of chosen.slice(0, most - rows.length)) {
      try {
        const bitmap = await createImageBitmap(file);
        send(add(file.name, await ensemble.light(file, bitmap), ensemble.drawn(bitmap, 240)));
      } catch {
        add(file.name, null, part("span", "tray__view"));
      }
    }
    show();
    const amiss = list.querySelector(".field__error");
    if (amiss) ensemble.tell(amiss.textContent);
  });
  for (const name of ["dragenter", "dragover"]) field.addEventListener(name, () => field.classList.add("is-over"));
  for (const name of ["dragleave", "drop"]) field.addEventListener(name, () => field.classList.remove("is-over"));
});
