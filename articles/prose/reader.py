"""Reading HTML of any origin into the few blocks of an article's text.

The parser is fed what `articles.sanitising` let through, which is well-formed. It keeps a stack of open
containers and never calls itself, so no depth of nesting can stop it.
"""

from html.parser import HTMLParser

from articles.prose.blocks import Block, Text
from articles.prose.frames import (
    CellFrame,
    FigureFrame,
    Frame,
    ListFrame,
    QuoteFrame,
    TableFrame,
)
from articles.prose.links import address_of
from articles.prose.listing import DEEPEST_LIST, Point, gathered, is_number
from articles.prose.runs import BREAK, Marks, Run, paragraphs_of, tidy, without_controls
from articles.prose.styles import (
    BOLD,
    ITALIC,
    SUBSCRIPTS,
    SUPERSCRIPTS,
    is_list_mark,
    level_of,
    marked,
    note_at,
    place_of_note,
)

HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
CONTAINERS = frozenset({"ul", "ol", "li", "blockquote", "figure", "table", "td", "th"})
CAPTIONS = frozenset({"figcaption", "caption"})
# Where one of these begins or ends, a line does.
BLOCKS = (
    CONTAINERS
    | CAPTIONS
    | HEADINGS.keys()
    | {
        *("p", "div", "pre", "address", "article", "aside", "center", "dd", "details", "dl", "dt"),
        *(
            "fieldset",
            "footer",
            "form",
            "header",
            "hr",
            "legend",
            "main",
            "nav",
            "section",
            "summary",
        ),
        *("tbody", "tfoot", "thead", "tr", "hgroup", "search", "dialog", "menu", "dir", "optgroup"),
        *("option", "select"),
    }
)
INLINE = BOLD | ITALIC | {"a", "br", "img", "small", "span", "font", "sup", "sub"}
TAGS = BLOCKS | INLINE
VOID = frozenset({"br", "hr", "img"})
_TRACKING_PIXELS = 2


class Reader(HTMLParser):
    """Reads a text once; `finished` gives its blocks.

    `found_notes` are the notes at the end of the text by their names. A second reader that is given them
    puts each where the text refers to it. `pictures` counts those that are not of the library.
    """

    def __init__(self, notes: dict[str, list[Run]] | None = None) -> None:
        super().__init__(convert_charrefs=True)
        self.found_notes: dict[str, list[Run]] = {}
        self.pictures = 0
        self._notes = notes or {}
        self._placed: set[str] = set()
        self._frames: list[Frame] = [Frame()]
        self._tables: list[TableFrame] = []
        self._lists = 0
        self._open: list[tuple[str, Marks, bool]] = []
        self._marks = Marks()
        self._is_silent = False
        self._begin_line()

    def _begin_line(self) -> None:
        self._line: list[Run] = []
        self._tag = "p"
        self._level = 0
        self._mark = ""
        self._note = ""

    def finished(self, html: str) -> list[Block]:
        """The blocks of the whole text."""
        self.feed(html)
        self.close()
        self._end_line()
        return gathered(self._frames[0].blocks)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in BLOCKS:
            self._end_line()
            self._begin_block(tag, attributes)
        if tag == "br":
            self.handle_break()
        elif tag == "img":
            self._leave_out(attributes)
        if tag not in VOID:
            self._open.append((tag, self._marks, self._is_silent))
            self._marks = marked(self._marks, tag, attributes.get("style", ""))
            self._begin_inline(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self._end_line(caption=tag in CAPTIONS)
        if tag in CONTAINERS:
            self._end_container(tag)
        if self._open and self._open[-1][0] == tag:
            _, self._marks, self._is_silent = self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._is_silent:
            self._mark += data
            return
        tag = self._open[-1][0] if self._open else ""
        if tag in {"sup", "sub"} and data.isascii() and data.isdigit():
            data = data.translate(SUPERSCRIPTS if tag == "sup" else SUBSCRIPTS)
        self._line.append(Run(without_controls(data), self._marks))

    def handle_break(self) -> None:
        """A break of the line, which two in a row turn into the end of a paragraph."""
        self._line.append(Run(BREAK, self._marks))

    def _begin_inline(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "a":
            self._begin_link(attributes.get("href", ""))
        elif tag == "small" and "footnote" in attributes.get("class", "").split():
            self._marks = self._marks._replace(is_note=True)
        elif is_list_mark(attributes.get("style", "")):
            self._is_silent = True

    def _begin_link(self, href: str) -> None:
        if (name := place_of_note(href)) in self._notes:
            self._placed.add(name)
            self._line += (Run(r.text, r.marks._replace(is_note=True)) for r in self._notes[name])
            self._is_silent = True
        elif (name := note_at(href)) and not "".join(run.text for run in self._line).strip():
            self._note = name
            self._is_silent = True
        elif href:
            self._marks = self._marks._replace(href=address_of(href))

    def _begin_block(self, tag: str, attributes: dict[str, str]) -> None:
        self._tag = HEADINGS.get(tag, "p")
        self._level = level_of(attributes.get("style", ""))
        if tag == "tr" and isinstance(table := self._frames[-1], TableFrame):
            table.rows.append([])
        elif tag in CONTAINERS:
            self._begin_container(tag, attributes)

    def _begin_container(self, tag: str, attributes: dict[str, str]) -> None:
        """Open a container, unless it says nothing where it stands."""
        above = self._frames[-1]
        match tag:
            case "ul" | "ol":
                frame = Frame(tag) if self._lists == DEEPEST_LIST else ListFrame(tag)
                self._lists += isinstance(frame, ListFrame)
            case "li":
                frame = Frame(tag)
                if isinstance(above, ListFrame):
                    above.add_outside()
            case "blockquote":
                frame = QuoteFrame(tag)
            case "figure":
                frame = _figure(attributes)
            case "table":
                frame = TableFrame()
                if self._tables:
                    self._tables[-1].is_layout = True
                self._tables.append(frame)
            case _:
                frame = CellFrame(tag, _span(attributes, "colspan"), _span(attributes, "rowspan"))
        self._frames.append(frame)

    def _end_container(self, tag: str) -> None:
        """Close the innermost container, which is the one of that element."""
        frame = self._frames.pop()
        above = self._frames[-1]
        self._lists -= isinstance(frame, ListFrame)
        if isinstance(frame, TableFrame):
            self._tables.pop()
        if isinstance(above, ListFrame) and tag == "li":
            above.add_item(frame.blocks)
        elif isinstance(above, TableFrame) and isinstance(frame, CellFrame):
            above.add_cell(frame)
        else:
            above.blocks += frame.closed()

    def _end_line(self, *, caption: bool = False) -> None:
        """Add the text since the last block to the innermost container."""
        line, tag, level, mark, note = self._line, self._tag, self._level, self._mark, self._note
        self._begin_line()
        frame = self._frames[-1]
        if caption and isinstance(frame, FigureFrame | TableFrame):
            frame.caption += [Run(" "), *line]
        elif note and note not in self._placed:
            self.found_notes[note] = tidy(line, keeps_breaks=False)
            frame.blocks += (Text("p", one) for one in paragraphs_of(line))
        elif tag != "p":
            frame.blocks += (
                Text(tag, one) for one in [tidy(_bare(line), keeps_breaks=False)] if one
            )
        elif level and not note:
            points = paragraphs_of(line)
            frame.blocks += (Point("p", one, level, is_number(mark)) for one in points)
        elif not note:
            frame.blocks += (Text("p", one) for one in paragraphs_of(line))

    def _leave_out(self, attributes: dict[str, str]) -> None:
        """A picture of somewhere else; what nobody can see is not worth a word."""
        size = [attributes.get(name, "") for name in ("width", "height")]
        is_pixel = any(one.isdigit() and int(one) <= _TRACKING_PIXELS for one in size)
        frame = self._frames[-1]
        is_known = isinstance(frame, FigureFrame) and frame.picture is not None
        if not is_pixel and not is_known:
            self.pictures += 1


def _bare(line: list[Run]) -> list[Run]:
    """A subhead is bold by itself, and holds no footnote: lists of subheads have no foot."""
    return [Run(r.text, r.marks._replace(is_note=False, is_strong=False)) for r in line]


def _span(attributes: dict[str, str], name: str) -> int:
    """How many columns or rows a cell covers; the reader of the table has bounds for both."""
    said = attributes.get(name, "")
    return max(1, int(said[:4])) if said.isascii() and said.isdigit() else 1


def _figure(attributes: dict[str, str]) -> FigureFrame:
    classes = attributes.get("class", "").split()
    key = attributes.get("data-picture", "")
    is_key = key.isascii() and key.isdigit() and int(key[:18]) > 0 and len(key) <= 18
    return FigureFrame(
        picture=int(key) if is_key else None,
        is_wide="wide" in classes,
        is_pull_quote="pull-quote" in classes,
    )
