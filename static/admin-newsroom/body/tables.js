// Tables with a caption. Cells hold paragraphs and cover one place each, as the newspaper stores them.
import * as library from "django-prose-editor/editor";
import { insertAfter, remove } from "newsroom/figures";

const { Node } = library;
const ROWS = 3;
const COLUMNS = 3;

// The library asks every cell how many places it covers; here it is always one, and not written down.
const covered = {
  addAttributes: () => ({
    colspan: { default: 1, rendered: false, parseHTML: () => 1 },
    rowspan: { default: 1, rendered: false, parseHTML: () => 1 },
    colwidth: { default: null, rendered: false, parseHTML: () => null },
  }),
  content: "paragraph+",
};
const cell = (tag) => ({
  ...covered,
  parseHTML: () => [{ tag }],
  renderHTML: () => [tag, 0],
});

export const TableCell = library.TableCell.extend(cell("td"));
export const TableHeader = library.TableHeader.extend(cell("th"));
export const TableRow = library.TableRow.extend({ renderHTML: () => ["tr", 0] });

const emptyCell = (type) => ({ type, content: [{ type: "paragraph" }] });
const emptyTable = () => ({
  type: "tableFigure",
  content: [
    {
      type: "table",
      content: Array.from({ length: ROWS }, (_, row) => ({
        type: "tableRow",
        content: Array.from({ length: COLUMNS }, () => emptyCell(row ? "tableCell" : "tableHeader")),
      })),
    },
    { type: "caption" },
  ],
});

const COMMANDS = [
  ["table:addRow", "Add a row", (chain) => chain.addRowAfter()],
  ["table:addColumn", "Add a column", (chain) => chain.addColumnAfter()],
  ["table:deleteRow", "Delete the row", (chain) => chain.deleteRow()],
  ["table:deleteColumn", "Delete the column", (chain) => chain.deleteColumn()],
  ["table:headRow", "Head row", (chain) => chain.toggleHeaderRow()],
  ["table:headColumn", "Head column", (chain) => chain.toggleHeaderColumn()],
];

export const Table = library.Table.extend({
  // Only ever within its figure.
  group: "",
  renderHTML: () => ["table", ["tbody", 0]],
  addMenuItems: () => {},
});

export const TableFigure = Node.create({
  name: "tableFigure",
  group: "block",
  content: "table caption",
  isolating: true,
  parseHTML: () => [{ tag: "figure.table" }],
  renderHTML: () => ["figure", { class: "table" }, 0],
  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "table",
      groups: "insert",
      button: buttons.text("Table", "Table"),
      active: (editor) => editor.isActive("tableFigure"),
      enabled: (editor) => !["picture", "pullQuote", "tableFigure"].some((name) => editor.isActive(name)),
      command: (editor) => insertAfter(editor, emptyTable()),
    });
    for (const [name, words, run] of COMMANDS) {
      menu.defineItem({
        name,
        groups: "table",
        button: buttons.text(words),
        hidden: (editor) => !editor.isActive("table"),
        command: (editor) => run(editor.chain().focus()).run(),
      });
    }
    menu.defineItem({
      name: "table:remove",
      groups: "table",
      button: buttons.text("Remove the table"),
      hidden: (editor) => !editor.isActive("tableFigure"),
      command: (editor) => remove(editor, "tableFigure"),
    });
  },
});
