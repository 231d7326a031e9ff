// Saves without leaving the page until the site has answered, so that a lost network or an ended
// session costs nothing. What the site has to say about the text (a wrong field, a conflict) is a
// page, so then the form is sent once more as forms are; without this module it always is.

const form = document.querySelector("[data-editor]");
const status = form?.querySelector("[data-editor-status]");
const WORDS = {
  403: "Not saved: you are logged out. Log in in another tab, come back, and save again.",
  413: "Not saved: this is more than the site takes at once.",
};
const url = form?.getAttribute("action"); // form.action would be a button of that name
let isBusy = false;
let isSaved = false;

function send() {
  const body = new FormData(form);
  const headers = { Accept: "application/json" };
  return fetch(url, { method: "POST", body, headers, redirect: "error" });
}

// Logging in gives every page a new token: fetch it, as loading the page again would.
async function renewToken() {
  const page = await (await fetch(url, { redirect: "error" })).text();
  const fresh = new DOMParser().parseFromString(page, "text/html");
  form.elements.csrfmiddlewaretoken.value = fresh.querySelector(
    "#editor [name=csrfmiddlewaretoken]",
  ).value;
}

async function sendTwice() {
  const answer = await send();
  if (answer.status !== 403) {
    return answer;
  }
  try {
    await renewToken();
  } catch {
    return answer; // still logged out
  }
  return send();
}

async function understand(answer) {
  if (answer.ok) {
    const saved = await answer.json();
    isSaved = true;
    form.dispatchEvent(new Event("editor:saved"));
    location.assign(saved.url);
  } else if (answer.status === 409 || answer.status === 422) {
    form.submit();
  } else if (answer.status === 429) {
    const wait = answer.headers.get("Retry-After");
    status.textContent = `Not saved yet: too often in a short time. Please try again in ${wait} s.`;
  } else {
    const words = `Not saved: the site has a problem (${answer.status}). Please try again.`;
    status.textContent = WORDS[answer.status] ?? words;
  }
}

async function save() {
  isBusy = true;
  status.textContent = "Saving …";
  form.dispatchEvent(new Event("editor:leaving"));
  try {
    await understand(await sendTwice());
  } catch {
    status.textContent =
      "Not saved: the site cannot be reached. The text is kept in this browser; try again later.";
  } finally {
    isBusy = isSaved;
    if (!isSaved) {
      form.dispatchEvent(new Event("editor:staying"));
    }
  }
}

form?.addEventListener("submit", (event) => {
  const asksForPage = event.submitter?.name === "action" || form.elements.picture.files.length;
  if (asksForPage) {
    return;
  }
  event.preventDefault();
  if (!isBusy) {
    save();
  }
});
