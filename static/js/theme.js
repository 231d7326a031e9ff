// Turns the light switch into one that needs no reload. Without this module, or when the
// request fails, the form is sent as forms are and the page comes back in the chosen theme.

const root = document.documentElement;

function show(form, choice) {
  if (choice) {
    root.dataset.theme = choice;
  } else {
    delete root.dataset.theme;
  }
  for (const button of form.elements.theme) {
    button.setAttribute("aria-pressed", String(button.value === choice));
  }
}

async function remember(form, button) {
  const body = new FormData(form, button);
  const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" });
  if (answer.type !== "opaqueredirect") {
    throw new Error(`The theme was answered by ${answer.status}.`);
  }
}

for (const form of document.querySelectorAll("[data-theme-switch]")) {
  form.addEventListener("submit", function enhance(event) {
    const button = event.submitter;
    if (!button) {
      return;
    }
    event.preventDefault();
    show(form, button.value);
    remember(form, button).catch(() => {
      form.removeEventListener("submit", enhance);
      form.requestSubmit(button);
    });
  });
}
