// A dialog that asks for one thing. It stands outside of the article's form, so nothing in it is sent
// with the article, and the browser keeps the focus inside and gives it back.
let number = 0;

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

// Opens the dialog with its content. `done` closes it; `closed` is told that it was, however it was.
export function openDialog({ title, content, buttons = [], closed = () => {} }) {
  const id = `body-dialog-${++number}`;
  const cancel = element("button", { type: "button", class: "button" }, "Cancel");
  const form = element(
    "form",
    { method: "dialog" },
    element("h2", { id }, title),
    ...content,
    element("div", { class: "body-dialog__buttons" }, ...buttons, cancel),
  );
  const dialog = element("dialog", { class: "body-dialog", "aria-labelledby": id }, form);
  cancel.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    closed();
  });
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, form, done: () => dialog.close() };
}

export function field(label, input) {
  input.id ||= `body-field-${++number}`;
  return element("div", { class: "body-dialog__field" }, element("label", { for: input.id }, label), input);
}

// Calls `search` with what was typed, shortly after the last key, and only with its latest answer.
export function searching(input, search, show) {
  let waiting;
  let latest = 0;
  async function ask() {
    const mine = ++latest;
    const found = await search(input.value.trim());
    if (mine === latest) show(found);
  }
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 150);
  });
  return ask();
}

export async function fetchJson(address, parameters) {
  const answer = await fetch(`${address}?${new URLSearchParams(parameters)}`);
  if (!answer.ok) throw new Error(`${answer.status} of ${address}`);
  return answer.json();
}
