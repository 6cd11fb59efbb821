// The title one presses in a list travels to the head of its page, and back; browsers that cannot simply open it.
{
  const mark = (address, transition) => {
    const there = address && new URL(address).pathname;
    const link = [...document.querySelectorAll("h2 > a, h3 > a, h4 > a")].find((one) => one.pathname === there);
    if (!transition || !link) return;
    link.parentElement.classList.add("is-travelling");
    transition.finished.finally(() => link.parentElement.classList.remove("is-travelling"));
  };
  addEventListener("pageswap", (event) => mark(event.activation?.entry?.url, event.viewTransition));
  addEventListener("pagereveal", (event) => mark(globalThis.navigation?.activation?.from?.url, event.viewTransition));
}
