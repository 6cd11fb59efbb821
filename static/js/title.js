// A title writes itself from the first line until somebody touches it (the server suggests the same without scripts).
ensemble.on("[data-title-of]", (title) => {
  const text = document.getElementById(title.dataset.titleOf);
  const from = (words, longest = 70) => {
    const line = words.trim().split("\n")[0].trim();
    const sentence = line.split(/(?<=[.!?…])\s/)[0].replace(/[ .…]+$/, "");
    if (sentence.length <= longest) return sentence;
    const cut = sentence.slice(0, longest);
    return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), 1)).replace(/[ ,;:]+$/, "")}…`;
  };
  let suggested = from(text.value);
  title.value ||= suggested;
  text.addEventListener("input", () => {
    if (title.value && title.value !== suggested) return;
    title.value = suggested = from(text.value);
  }, true);
});
