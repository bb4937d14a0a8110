"""Tables with the same number of cells in every row."""

from articles.prose.blocks import Cell

# More than any page has room for; what is in further columns stands in the last one.
MOST_COLUMNS = 30
MOST_ROWS_COVERED = 100


def gridded(rows: list[list[tuple[Cell, int, int]]]) -> list[list[Cell]]:
    """Cells with the numbers of columns and rows that they cover, as rows of single cells.

    A cell that covers several places stands in the first of them, and the others are empty: no screen
    reader tells reliably of words that belong to several columns at once.
    """
    covered: dict[tuple[int, int], bool] = {}
    grid: list[dict[int, Cell]] = []
    for number, row in enumerate(rows):
        places: dict[int, Cell] = {}
        column = 0
        for cell, across, down in row:
            while (number, column) in covered and column < MOST_COLUMNS:
                column += 1
            if column == MOST_COLUMNS:
                _add_to_last(places, cell)
                continue
            places[column] = cell
            for below in range(min(down, len(rows) - number, MOST_ROWS_COVERED)):
                for beside in range(min(across, MOST_COLUMNS - column)):
                    covered[number + below, column + beside] = cell.is_header
        grid.append(places)
    width = max((column + 1 for _, column in covered), default=0)
    return [
        [
            places.get(column) or Cell(covered.get((number, column), False), [[]])
            for column in range(width)
        ]
        for number, places in enumerate(grid)
    ]


def _add_to_last(places: dict[int, Cell], cell: Cell) -> None:
    """Below the words of the last column, which may be covered by a cell of another row."""
    last = places.get(MOST_COLUMNS - 1)
    if last is None:
        places[MOST_COLUMNS - 1] = cell
    else:
        last.paragraphs = [line for line in (*last.paragraphs, *cell.paragraphs) if line] or [[]]
