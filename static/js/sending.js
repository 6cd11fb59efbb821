// A picture that goes ahead of its form: how far it is, and what is amiss with it, on its own line.
// It answers with the key the form then names; one that did not arrive goes with the form instead.
ensemble.send = (file, field, beside) => new Promise((done) => {
  const way = Object.assign(document.createElement("progress"), { className: "tray__way", value: 0 });
  way.setAttribute("aria-label", `${field.dataset.sending} ${file.name}`);
  beside.append(way);
  const body = new FormData();
  body.append("picture", file);
  const call = new XMLHttpRequest();
  call.upload.addEventListener("progress", ({ loaded, total }) => { way.value = loaded / total; });
  call.addEventListener("loadend", () => {
    way.remove();
    const refused = call.status >= 400 && call.status < 500 && call.status !== 401;
    done({ key: call.response?.key ?? "", amiss: refused ? call.response?.detail ?? "" : "" });
  });
  call.open("POST", field.dataset.send);
  call.responseType = "json";
  call.setRequestHeader("Accept", "application/json");
  call.setRequestHeader("X-CSRFToken", document.querySelector('meta[name="csrf-token"]').content);
  call.send(body);
});
