// What makes the pages livelier; everything works without it.

const all = (selector, root = document) => root.querySelectorAll(selector);

// A button with data-copy="#id" copies the text or the value of that element and says so.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.querySelector(button.dataset.copy);
  if (!navigator.clipboard) return source.select?.(); // over plain http the browser only lets the person copy
  await navigator.clipboard.writeText(source.value ?? source.textContent);
  document.getElementById("status").textContent = button.dataset.copied;
  const label = button.querySelector("[data-label]") ?? button;
  const words = label.textContent;
  label.textContent = button.dataset.copied;
  setTimeout(() => { label.textContent = words; }, 4000);
});

// A message stays until it is put away.
for (const button of all("[data-dismiss]")) {
  button.hidden = false;
  button.addEventListener("click", () => button.closest(".toast").remove());
}

// A button with data-busy="words" says them while the answer to its form is on the way.
document.addEventListener("submit", ({ submitter }) => {
  if (!submitter?.dataset.busy) return;
  submitter.classList.add("htmx-request");
  submitter.setAttribute("aria-busy", "true");
  document.getElementById("status").textContent = submitter.dataset.busy;
});
addEventListener("pageshow", () => {
  for (const button of all("[data-busy].htmx-request")) {
    button.classList.remove("htmx-request");
    button.removeAttribute("aria-busy");
  }
});

// What is typed into a form with data-keep="name" survives a reload, a lost sign-in and a closed tab.
const kept = (form) => `kept:${form.dataset.keep}`;
const typed = (form) => [...form.elements].filter((field) => field.name && !["hidden", "file", "password", "submit", "radio", "checkbox"].includes(field.type));
const chosen = (select) => [...select.options].find((option) => option.defaultSelected) ?? select.options[0];
const before = (field) => (field.options ? chosen(field)?.value : field.defaultValue);
for (const form of all("form[data-keep]")) {
  const saved = JSON.parse(localStorage.getItem(kept(form)) ?? "{}");
  for (const field of typed(form)) {
    if (field.name in saved && field.value === before(field)) field.value = saved[field.name];
  }
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const changed = typed(form).filter((field) => field.value !== before(field));
      localStorage.setItem(kept(form), JSON.stringify(Object.fromEntries(changed.map((field) => [field.name, field.value]))));
    }, 300);
  });
}
// The server names what was saved; only then is the kept copy thrown away.
for (const name of all("[data-kept-safe]")) localStorage.removeItem(`kept:${name.dataset.keptSafe}`);

// The zone of this device, where a form asks for one and holds none.
for (const field of all("input[data-timezone]")) field.value ||= Intl.DateTimeFormat().resolvedOptions().timeZone;

// What is being fetched says so to those who listen.
for (const [event, busy] of [["htmx:beforeRequest", "true"], ["htmx:afterRequest", "false"]]) {
  document.addEventListener(event, ({ detail }) => detail.target?.setAttribute("aria-busy", busy));
}

// After a swap the focus goes where the new part asks for it.
document.addEventListener("htmx:afterSwap", (event) => event.target.querySelector?.("[autofocus]")?.focus());

// A text is read aloud by a voice of this device, sentence by sentence; only where there is one for its language.
const voice = (language) => {
  const voices = (window.speechSynthesis?.getVoices() ?? []).filter((one) => one.lang.slice(0, 2) === language.slice(0, 2));
  const near = (one) => 2 * one.localService + (one.lang.replace("_", "-") === language);
  return voices.sort((one, other) => near(other) - near(one))[0];
};
const offer = () => {
  for (const button of all("[data-aloud]")) button.hidden = !voice(document.querySelector(button.dataset.aloud).lang);
};
if (window.speechSynthesis) {
  const speech = window.speechSynthesis;
  const words = (button, text) => {
    const label = button.querySelector("[data-label]");
    label.dataset.label ||= label.textContent;
    label.textContent = text ?? label.dataset.label;
  };
  const stop = () => {
    speech.cancel();
    all(".is-read").forEach((one) => one.classList.remove("is-read"));
    all("[data-aloud-stop]").forEach((one) => { one.hidden = true; });
    all("[data-aloud]").forEach((button) => words(button));
  };
  const read = (button) => {
    const text = document.querySelector(button.dataset.aloud);
    for (const sentence of all("[data-sentence]", text)) {
      const said = new SpeechSynthesisUtterance(sentence.textContent);
      said.lang = text.lang;
      said.voice = voice(text.lang);
      said.onstart = () => sentence.classList.add("is-read");
      said.onend = () => sentence.classList.remove("is-read");
      speech.speak(said);
    }
    const last = new SpeechSynthesisUtterance("");
    last.onend = stop;
    speech.speak(last);
    document.querySelector("[data-aloud-stop]").hidden = false;
    words(button, button.dataset.pause);
  };
  document.addEventListener("click", ({ target }) => {
    if (target.closest("[data-aloud-stop]")) return stop();
    const button = target.closest("[data-aloud]");
    if (!button) return;
    if (!speech.speaking) return read(button);
    words(button, speech.paused ? button.dataset.pause : button.dataset.goOn);
    speech.paused ? speech.resume() : speech.pause();
  });
  speech.addEventListener?.("voiceschanged", offer);
  document.addEventListener("htmx:afterSwap", ({ target }) => { if (target.id === "letter-live") { stop(); offer(); } });
  window.addEventListener("pagehide", stop);
  offer();
}
