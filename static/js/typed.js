// Keeps what is typed into a comment while the tab lives, so that following a link, "Quote" among
// them, loses nothing. Without this module the text lasts as long as the browser keeps the page.

const PREFIX = "comment:";

function remember(area, key) {
  try {
    if (area.value.trim()) {
      sessionStorage.setItem(key, area.value);
    } else {
      sessionStorage.removeItem(key);
    }
  } catch {
    // No storage, or a full one: the text stays in its field.
  }
}

function recall(area, key) {
  const kept = sessionStorage.getItem(key);
  if (kept && !area.value.includes(kept.trim())) {
    area.value = area.value ? `${kept.trimEnd()}\n\n${area.value}` : kept;
  }
}

function watch() {
  const place = document.querySelector("[data-keep]");
  const area = place?.querySelector("textarea");
  if (!area || area.dataset.watched) {
    return;
  }
  area.dataset.watched = "yes";
  const key = PREFIX + place.dataset.keep;
  try {
    recall(area, key);
  } catch {
    return;
  }
  area.addEventListener("input", () => remember(area, key));
  area.form.addEventListener("submit", (event) => {
    if (event.submitter?.name !== "preview") {
      // The answer is a page or a fragment: with errors it holds the text again.
      sessionStorage.removeItem(key);
    }
  });
}

watch();
document.addEventListener("htmx:afterSwap", watch);
