// "3 minutes ago" stays true while the page is open.
{
  const tell = (words, time) => {
    const minutes = Math.round((new Date(time.dateTime) - Date.now()) / 60000);
    const age = Math.abs(minutes);
    if (age < 1 || age > 60 * 24) return;
    time.textContent = age < 60 ? words.format(minutes, "minute") : words.format(Math.round(minutes / 60), "hour");
  };
  setInterval(() => {
    const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "always" });
    document.querySelectorAll("time[data-ago]").forEach((time) => tell(words, time));
  }, 60000);
}
