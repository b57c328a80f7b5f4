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
const dismissible = () => { for (const button of all("[data-dismiss]")) button.hidden = false; };
dismissible();
document.addEventListener("htmx:afterSettle", dismissible);
document.addEventListener("click", ({ target }) => target.closest("[data-dismiss]")?.closest(".toast").remove());

// What is typed into a form with data-keep="name" survives a reload, a lost sign-in and a closed tab.
const kept = (form) => `kept:${form.dataset.keep}`;
const typed = (form) => [...form.elements].filter((field) => field.name && !["hidden", "file", "password", "submit", "radio", "checkbox"].includes(field.type));
const chosen = (select) => [...select.options].find((option) => option.defaultSelected) ?? select.options[0];
const before = (field) => (field.options ? chosen(field)?.value : field.defaultValue);
const bringBack = (form) => {
  const saved = JSON.parse(localStorage.getItem(kept(form)) ?? "{}");
  const lost = typed(form).filter((field) => saved[field.name] !== undefined && saved[field.name] !== field.value && field.value === before(field));
  for (const field of lost) field.value = saved[field.name];
  if (lost.length && form.matches("details *")) {
    form.closest("details").open = true;
    document.addEventListener("DOMContentLoaded", () => form.dispatchEvent(new Event("input", { bubbles: true })));
  }
  const version = form.elements.version;
  if (!saved.version || saved.version === version.value) return;
  if (!lost.length) return localStorage.removeItem(kept(form)); // it was saved, as the version tells
  version.value = saved.version; // so that what another window wrote meanwhile is not overwritten
};
const keep = (form) => {
  const changed = typed(form).filter((field) => field.value !== before(field)).map((field) => [field.name, field.value]);
  const version = form.elements.version;
  if (changed.length && version) changed.push(["version", version.value]);
  localStorage.setItem(kept(form), JSON.stringify(Object.fromEntries(changed)));
};
// The server names what was saved; only then is the kept copy thrown away.
const forget = () => {
  for (const one of all("[data-kept-safe]")) {
    localStorage.removeItem(`kept:${one.dataset.keptSafe}`);
    delete one.dataset.keptSafe;
  }
};
forget();
document.addEventListener("htmx:afterSettle", forget);
all("form[data-keep]").forEach(bringBack);
let keeping;
document.addEventListener("input", ({ target }) => {
  const form = target.closest("form[data-keep]");
  if (!form) return;
  clearTimeout(keeping);
  keeping = setTimeout(keep, 300, form);
});

// A link that is dropped on a form with data-drop is its address.
for (const form of all("form[data-drop]")) {
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    const address = event.dataTransfer.getData("text/uri-list").split("\n").find((line) => line && !line.startsWith("#")) ?? event.dataTransfer.getData("text/plain");
    if (!address) return;
    event.preventDefault();
    form.elements.url.value = address.trim();
    form.requestSubmit();
  });
}

// Files that are too large are told before they are sent.
document.addEventListener("change", ({ target }) => {
  if (!target.matches("input[data-most]")) return;
  const large = [...target.files].some((file) => file.size > Number(target.dataset.most));
  target.setCustomValidity(large ? target.dataset.tooLarge : "");
  target.reportValidity();
});

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
