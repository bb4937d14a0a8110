// Turns the text area of an article's body into a prose editor. The text area stays in the form and
// holds the text at every moment, so the form is the same one with and without this file.
import { Editor } from "django-prose-editor/editor";
import { extensionsFor } from "newsroom/schema";
import { makeToolbar, tellStates } from "newsroom/toolbar";

const MARK = "data-django-prose-editor-newsroom";

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

function edit(textarea) {
  const label = textarea.labels[0];
  const frame = document.createElement("div");
  frame.className = "prose-editor";
  textarea.before(frame);
  // What of a pasted text was not taken over.
  const notes = document.createElement("div");
  notes.className = "prose-notes";
  notes.setAttribute("role", "status");
  const tell = (sentences) => {
    const paragraphs = sentences.map((words) => document.createElement("p"));
    paragraphs.forEach((paragraph, place) => paragraph.append(sentences[place]));
    notes.replaceChildren(...paragraphs);
  };
  frame.append(textarea);
  frame.after(notes);
  const editor = new Editor({
    element: frame,
    extensions: extensionsFor(JSON.parse(textarea.getAttribute(MARK)), tell),
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
    makeToolbar(frame, editor);
    tellStates(frame);
    editor.on("transaction", () => tellStates(frame));
  });
  const legend = frame.parentElement.querySelector(".body-legend");
  if (legend) legend.hidden = true;
  label?.addEventListener("click", () => editor.commands.focus());
}

document.querySelectorAll(`textarea[${MARK}]`).forEach(edit);
