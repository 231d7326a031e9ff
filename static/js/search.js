// Leads the key "/" to the search box of the page. Without this module one tabs or clicks there.

const box = document.querySelector("main [data-search-box]") ?? document.querySelector("[data-search-box]");

function isTyping(element) {
  return element.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
}

document.addEventListener("keydown", (event) => {
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (box && event.key === "/" && isPlain && !isTyping(event.target)) {
    event.preventDefault();
    box.focus();
    box.select();
  }
});
