// Takes pictures in by button, drop and paste, and puts them where the writer is. Without this
// module the file field sends them with the form, and they go to the end of the text.

const form = document.querySelector("[data-editor]");
const area = form?.elements.body;
const status = form?.querySelector("[data-editor-status]");
const MARK = "Describe the picture";
const WORDS = {
  403: "The picture was not taken: you are logged out.",
  413: "The picture is larger than 10 MB.",
  429: "That were many pictures in a short time; please wait a little.",
};

async function reason(answer) {
  if (WORDS[answer.status]) {
    return WORDS[answer.status];
  }
  const said = answer.status === 422 ? await answer.json() : {};
  return said.error ?? `The picture was not taken (${answer.status}).`;
}

function insert(url) {
  const lead = area.selectionStart && area.value[area.selectionStart - 1] !== "\n" ? "\n\n" : "";
  const from = lead.length + 2;
  const detail = { text: `${lead}![${MARK}](${url})\n`, from, to: from + MARK.length };
  area.dispatchEvent(new CustomEvent("editor:insert", { detail }));
  status.textContent = "The picture is in. Please say in words what it shows.";
}

async function send(file) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set("picture", file);
  status.textContent = "Sending the picture …";
  try {
    const options = { method: "POST", body, redirect: "error" };
    const answer = await fetch(area.dataset.markdownxUploadUrlsPath, options);
    if (answer.ok) {
      insert((await answer.json()).url);
    } else {
      status.textContent = await reason(answer);
    }
  } catch {
    status.textContent = "The picture was not sent: the site cannot be reached.";
  }
}

async function sendAll(files) {
  for (const file of files) {
    await send(file);
  }
}

function take(event, transfer) {
  const hasWords = event.type === "paste" && transfer?.types.includes("text/plain");
  if (transfer?.files.length && !hasWords) {
    event.preventDefault();
    sendAll([...transfer.files]);
  }
}

if (area) {
  const field = form.elements.picture;
  const takeChosen = () => {
    const files = [...field.files];
    field.value = "";
    sendAll(files);
  };
  field.addEventListener("change", takeChosen);
  takeChosen(); // on a slow line a picture is chosen before this module is here
  form.querySelector("[data-picture]").addEventListener("click", () => field.click());
  area.addEventListener("paste", (event) => take(event, event.clipboardData));
  area.addEventListener("drop", (event) => take(event, event.dataTransfer));
  area.addEventListener("dragover", (event) => {
    if (event.dataTransfer.types.includes("Files")) {
      event.preventDefault();
    }
  });
}
