// The row of buttons above the text: one stop of the Tab key, and arrow keys within.

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
  "history:undo": "Undo",
  "history:redo": "Redo",
};
const KEYS = {
  heading2: "Control+Alt+2",
  heading3: "Control+Alt+3",
  bulletList: "Control+Shift+8",
  orderedList: "Control+Shift+7",
  blockquote: "Control+Shift+B",
  bold: "Control+B",
  italic: "Control+I",
  link: "Control+K",
  footnote: "Control+Shift+F",
  "history:undo": "Control+Z",
  "history:redo": "Control+Shift+Z",
};
const MOVES = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

function nameButton(button) {
  const name = BUTTONS[button.dataset.name] ?? button.textContent;
  const keys = KEYS[button.dataset.name];
  button.setAttribute("aria-label", name);
  button.title = keys ? `${name} (${keys.replace("Control", "Ctrl")})` : name;
  if (keys) button.setAttribute("aria-keyshortcuts", keys);
}

function shown(bar) {
  return [...bar.querySelectorAll("[data-name]:not(.hidden)")];
}

function makeStop(bar, stop) {
  for (const button of bar.querySelectorAll("[data-name]")) button.tabIndex = button === stop ? 0 : -1;
}

function move(bar, event) {
  const buttons = shown(bar);
  const place = buttons.indexOf(event.target);
  const places = { Home: 0, End: buttons.length - 1 };
  const next = places[event.key] ?? (place + MOVES[event.key] + buttons.length) % buttons.length;
  if (place < 0 || Number.isNaN(next)) return;
  event.preventDefault();
  buttons[next].focus();
}

export function makeToolbar(frame, editor) {
  const bar = frame.querySelector(".prose-menubar");
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "Formatting");
  bar.querySelectorAll("[data-name]").forEach(nameButton);
  makeStop(bar, shown(bar)[0]);
  bar.addEventListener("focusin", (event) => makeStop(bar, event.target.closest("[data-name]")));
  bar.addEventListener("keydown", (event) => move(bar, event));
  editor.view.dom.addEventListener("keydown", (event) => {
    if (event.altKey && event.key === "F10") {
      event.preventDefault();
      bar.querySelector("[tabindex='0']").focus();
    }
  });
}

// Colour alone says which button is on and which can't be used now.
export function tellStates(frame) {
  const bar = frame.querySelector(".prose-menubar");
  for (const button of bar.querySelectorAll("[data-name]")) {
    button.setAttribute("aria-pressed", button.classList.contains("active"));
    button.setAttribute("aria-disabled", button.classList.contains("disabled"));
  }
  // A button that is gone, such as one for tables, is no place to stop.
  if (bar.querySelector("[tabindex='0']")?.classList.contains("hidden")) makeStop(bar, shown(bar)[0]);
}
