// A banner that was put away stays away on this device, until it says something else (another key).
ensemble.on("[data-banner]", (banner) => {
  const place = `away:${banner.dataset.banner}`;
  const away = banner.querySelector(".banner__away");
  try { banner.hidden = Boolean(localStorage.getItem(place)); } catch { return; }
  away.hidden = false;
  away.addEventListener("click", () => {
    banner.hidden = true;
    try { localStorage.setItem(place, "yes"); } catch { /* full: it comes back */ }
    document.getElementById("content")?.focus();
  });
});
