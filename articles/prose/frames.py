"""The containers that are open while a text is read, and what each amounts to when it ends.

A container keeps what may stand in it. A picture in a list, or a table in a quotation, follows after it:
nothing that was written is lost, and the editor has a place for all of it.
"""

from articles.prose.blocks import (
    Block,
    Cell,
    Listing,
    Picture,
    PullQuote,
    Quotation,
    Table,
    Text,
)
from articles.prose.runs import Run, plain
from articles.prose.tables import gridded


class Frame:
    """A container that has begun, with the blocks that were read of it so far."""

    def __init__(self, tag: str = "") -> None:
        self.tag = tag
        self.blocks: list[Block] = []
        self.caption: list[Run] = []

    def closed(self) -> list[Block]:
        """What the container amounts to, in the order of reading."""
        return self.blocks


class ListFrame(Frame):
    """A list. What stands in it outside of any item is an item too."""

    def __init__(self, tag: str) -> None:
        super().__init__(tag)
        self.items: list[list[Block]] = []
        self.others: list[Block] = []

    def add_item(self, blocks: list[Block]) -> None:
        """An item begins with a paragraph. One that begins with a list is that list's items."""
        simple, others = _parted(blocks)
        self.others += others
        if simple and isinstance(simple[0], Listing):
            self.items += simple[0].items
            if len(simple) > 1:
                self.items[-1] += simple[1:]
        elif simple:
            self.items.append(simple)

    def add_outside(self) -> None:
        """A list beside the items, as some word processors write it, belongs to the item before."""
        blocks, self.blocks = self.blocks, []
        for block in blocks:
            if isinstance(block, Listing) and self.items:
                self.items[-1].append(block)
            else:
                self.add_item([block])

    def closed(self) -> list[Block]:
        self.add_outside()
        listing: list[Block] = [Listing(self.tag == "ol", self.items)] if self.items else []
        return [*listing, *self.others]


class QuoteFrame(Frame):
    """A quotation: paragraphs and lists. A quotation in a quotation is the same one."""

    def closed(self) -> list[Block]:
        simple, others = _parted(self.blocks)
        return [Quotation(simple), *others] if simple else others


class CellFrame(Frame):
    """One cell of a table, which may cover several places."""

    def __init__(self, tag: str, across: int, down: int) -> None:
        super().__init__(tag)
        self.across, self.down = across, down


class TableFrame(Frame):
    """A table, or what looks like one and was used to put texts beside each other."""

    def __init__(self) -> None:
        super().__init__("table")
        self.rows: list[list[CellFrame]] = []
        self.is_layout = False

    def add_cell(self, cell: CellFrame) -> None:
        """The next cell of the last row."""
        if not self.rows:
            self.rows.append([])
        self.rows[-1].append(cell)

    def closed(self) -> list[Block]:
        parted = {cell: _parted(cell.blocks) for row in self.rows for cell in row}
        grid = gridded(
            [
                [
                    (Cell(cell.tag == "th", _lines(parted[cell][0])), cell.across, cell.down)
                    for cell in row
                ]
                for row in self.rows
                if row
            ]
        )
        caption = plain(self.caption)
        if self.is_layout or not grid or len(grid[0]) < 2 or _is_blank(grid):
            around: list[Block] = [Text("p", caption)] if caption else []
            inner = (block for row in self.rows for cell in row for block in cell.blocks)
            return [*self.blocks, *around, *inner]
        others = (block for _, others in parted.values() for block in others)
        return [*self.blocks, Table(grid, caption), *others]


class FigureFrame(Frame):
    """A figure: a picture of the library, words pulled out of the text, a table, or none of them."""

    def __init__(self, *, picture: int | None, is_wide: bool, is_pull_quote: bool) -> None:
        super().__init__("figure")
        self.picture, self.is_wide, self.is_pull_quote = picture, is_wide, is_pull_quote

    def closed(self) -> list[Block]:
        simple, others = _parted(self.blocks)
        if self.picture is not None:
            caption = plain([*_one_line(simple), Run(" "), *self.caption])
            return [Picture(self.picture, self.is_wide, caption), *others]
        if self.is_pull_quote and (words := plain(_one_line(simple))):
            return [PullQuote(words, plain(self.caption)), *others]
        return self._around_its_caption()

    def _around_its_caption(self) -> list[Block]:
        """The caption goes to the only table, and is a paragraph where there is none."""
        if not (caption := plain(self.caption)):
            return self.blocks
        tables = [block for block in self.blocks if isinstance(block, Table)]
        if len(tables) != 1:
            return [*self.blocks, Text("p", caption)]
        tables[0].caption = plain([*tables[0].caption, Run(" "), *caption])
        return self.blocks


def _parted(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """Paragraphs and lists, and apart from them what may stand in no other container.

    Subheads become paragraphs, and what is quoted loses its frame.
    """
    simple: list[Block] = []
    others: list[Block] = []
    for block in blocks:
        match block:
            case Text(_, runs):
                simple.append(Text("p", runs))
            case Quotation(inner):
                simple += inner
            case Listing():
                simple.append(block)
            case _:
                others.append(block)
    return simple, others


def _lines(blocks: list[Block]) -> list[list[Run]]:
    """The paragraphs in blocks, those of lists included; an empty one where there is none."""
    lines: list[list[Run]] = []
    for block in blocks:
        if isinstance(block, Text):
            lines.append(block.runs)
        elif isinstance(block, Listing):
            lines += (line for item in block.items for line in _lines(item))
    return lines or [[]]


def _one_line(blocks: list[Block]) -> list[Run]:
    return [run for line in _lines(blocks) for run in (Run(" "), *line)]


def _is_blank(grid: list[list[Cell]]) -> bool:
    return not any(line for row in grid for cell in row for line in cell.paragraphs)
