// Numbers that move while one reads: data-live="contribution:7" on a page, or on a list whose votes it watches.
// Over a socket for who has signed in; else, or when the line is down, by asking now and then.
{
  const EVERY = 20000;
  const rooms = () => [...new Set([...document.querySelectorAll("[data-live]")].flatMap((area) => area.dataset.live
    ? [area.dataset.live] : [...area.querySelectorAll("[data-vote]")].map((vote) => `contribution:${vote.dataset.vote}`)))];
  const rung = ({ unread }) => {
    const bell = document.querySelector("[data-live-bell]");
    if (bell && unread && !bell.querySelector(".masthead__dot")) {
      bell.append(Object.assign(document.createElement("span"), { className: "masthead__dot" }));
    }
    const more = document.querySelector("[data-unread]");
    if (more && unread > Number(more.dataset.unread)) more.hidden = false;
  };
  const refresh = async () => {
    if (document.hidden || !ensemble.say("numbers")) return;
    const ids = rooms().filter((room) => room.startsWith("contribution:")).map((room) => room.split(":")[1]).join();
    try {
      const answer = await fetch(`${ensemble.say("numbers")}?ids=${ids}`, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const news = await answer.json();
      news.moved.forEach(ensemble.moved);
      rung(news);
    } catch { /* offline: the next turn will tell */ }
  };

  let begun = false;
  ensemble.on("[data-live]", async () => {
    if (begun) return;
    begun = true;
    let clock = setInterval(refresh, EVERY);
    if (!document.body.dataset.member || !ensemble.say("socket")) return;
    await ensemble.rest;
    const { io } = await import(ensemble.say("socket"));
    const socket = io({ transports: ["websocket"], reconnectionDelay: 5000, reconnectionDelayMax: 60000 });
    const watch = () => socket.emit("watch", rooms().slice(0, 60), () => document.dispatchEvent(new CustomEvent("live:watching")));
    socket.on("connect", () => { clearInterval(clock); clock = null; watch(); });
    socket.on("disconnect", () => { clock ??= setInterval(refresh, EVERY); });
    socket.on("moved", ensemble.moved);
    socket.on("notices", rung);
    socket.onAny((name, news) => document.dispatchEvent(new CustomEvent(`live:${name}`, { detail: news })));
    document.addEventListener("htmx:load", () => socket.connected && watch());
  });
}
