// Tells the site that a logged-in person is here, so that the next visit can show what is new
// since this one. Without this module only logging in, voting and writing tell it.

const place = document.querySelector("[data-seen-url]");
const token = document.querySelector("[name=csrfmiddlewaretoken]");

if (place && token) {
  const body = new URLSearchParams({ csrfmiddlewaretoken: token.value });
  fetch(place.dataset.seenUrl, { method: "POST", body }).catch(() => {});
}
