// Marks by button and by key around what is chosen in the editor, symbols by click, Ctrl-Enter to
// save. Without this module the marks are typed, as the help below the editor shows.
// Other modules put text in by sending the textarea an "editor:insert" event.

const form = document.querySelector("[data-editor]");
const area = form?.elements.body;

function put(text, from = text.length, to = from) {
  area.focus();
  const start = area.selectionStart;
  // Deprecated, and still the only way that leaves the browser's own undo in order.
  if (!document.execCommand("insertText", false, text)) {
    area.setRangeText(text, start, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
  area.setSelectionRange(start + from, start + to);
}

function around(before, after, sample) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const chosen = value.slice(start, end);
  const left = value.slice(0, start);
  // One asterisk within two is bold's, not italic's; a third is.
  const isLone = before.length > 1 || (left.length - left.replace(/[*`$]+$/, "").length) % 2 === 1;
  if (chosen && isLone && left.endsWith(before) && value.slice(end).startsWith(after)) {
    area.setSelectionRange(start - before.length, end + after.length);
    put(chosen, 0, chosen.length);
    return;
  }
  const inside = chosen || sample;
  put(before + inside + after, before.length, before.length + inside.length);
}

function atLines(mark) {
  const start = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const after = area.value.indexOf("\n", area.selectionEnd);
  const end = after < 0 ? area.value.length : after;
  const lines = area.value.slice(start, end).split("\n");
  const isNumbered = mark === "1. ";
  const marks = lines.map((_, index) => (isNumbered ? `${index + 1}. ` : mark));
  const areMarked = lines.every((line, index) => line.startsWith(marks[index]));
  const changed = lines.map((line, index) =>
    areMarked ? line.slice(marks[index].length) : marks[index] + line,
  );
  area.setSelectionRange(start, end);
  const text = changed.join("\n");
  if (text) {
    put(text);
  } else {
    area.setRangeText("", start, end, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function apply(button) {
  const { around: before, before: mark, after, sample } = button.dataset;
  if (before !== undefined) {
    around(before, after ?? before, sample);
  } else if (mark !== undefined) {
    atLines(mark);
  }
}

function keyOf(event) {
  const digit = /^Digit(\d)$/.exec(event.code);
  const key = digit ? digit[1] : event.key.toLowerCase();
  return (event.shiftKey ? "Shift+" : "") + key;
}

function walk(toolbar, event) {
  const steps = { ArrowRight: 1, ArrowLeft: -1 };
  const buttons = [...toolbar.querySelectorAll("button")];
  const next = buttons[buttons.indexOf(document.activeElement) + (steps[event.key] ?? 0)];
  if (next && steps[event.key]) {
    event.preventDefault();
    buttons.forEach((button) => (button.tabIndex = button === next ? 0 : -1));
    next.focus();
  }
}

function setUp(toolbar) {
  const buttons = [...toolbar.querySelectorAll("button")];
  buttons.forEach((button, index) => (button.tabIndex = index ? -1 : 0));
  toolbar.addEventListener("keydown", (event) => walk(toolbar, event));
  toolbar.addEventListener("click", (event) => apply(event.target.closest("button") ?? toolbar));
  area.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) {
      return;
    }
    const button = buttons.find((one) => one.dataset.key === keyOf(event));
    if (button) {
      event.preventDefault();
      button.click();
    }
  });
  toolbar.hidden = false;
}

function offerSymbols() {
  for (const code of document.querySelectorAll("[data-symbols] code")) {
    const button = document.createElement("button");
    button.type = "button";
    code.replaceWith(button);
    button.append(code);
    button.addEventListener("click", () => put(code.textContent));
  }
}

if (area) {
  setUp(form.querySelector("[data-toolbar]"));
  offerSymbols();
  area.addEventListener("editor:insert", ({ detail }) => put(detail.text, detail.from, detail.to));
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[data-save]"));
    }
  });
}
