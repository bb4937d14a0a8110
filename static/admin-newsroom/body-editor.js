// Turns the text area of an article's body into a prose editor. The text area stays in the form and
// holds the text at every moment, so the form is the same one with and without this file.
import * as library from "django-prose-editor/editor";

const MARK = "data-django-prose-editor-newsroom";

function chosenExtensions(configuration) {
  return Object.entries(configuration.extensions).map(([name, options]) =>
    typeof options === "object" ? library[name].configure(options) : library[name],
  );
}

// The editing area is what a label names and what its errors and help describe, not the hidden
// text area.
function namesOf(textarea) {
  const names = { role: "textbox", "aria-multiline": "true" };
  const label = textarea.labels[0];
  if (label) {
    label.id ||= `${textarea.id}_label`;
    names["aria-labelledby"] = label.id;
  }
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (textarea.hasAttribute(name)) names[name] = textarea.getAttribute(name);
  }
  return names;
}

// What a newsroom calls the editor's buttons. Icons are drawn from words by a font: without a name of
// its own a button would be read out as its icon's name.
const BUTTONS = {
  heading2: "Subhead",
  heading3: "Small subhead",
  paragraph: "Paragraph",
  bulletList: "List",
  orderedList: "Numbered list",
  blockquote: "Quotation",
  bold: "Bold",
  italic: "Italic",
  link: "Link",
  unlink: "Remove the link",
  "history:undo": "Undo",
  "history:redo": "Redo",
};

function nameButtons(frame) {
  const bar = frame.querySelector(".prose-menubar");
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "Formatting");
  for (const button of bar.querySelectorAll("[data-name]")) {
    button.title = BUTTONS[button.dataset.name] ?? button.title;
    button.setAttribute("aria-label", button.title);
  }
}

// Colour alone says which button is on and which can't be used now.
function tellStates(frame) {
  for (const button of frame.querySelectorAll(".prose-menubar [data-name]")) {
    button.setAttribute("aria-pressed", button.classList.contains("active"));
    button.setAttribute("aria-disabled", button.classList.contains("disabled"));
  }
}

function edit(textarea) {
  const label = textarea.labels[0];
  const frame = document.createElement("div");
  frame.className = "prose-editor";
  textarea.before(frame);
  frame.append(textarea);
  const editor = new library.Editor({
    element: frame,
    extensions: chosenExtensions(JSON.parse(textarea.getAttribute(MARK))),
    content: textarea.value,
    // Its style sheet is `newsroom.css`; an injected one would need a nonce.
    injectCSS: false,
    editorProps: { attributes: namesOf(textarea) },
    onUpdate() {
      textarea.value = editor.isEmpty ? "" : editor.getHTML();
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  // The buttons are there once the editor is.
  editor.on("create", () => {
    nameButtons(frame);
    tellStates(frame);
    editor.on("transaction", () => tellStates(frame));
  });
  label?.addEventListener("click", () => editor.commands.focus());
}

document.querySelectorAll(`textarea[${MARK}]`).forEach(edit);
