// Marks a piece of news as read when its link is followed. Without this module there is a button.

const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-read-url]");
  if (!link) return;
  const form = new FormData();
  form.append("csrfmiddlewaretoken", token);
  navigator.sendBeacon(link.dataset.readUrl, form);
});
