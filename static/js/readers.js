// Tells the site that somebody has read a page: once it has been in view for three seconds, one
// POST without a body or a cookie of ours. Without this module the reader is not counted.

const LONG_ENOUGH = 3000; // milliseconds in view

function report(url) {
  fetch(url, { method: "POST", keepalive: true, credentials: "omit" }).catch(() => {});
}

function watch(url) {
  let timer = 0;
  const look = () => {
    clearTimeout(timer);
    if (document.visibilityState === "visible") {
      timer = setTimeout(() => {
        document.removeEventListener("visibilitychange", look);
        report(url);
      }, LONG_ENOUGH);
    }
  };
  document.addEventListener("visibilitychange", look);
  look();
}

const page = document.querySelector("[data-readers-url]");
if (page) {
  watch(page.dataset.readersUrl);
}
