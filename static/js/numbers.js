// Numbers that others move: many votes a second are one change a second, and what is new is told once a minute.
{
  const PAUSE = 1000;
  const QUIET = 60000;
  const put = (place, value) => {
    if (place.closest(".is-sending") || value === undefined) return true;
    // A screen reader says anew what changes under the focus: there the number waits.
    if (place.closest("button:focus-visible")) return false;
    const text = typeof value === "number" ? value.toLocaleString(document.documentElement.lang) : value;
    if (place.textContent !== text) place.textContent = text;
    return true;
  };
  const waiting = new Map();
  let turn = null, told = 0;
  ensemble.moved = (news) => { waiting.set(news.id, news); turn ??= setTimeout(show, PAUSE); };
  const show = () => {
    const news = [...waiting.values()];
    waiting.clear();
    turn = null;
    news.filter((one) => !shown(one)).forEach(ensemble.moved);
  };
  const shown = ({ id, votes, comments }) => {
    const free = [...document.querySelectorAll(`[data-votes="${id}"]`)].map((place) => put(place, votes)).every(Boolean);
    const talks = [...document.querySelectorAll(`[data-comments="${id}"]`)];
    const more = talks.some((place) => comments > Number(place.textContent.replace(/\D/g, "")));
    talks.forEach((place) => put(place, comments));
    const here = document.querySelector(`[data-live="contribution:${id}"]`);
    if (more && here && Date.now() - told > QUIET) {
      told = Date.now();
      ensemble.toast(ensemble.say("moved"), { act: ensemble.say("show"), then: () => location.reload() });
    }
    return free;
  };
}
