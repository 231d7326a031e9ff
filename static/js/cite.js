// Finds papers to cite, by the button or while a \cite{ is typed, and puts their key in. Without
// this module the key is typed; it stands in the address of each paper's page.

const form = document.querySelector("[data-editor]");
const area = form?.elements.body;
const box = form?.querySelector("[data-cite-found]");
const REST = 300; // milliseconds
const OPEN = /\\cite\{(?:[^{}]*,)?\s*([^{},]*)$/;
const field = document.createElement("input");
const list = document.createElement("ul");
const said = document.createElement("p");
let timer = 0;
let running = null;

function close() {
  running?.abort();
  box.hidden = true;
}

function choose(key) {
  const before = area.value.slice(0, area.selectionStart);
  const begun = OPEN.exec(before);
  const rest = area.value.slice(area.selectionEnd);
  if (begun) {
    area.setSelectionRange(area.selectionStart - begun[1].length, area.selectionEnd);
  }
  const text = begun ? key + (rest.startsWith("}") ? "" : "}") : `\\cite{${key}}`;
  area.dispatchEvent(new CustomEvent("editor:insert", { detail: { text } }));
  close();
}

function row(paper) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  const small = document.createElement("small");
  button.type = "button";
  small.textContent = [paper.authors, paper.year, paper.key].filter(Boolean).join(" · ");
  button.append(paper.title, small);
  button.addEventListener("click", () => choose(paper.key));
  item.append(button);
  return item;
}

async function search(words) {
  running?.abort();
  running = new AbortController();
  const url = `${form.dataset.citeUrl}?${new URLSearchParams({ q: words })}`;
  try {
    const answer = await fetch(url, { signal: running.signal, redirect: "error" });
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    const { papers } = await answer.json();
    list.replaceChildren(...papers.map(row));
    said.textContent = papers.length ? `${papers.length} found` : "No paper of that name is here.";
  } catch (error) {
    if (error.name !== "AbortError") {
      said.textContent = "The papers cannot be searched at present.";
    }
  }
}

function lookUp(words) {
  clearTimeout(timer);
  box.hidden = false;
  if (words.trim().length > 1) {
    timer = setTimeout(() => search(words), REST);
  }
}

function setUp() {
  field.type = "search";
  field.placeholder = "Title, author or key";
  field.setAttribute("aria-label", "Find a paper to cite");
  said.setAttribute("role", "status");
  box.append(field, said, list);
  field.addEventListener("input", () => lookUp(field.value));
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      close();
      area.focus();
    } else if (event.key === "Enter" && event.target === field) {
      event.preventDefault();
      list.querySelector("button")?.click();
    }
  });
}

if (area) {
  setUp();
  form.querySelector("[data-cite]").addEventListener("click", () => {
    lookUp(field.value);
    field.focus();
  });
  area.addEventListener("input", () => {
    const begun = OPEN.exec(area.value.slice(0, area.selectionStart));
    if (begun) {
      field.value = begun[1];
      lookUp(begun[1]);
    } else if (!box.hidden) {
      close();
    }
  });
}
