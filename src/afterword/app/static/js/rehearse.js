// Rehearsal: one card at a time and a clock on those that must be short. Without this the cards stand below each other.

const deck = document.querySelector("[data-rehearsal]");
if (deck) {
  const cards = [...deck.querySelectorAll("[data-card]")];
  const said = document.querySelector("[data-said]");
  let at = 0;
  let running = null;

  const clock = () => cards[at].querySelector("[data-clock]");
  const label = (button, words) => {
    button.dataset.labelStart ??= button.textContent;
    button.textContent = words ?? button.dataset.labelStart;
  };
  const stop = () => {
    if (!running) return;
    clearInterval(running.beat);
    label(running.button);
    if (!running.over) said.textContent = deck.dataset.stopped.replace("SECONDS", running.seconds);
    running = null;
  };
  const start = () => {
    const button = clock().querySelector("[data-start]");
    const time = clock().querySelector("[data-time]");
    const most = Number(cards[at].dataset.most);
    const began = performance.now();
    time.textContent = "0";
    time.classList.remove("is-over");
    said.textContent = "";
    label(button, button.dataset.labelStop);
    running = { button, seconds: 0, over: false };
    running.beat = setInterval(() => {
      running.seconds = Math.round((performance.now() - began) / 1000);
      time.textContent = running.seconds;
      if (running.seconds <= most || running.over) return;
      running.over = true; // said once, at the end alone
      time.classList.add("is-over");
      said.textContent = deck.dataset.over;
    }, 250);
  };
  const toggle = () => (running ? stop() : start());
  const turn = (to) => {
    stop();
    at = Math.max(0, Math.min(cards.length - 1, to));
    cards.forEach((card, place) => card.classList.toggle("is-here", place === at));
    document.querySelector("[data-place-of]").textContent = deck.dataset.place.replace("AT", at + 1).replace("COUNT", cards.length);
    document.querySelector("[data-back]").disabled = at === 0;
    document.querySelector("[data-on]").disabled = at === cards.length - 1;
  };

  deck.classList.add("is-turned");
  for (const one of document.querySelectorAll("[data-turning], [data-clock]")) one.hidden = false;
  document.querySelector("[data-back]").addEventListener("click", () => turn(at - 1));
  document.querySelector("[data-on]").addEventListener("click", () => turn(at + 1));
  deck.addEventListener("click", ({ target }) => target.closest("[data-start]") && toggle());
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("a, button, input, select, textarea, summary")) return; // they have keys of their own
    if (event.key === " " && clock()) { event.preventDefault(); toggle(); }
    if (event.key === "ArrowRight") turn(at + 1);
    if (event.key === "ArrowLeft") turn(at - 1);
  });
  turn(0);
}
