// The brand page: a preview wears the colours the server computed; a picker sits beside the field; a chosen logo shows at once.
{
  let picture = "";
  const hang = () => {
    if (!picture) return;
    for (const head of document.querySelectorAll(".look .masthead__brand")) {
      const mark = head.querySelector(".logo, .masthead__tally");
      mark?.replaceWith(Object.assign(document.createElement("img"), { className: "logo", src: picture, alt: "" }));
    }
  };

  ensemble.on("[data-look]", (look) => {
    for (const name of ["day", "night", "onDay", "onNight"]) {
      look.style.setProperty(`--look-${name.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)}`, look.dataset[name]);
    }
    hang();
  });

  ensemble.on("[data-colour]", (area) => {
    const text = area.querySelector('input:not([type="color"])');
    const picker = area.querySelector('input[type="color"]');
    picker.parentElement.hidden = false;
    picker.addEventListener("input", () => { text.value = picker.value; });
    text.addEventListener("input", () => {
      const plain = text.value.trim().replace(/^#?/, "#");
      if (/^#[0-9a-f]{6}$/i.test(plain)) picker.value = plain;
    });
  });

  ensemble.on(".brand__logo input[type=file]", (field) => {
    field.addEventListener("change", () => {
      const [file] = field.files;
      if (!file?.type.match(/^image\/(png|jpeg|webp)$/)) return;
      const reader = new FileReader();
      reader.addEventListener("load", () => { picture = reader.result; hang(); });
      reader.readAsDataURL(file);
    });
  });
  ensemble.on("[data-plain]", (button) => { button.hidden = true; });
}
