// Keeps what is typed: in this browser at once, on the site every few seconds. Without this
// module nothing is kept until the form is sent.
// Each page keeps a copy of its own in the browser, so that two windows never overwrite each
// other; a copy goes when the site has saved its text, when it is forgotten, or after a month.

const form = document.querySelector("[data-editor]");
const area = form?.elements.body;
const status = form?.querySelector("[data-editor-status]");
const PREFIX = `draft|${form?.dataset.editor}|`;
const OWN = PREFIX + Math.random().toString(36).slice(2);
const REST = 3000; // milliseconds without a key before the site is told
const MONTH = 30 * 24 * 3600 * 1000;
let timer = 0;
let running = null;
let sent = area?.value ?? "";
let isWaiting = false; // for the writer, who has to choose between two texts
let isLeaving = false;

function copies() {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX))
      .map((key) => ({ key, ...JSON.parse(localStorage.getItem(key)) }));
  } catch {
    return []; // switched off, or full of something else
  }
}

function keepHere() {
  try {
    localStorage.setItem(OWN, JSON.stringify({ body: area.value, at: Date.now() }));
  } catch {
    // No room or no permission: the site keeps it in a moment.
  }
}

function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept, then.
  }
}

function replaceText(text) {
  area.setSelectionRange(0, area.value.length);
  const detail = { text, from: text.length, to: text.length };
  area.dispatchEvent(new CustomEvent("editor:insert", { detail }));
}

function offer(copy) {
  const notice = document.querySelector("[data-local-copy]");
  notice.querySelector("[data-local-text]").textContent = copy.body;
  notice.querySelector("[data-local-restore]").onclick = () => {
    replaceText(copy.body);
    keepHere();
    forget(copy.key);
    notice.hidden = true;
  };
  notice.querySelector("[data-local-forget]").onclick = () => {
    forget(copy.key);
    notice.hidden = true;
  };
  notice.hidden = false;
}

function askWhich(other) {
  const notice = document.querySelector("[data-other-window]");
  const goOn = () => {
    form.elements.draft_version.value = other.version;
    isWaiting = false;
    notice.hidden = true;
    keepThere();
  };
  isWaiting = true;
  notice.querySelector("[data-other-text]").textContent = other.body;
  notice.querySelector("[data-other-keep]").onclick = goOn;
  notice.querySelector("[data-other-use]").onclick = () => {
    const mine = area.value;
    replaceText(other.body);
    notice.querySelector("[data-other-text]").textContent = mine;
    goOn();
  };
  notice.hidden = false;
  status.textContent = "Not kept yet: another window has another text, shown at the top";
}

function isSame(one, other) {
  const bare = (text) => text.replace(/^\n+|\n+$/g, "");
  return bare(one) === bare(other);
}

async function understand(answer, before) {
  const isTold = answer.ok || answer.status === 409;
  const kept = isTold ? await answer.json() : {};
  if (answer.ok) {
    form.elements.draft_version.value = kept.version;
    const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    status.textContent = `Kept as a draft at ${time}`;
  } else if (isTold && isSame(kept.body, before)) {
    form.elements.draft_version.value = kept.version; // our own; its answer never arrived
    schedule();
  } else if (isTold) {
    askWhich(kept);
  } else {
    const why = answer.status === 403 ? "you are logged out" : "the site refused it";
    status.textContent = `Kept in this browser only: ${why}`;
  }
}

async function keepThere() {
  if (running || isWaiting || isLeaving) {
    return;
  }
  const body = new FormData(form);
  body.delete("picture");
  const before = sent;
  sent = area.value;
  running = new AbortController();
  const options = { method: "POST", body, signal: running.signal, redirect: "error" };
  try {
    await understand(await fetch(form.dataset.draftUrl, options), before);
  } catch {
    if (!isLeaving) {
      status.textContent = "Kept in this browser only: the site cannot be reached";
      schedule(5 * REST);
    }
  } finally {
    running = null;
  }
}

function schedule(wait = REST) {
  clearTimeout(timer);
  timer = setTimeout(() => (running ? schedule() : keepThere()), wait);
}

if (area) {
  for (const copy of copies()) {
    const isOld = Date.now() - copy.at > MONTH;
    if (isOld || copy.body === area.value || !copy.body) {
      forget(copy.key);
    } else {
      offer(copy);
    }
  }
  form.addEventListener("input", () => {
    keepHere();
    schedule();
  });
  addEventListener("online", () => schedule(0));
  form.addEventListener("submit", () => clearTimeout(timer));
  form.addEventListener("editor:leaving", () => {
    isLeaving = true;
    running?.abort();
  });
  form.addEventListener("editor:staying", () => {
    isLeaving = false;
  });
  form.addEventListener("editor:saved", () => forget(OWN));
  document.querySelector("[data-discard]")?.addEventListener("submit", () => {
    isLeaving = true;
    forget(OWN);
  });
}
