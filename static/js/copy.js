// Adds a button that copies the text beside it. Without this module, or where a browser lets no
// page write to the clipboard, the button stays hidden and the text can be selected as any other.

function enhance(box) {
  const way = box.querySelector("[data-copy-way]");
  const said = box.querySelector("[data-copy-said]");
  const text = box.querySelector("[data-copy-text]");
  way.hidden = false;
  way.querySelector("button").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent);
      said.textContent = "Copied.";
    } catch {
      getSelection().selectAllChildren(text);
      said.textContent = "Your browser did not let us: the text is selected, copy it by hand.";
    }
  });
}

if (navigator.clipboard) {
  document.querySelectorAll("[data-copy]").forEach(enhance);
}
