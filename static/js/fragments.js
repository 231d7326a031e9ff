// Says in words when a form that answers without a new page has failed. Without this module, or
// without htmx, forms are sent as forms are, and the answer is a page.

const WORDS = {
  0: "The site cannot be reached. What you typed is still here; please try again.",
  403: "The site refused this. Please load the page again; you may have been logged out.",
  404: "What this is about is no longer here.",
  429: "That was more than one person does in so short a time. Please try again a little later.",
  503: "This takes longer than the site can give it. Fewer filters or rarer words are found faster.",
};

const place = document.getElementById("announcements");

function say(status) {
  place.textContent =
    WORDS[status] ?? `The site could not do this (${status}). Please try again.`;
}

document.addEventListener("htmx:responseError", (event) => say(event.detail.xhr.status));
document.addEventListener("htmx:sendError", () => say(0));
document.addEventListener("htmx:beforeRequest", () => {
  place.textContent = "";
});
