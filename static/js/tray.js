// The pictures chosen in a form: a small view of each, words for it, a way to take it out.
// Large photos are made small before they travel, which also leaves their place and camera behind.
ensemble.on("[data-tray]", (field) => {
  const [list, said] = field.closest(".drop").querySelectorAll(".tray__list, [role=status]");
  const most = Number(field.dataset.tray);
  const part = (tag, className, more = {}) => Object.assign(document.createElement(tag), { className, ...more });
  let rows = [];

  const drawn = (bitmap, longest) => {
    const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
    const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * scale)));
    const canvas = part("canvas", "tray__view", { width, height });
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, width, height);
    pen.drawImage(bitmap, 0, 0, width, height);
    return canvas;
  };
  const light = async (file, bitmap) => {
    if (file.size < 2e6 && Math.max(bitmap.width, bitmap.height) <= 2400) return file;
    const blob = await new Promise((done) => { drawn(bitmap, 1920).toBlob(done, "image/jpeg", 0.88); });
    return blob ? new File([blob], `${file.name.replace(/\.\w+$/, "")}.jpg`, { type: blob.type }) : file;
  };
  const show = () => {
    const files = new DataTransfer();
    for (const row of rows) files.items.add(row.file);
    field.files = files.files;
    list.replaceChildren(...rows.map((row) => row.line));
  };
  const line = (file, bitmap) => {
    const words = part("input", "field__input", { name: "alt", maxLength: 300, required: true, dir: "auto" });
    const label = part("label", "field__label", { textContent: field.dataset.alt });
    label.append(words);
    const away = part("button", "button button--text", { type: "button", textContent: ensemble.say("remove") });
    away.append(part("span", "visually-hidden", { textContent: ` ${file.name}` }));
    away.addEventListener("click", () => { rows = rows.filter((row) => row.away !== away); show(); field.focus(); });
    const beside = part("div", "field");
    beside.append(label, away);
    const one = part("li", "tray__one");
    one.append(drawn(bitmap, 240), beside);
    return { away, line: one };
  };

  field.addEventListener("change", async () => {
    const chosen = [...field.files];
    const amiss = chosen.length + rows.length > most ? [field.dataset.full] : [];
    for (const file of chosen.slice(0, most - rows.length)) {
      try {
        const bitmap = await createImageBitmap(file);
        rows.push({ file: await light(file, bitmap), ...line(file, bitmap) });
      } catch {
        amiss.push(`${file.name}: ${ensemble.say("wrongKind")} JPEG, PNG, WebP, GIF.`);
      }
    }
    said.textContent = amiss.join(" ");
    show();
  });
  for (const name of ["dragenter", "dragover"]) field.addEventListener(name, () => field.classList.add("is-over"));
  for (const name of ["dragleave", "drop"]) field.addEventListener(name, () => field.classList.remove("is-over"));
});
