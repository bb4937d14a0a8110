// What an article's text may hold, as the editor's schema. It writes a text exactly as
// `articles.sanitising` stores it; a test in a browser holds both to it.
import * as library from "django-prose-editor/editor";
import { Caption, PullQuote, PullQuoteWords, pictureOf } from "newsroom/figures";
import { linkTo } from "newsroom/links";
import { pastingOf } from "newsroom/pasting";
import { Table, TableCell, TableFigure, TableHeader, TableRow } from "newsroom/tables";

const { Mark } = library;
const LISTED = "paragraph | bulletList | orderedList";
const GROUPS = [
  { group: "blockType -lists" },
  { group: "lists" },
  { group: "nodes -blockType -lists" },
  { group: "marks" },
  { group: "link" },
  { group: "insert" },
  { group: "table" },
  { group: "history" },
];

// A note stands where it belongs and is set at the foot of the text when readers see it.
const Footnote = Mark.create({
  name: "footnote",
  // Before links: it is the outermost mark.
  priority: 2000,
  exitable: true,
  parseHTML: () => [{ tag: "small.footnote" }],
  renderHTML: () => ["small", { class: "footnote" }, 0],
  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "footnote",
      groups: "insert",
      button: buttons.text("Footnote", "Footnote"),
      active: (editor) => editor.isActive("footnote"),
      enabled: (editor) => editor.can().toggleMark("footnote"),
      command: (editor) => editor.chain().focus().toggleMark("footnote").run(),
    });
  },
  addKeyboardShortcuts() {
    return { "Mod-Shift-f": ({ editor }) => editor.commands.toggleMark("footnote") };
  },
});

export function extensionsFor(addresses, tell) {
  return [
    library.Document,
    library.Text,
    library.Paragraph,
    library.Menu.configure({ groups: GROUPS }),
    library.History,
    library.Dropcursor,
    library.Gapcursor,
    // A subhead is bold by itself, and the list of subheads has no room for breaks and notes.
    library.Heading.extend({ content: "text*", marks: "link italic" }).configure({ levels: [2, 3] }),
    Footnote,
    linkTo(addresses),
    library.Bold,
    library.Italic,
    library.HardBreak,
    library.BulletList,
    // The library's own numbered list says its style in attributes.
    library.OrderedList.extend({
      addAttributes: () => ({}),
      addNodeView: null,
      renderHTML: () => ["ol", 0],
    }).configure({ enableListAttributes: false }),
    library.ListItem.extend({ content: `paragraph (${LISTED})*` }),
    library.Blockquote.extend({ content: `(${LISTED})+` }),
    Caption,
    pictureOf(addresses),
    PullQuoteWords,
    PullQuote,
    Table,
    TableRow,
    TableHeader,
    TableCell,
    TableFigure,
    pastingOf(addresses, tell),
  ];
}
