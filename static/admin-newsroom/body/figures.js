// Pictures of the library and pull quotes: figures with a caption, each written where it stands.
import * as library from "django-prose-editor/editor";
import { element, fetchJson, field, openDialog, searching } from "newsroom/dialog";

const { Node } = library;

// The node of that name around the selection, with the place before it.
export function around(state, name) {
  const { $from, node } = state.selection;
  if (node?.type.name === name) return { node, pos: state.selection.from };
  for (let depth = $from.depth; depth > 0; depth--) {
    if ($from.node(depth).type.name === name) {
      return { node: $from.node(depth), pos: $from.before(depth) };
    }
  }
  return null;
}

// A paragraph after the node, with the cursor in it: the way out of what stands apart from the text.
export function leave(editor, name) {
  const found = around(editor.state, name);
  if (!found) return false;
  const after = found.pos + found.node.nodeSize;
  return editor
    .chain()
    .insertContentAt(after, { type: "paragraph" })
    .setTextSelection(after + 1)
    .scrollIntoView()
    .run();
}

export function remove(editor, name) {
  const found = around(editor.state, name);
  if (found) {
    const range = { from: found.pos, to: found.pos + found.node.nodeSize };
    editor.chain().focus().deleteRange(range).run();
  }
}

const FIGURES = ["picture", "pullQuote", "tableFigure"];

export const Caption = Node.create({
  name: "caption",
  content: "text*",
  marks: "",
  defining: true,
  parseHTML: () => [{ tag: "figcaption" }],
  renderHTML: () => ["figcaption", 0],
  addKeyboardShortcuts() {
    return {
      Enter: ({ editor }) =>
        editor.isActive("caption") && FIGURES.some((name) => leave(editor, name)),
    };
  },
});

export const PullQuoteWords = Node.create({
  name: "pullQuoteWords",
  content: "text*",
  marks: "",
  defining: true,
  parseHTML: () => [{ tag: "blockquote", context: "pullQuote/", priority: 60 }],
  renderHTML: () => ["blockquote", 0],
  addKeyboardShortcuts() {
    return {
      // On to the line for whoever said it.
      Enter: ({ editor }) => {
        if (!editor.isActive("pullQuoteWords")) return false;
        const { $to } = editor.state.selection;
        return editor.commands.setTextSelection($to.after() + 1);
      },
    };
  },
});

export const PullQuote = Node.create({
  name: "pullQuote",
  group: "block",
  content: "pullQuoteWords caption",
  isolating: true,
  defining: true,
  parseHTML: () => [{ tag: "figure.pull-quote" }],
  renderHTML: () => ["figure", { class: "pull-quote" }, 0],
  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "pullQuote",
      groups: "insert",
      button: buttons.text("Pull quote", "Pull quote"),
      active: (editor) => editor.isActive("pullQuote"),
      enabled: (editor) => !FIGURES.some((name) => editor.isActive(name)),
      command(editor) {
        const { from, to } = editor.state.selection;
        const text = editor.state.doc.textBetween(from, to, " ");
        const words = { type: "pullQuoteWords", content: text ? [{ type: "text", text }] : [] };
        insertAfter(editor, { type: "pullQuote", content: [words, { type: "caption" }] });
      },
    });
    menu.defineItem({
      name: "pullQuote:remove",
      groups: "insert",
      button: buttons.text("Remove the pull quote"),
      hidden: (editor) => !editor.isActive("pullQuote"),
      command: (editor) => remove(editor, "pullQuote"),
    });
  },
});

// Puts a figure below the block that is being written, with the cursor in its first line. An empty
// paragraph makes way for it.
export function insertAfter(editor, content) {
  const { $to } = editor.state.selection;
  const block = $to.depth ? $to.node(1) : null;
  const isEmpty = block?.type.name === "paragraph" && block.content.size === 0;
  const start = block ? $to.before(1) : $to.pos;
  const end = block ? $to.after(1) : $to.pos;
  const at = isEmpty ? { from: start, to: end } : end;
  const first = isEmpty ? start : end;
  editor
    .chain()
    .focus()
    .insertContentAt(at, content)
    .command(({ tr }) => {
      const { TextSelection } = library.pm.state;
      tr.setSelection(TextSelection.near(tr.doc.resolve(first + 1)));
      return true;
    })
    .scrollIntoView()
    .run();
}

// What the library says of pictures, asked for once for all that are drawn at the same moment.
function describer(address) {
  const known = new Map();
  let wanted = new Set();
  async function ask() {
    const keys = [...wanted];
    wanted = new Set();
    const { pictures } = await fetchJson(address, keys.map((key) => ["key", key]));
    return new Map(pictures.map((one) => [String(one.key), one]));
  }
  let asking;
  return {
    keep: (picture) => known.set(String(picture.key), Promise.resolve(picture)),
    describe(key) {
      if (!known.has(key)) {
        if (!wanted.size) asking = Promise.resolve().then(ask);
        wanted.add(key);
        const answer = asking;
        known.set(key, answer.then((found) => found.get(key)));
      }
      return known.get(key);
    },
  };
}

function choosePicture(address, chosen, closed) {
  const input = element("input", { type: "search", autocomplete: "off" });
  const told = element("p", { class: "body-dialog__told", role: "status" });
  const grid = element("ul", { class: "body-dialog__pictures" });
  const opened = openDialog({
    title: "Picture of the library",
    content: [field("Words of its description, caption or credit", input), told, grid],
    closed,
  });
  opened.form.addEventListener("submit", (event) => event.preventDefault());
  searching(
    input,
    async (q) => (await fetchJson(address, { q })).pictures,
    (pictures) => {
      told.textContent = pictures.length ? "" : "No picture has these words. New ones are uploaded under Images.";
      grid.replaceChildren(
        ...pictures.map((one) => {
          const image = element("img", { src: one.src || null, width: one.width, height: one.height, alt: "", loading: "lazy" });
          const button = element("button", { type: "button" }, image, element("span", {}, one.name));
          button.addEventListener("click", () => {
            opened.done();
            chosen(one);
          });
          return element("li", {}, button);
        }),
      );
    },
  );
}

function drawn(node, describe) {
  const caption = element("figcaption");
  const holder = element("div", { class: "picture-in-text", contenteditable: "false" });
  const dom = element("figure", { "data-picture": node.attrs.picture, class: node.attrs.isWide ? "wide" : null }, holder, caption);
  describe(node.attrs.picture).then((picture) => {
    if (!picture) {
      holder.textContent = `Picture ${node.attrs.picture} is not in the library.`;
      return;
    }
    holder.append(
      picture.src
        ? element("img", { src: picture.src, width: picture.width, height: picture.height, alt: picture.name })
        : `${picture.name} (its file is missing)`,
      element("span", { class: "picture-in-text__credit" }, picture.credit),
    );
    caption.dataset.placeholder = picture.caption ? `Caption of the library: ${picture.caption}` : "Caption";
  });
  return {
    dom,
    contentDOM: caption,
    // Only the words of the caption are the text's own.
    ignoreMutation: ({ type, target }) =>
      type === "attributes" || (type !== "selection" && !caption.contains(target)),
    update: (other) => {
      if (other.type !== node.type || other.attrs.picture !== node.attrs.picture) return false;
      dom.classList.toggle("wide", other.attrs.isWide);
      return true;
    },
  };
}

export function pictureOf(addresses) {
  const { describe, keep } = describer(addresses.pictures);
  return Node.create({
    name: "picture",
    group: "block",
    content: "caption",
    isolating: true,
    draggable: true,
    addAttributes: () => ({
      picture: {
        default: null,
        parseHTML: (figure) => figure.dataset.picture,
        renderHTML: ({ picture }) => ({ "data-picture": picture }),
      },
      isWide: {
        default: false,
        parseHTML: (figure) => figure.classList.contains("wide"),
        renderHTML: ({ isWide }) => (isWide ? { class: "wide" } : {}),
      },
    }),
    parseHTML: () => [{ tag: "figure[data-picture]" }],
    renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, 0],
    addNodeView: () => ({ node }) => drawn(node, describe),
    addMenuItems({ menu, buttons }) {
      menu.defineItem({
        name: "picture",
        groups: "insert",
        button: buttons.text("Picture", "Picture"),
        active: (editor) => editor.isActive("picture"),
        enabled: (editor) => !FIGURES.some((name) => editor.isActive(name)),
        command(editor) {
          const put = (picture) => {
            keep(picture);
            const attrs = { picture: String(picture.key) };
            insertAfter(editor, { type: "picture", attrs, content: [{ type: "caption" }] });
          };
          choosePicture(addresses.pictures, put, () => editor.view.focus());
        },
      });
      menu.defineItem({
        name: "picture:wide",
        groups: "insert",
        button: buttons.text("Wide"),
        hidden: (editor) => !editor.isActive("picture"),
        active: (editor) => editor.isActive("picture", { isWide: true }),
        command(editor) {
          const { node } = around(editor.state, "picture");
          editor.chain().focus().updateAttributes("picture", { isWide: !node.attrs.isWide }).run();
        },
      });
      menu.defineItem({
        name: "picture:remove",
        groups: "insert",
        button: buttons.text("Remove the picture"),
        hidden: (editor) => !editor.isActive("picture"),
        command: (editor) => remove(editor, "picture"),
      });
    },
  });
}
