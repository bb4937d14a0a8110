// Links: to a page of the portal, which is found by typing and kept by what it is, or to an address.
import * as library from "django-prose-editor/editor";
import { element, fetchJson, field, openDialog, searching } from "newsroom/dialog";

const IDENTITY = /^(article|person|organisation|section):[1-9]\d*$/;
const ADDRESS =
  /^(https?:\/\/[^\s/?#@]+\.[^\s/?#@.]{2,}(?::\d+)?(?:[/?#]\S*)?|mailto:[^\s@]+@[^\s@]+\.[^\s@]+|\/(?![/\\])\S*|#\S+)$/i;
const REFUSAL =
  "This is no address. Write one that begins with https:// or mailto:, or choose a page from the list.";

function addressOf(typed) {
  return /^www\.\S+\.\S+$/i.test(typed) ? `https://${typed}` : typed;
}

export function isAddress(href) {
  return IDENTITY.test(href) || ADDRESS.test(href);
}

function setLink(editor, href, words) {
  const chain = editor.chain().focus();
  if (editor.isActive("link")) chain.extendMarkRange("link").setMark("link", { href }).run();
  else if (!editor.state.selection.empty) chain.setMark("link", { href }).run();
  else {
    const link = { type: "text", text: words, marks: [{ type: "link", attrs: { href } }] };
    chain.insertContent(link).unsetMark("link").run();
  }
}

function targetButton(target, choose) {
  const button = element(
    "button",
    { type: "button", class: "body-dialog__target" },
    element("span", { class: "body-dialog__name" }, target.name),
    " ",
    element("span", { class: "body-dialog__what" }, target.what),
  );
  button.addEventListener("click", () => choose(target));
  return element("li", {}, button);
}

function askForLink(editor, addresses) {
  const current = editor.getAttributes("link").href ?? "";
  const input = element("input", { type: "text", autocomplete: "off", autocapitalize: "none", spellcheck: "false" });
  input.value = IDENTITY.test(current) ? "" : current;
  const leadsTo = element("p", { class: "body-dialog__now", hidden: true });
  const error = element("p", { class: "errornote", role: "alert", hidden: true });
  const told = element("p", { class: "body-dialog__told", role: "status" });
  const list = element("ul", { class: "body-dialog__targets" });
  const set = element("button", { type: "submit", class: "button default" }, "Set the link");
  const buttons = [set];
  if (current) {
    const remove = element("button", { type: "button", class: "button" }, "Remove the link");
    remove.addEventListener("click", () => {
      editor.chain().focus().extendMarkRange("link").unsetMark("link").run();
      opened.done();
    });
    buttons.push(remove);
  }
  const label = "Name, headline or address";
  const opened = openDialog({
    title: "Link",
    content: [leadsTo, field(label, input), error, told, list],
    buttons,
    closed: () => editor.view.focus(),
  });

  function choose(href, words) {
    setLink(editor, href, words);
    opened.done();
  }
  opened.form.addEventListener("submit", (event) => {
    event.preventDefault();
    const href = addressOf(input.value.trim());
    error.hidden = isAddress(href);
    error.textContent = error.hidden ? "" : REFUSAL;
    input.setAttribute("aria-invalid", !error.hidden);
    if (error.hidden) choose(href, input.value.trim());
    else input.focus();
  });
  if (IDENTITY.test(current)) {
    fetchJson(addresses.targets, { href: current }).then(({ targets: [target] }) => {
      leadsTo.hidden = false;
      leadsTo.textContent = target ? `Leads to ${target.name} (${target.what})` : "Leads to a page that is gone";
    });
  }
  searching(
    input,
    async (q) => (q && !isAddress(addressOf(q)) ? (await fetchJson(addresses.targets, { q })).targets : null),
    (targets) => {
      list.replaceChildren(...(targets ?? []).map((one) => targetButton(one, () => choose(one.href, one.name))));
      told.textContent = targets === null ? "" : targets.length ? `${targets.length} found` : "Nothing has this name";
    },
  );
}

export const linkTo = (addresses) =>
  library.Link.extend({
    addAttributes() {
      return { href: { default: null, parseHTML: (link) => link.getAttribute("href") } };
    },
    addCommands() {
      return {
        ...this.parent?.(),
        addLink:
          () =>
          ({ editor }) => {
            askForLink(editor, addresses);
            return true;
          },
      };
    },
    addMenuItems({ menu, buttons }) {
      menu.defineItem({
        name: "link",
        groups: "link",
        command: (editor) => askForLink(editor, addresses),
        button: buttons.material("insert_link", "Link"),
        active: (editor) => editor.isActive("link"),
      });
    },
    addKeyboardShortcuts() {
      return {
        "Mod-k": ({ editor }) => {
          askForLink(editor, addresses);
          return true;
        },
      };
    },
  }).configure({ isAllowedUri: isAddress, openOnClick: false });
