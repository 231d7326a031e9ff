// Shows beside the text, or behind a tab on narrow screens, how it will look: asks the site once
// the writer rests, and shows the newest answer only. Without this module the button "Preview"
// sends the form and the page comes back with the preview.

const form = document.querySelector("[data-editor]");
const area = form?.elements.body;
const place = form?.querySelector("[data-preview]");
const section = place?.closest("section");
const status = form?.querySelector("[data-editor-status]");
const words = form?.querySelector("[data-words]");
const rest = Number(area?.dataset.markdownxLatency) || 400; // milliseconds
const WORDS = {
  403: "No preview: you are logged out. Your text is safe; log in in another tab.",
  413: "No preview: the text is too long.",
};
let timer = 0;
let running = null;
let failed = "";

function say(text) {
  if (text || failed) {
    status.textContent = text;
  }
  failed = text;
}

function show(html) {
  place.innerHTML = html; // made by the site's renderer, the same that made the rest of the page
  section.removeAttribute("data-empty");
  const count = place.querySelector("[data-count]");
  words.textContent = count ? count.textContent : "";
  say("");
}

async function understand(answer, mine) {
  const text = await answer.text();
  if (mine !== running) {
    return;
  }
  if (answer.ok) {
    show(text);
  } else if (answer.status === 429) {
    timer = setTimeout(ask, 1000 * Number(answer.headers.get("Retry-After") || 10));
    say("The preview rests a little: it was asked for very often.");
  } else {
    const isShort = answer.headers.get("Content-Type")?.startsWith("text/plain");
    say(WORDS[answer.status] ?? (isShort ? text : `No preview at present (${answer.status}).`));
  }
}

async function ask() {
  running?.abort();
  const mine = new AbortController();
  running = mine;
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set("body", area.value);
  const options = { method: "POST", body, signal: mine.signal, redirect: "error" };
  try {
    await understand(await fetch(area.dataset.markdownxUrlsPath, options), mine);
  } catch {
    if (mine === running) {
      say("No preview: the site cannot be reached. You can go on writing.");
    }
  }
}

function turnTo(pane) {
  form.dataset.pane = pane;
  for (const tab of form.querySelectorAll("[data-editor-tabs] button")) {
    tab.setAttribute("aria-pressed", String(tab.value === pane));
  }
}

if (area) {
  const tabs = form.querySelector("[data-editor-tabs]");
  tabs.hidden = false;
  tabs.addEventListener("click", (event) => turnTo(event.target.value ?? form.dataset.pane));
  form.querySelector("[data-preview-button]").hidden = true;
  turnTo(form.dataset.shows ?? "source");
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, rest);
  });
  if (area.value) {
    ask();
  }
}
