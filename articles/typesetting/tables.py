"""Tables as readers get them: with heads, and in a box of their own that scrolls on a narrow screen."""

from lxml import html
from lxml.html import HtmlElement


def set_tables(body: HtmlElement) -> None:
    """Turn each table's figure into a box, which the caption names for those who come by keyboard."""
    for number, figure in enumerate(list(body.iterchildren("figure")), start=1):
        table = figure.find("table")
        if table is None:
            continue
        caption = figure.find("figcaption")
        words = "" if caption is None else caption.text_content()
        if words:
            title = html.Element("caption", {"id": f"table-{number}"})
            title.text = words
            table.insert(0, title)
        _set_heads(table)
        label = {"aria-labelledby": f"table-{number}"} if words else {"aria-label": "Table"}
        box = html.Element("div", {"class": "table", "role": "region", "tabindex": "0", **label})
        box.append(table)
        body.replace(figure, box)


def _set_heads(table: HtmlElement) -> None:
    """Say of each heading what it heads; a first row of headings alone is the table's head."""
    rows = list(table.iter("tr"))
    heads_columns = bool(rows) and all(cell.tag == "th" for cell in rows[0])
    for row in rows:
        for cell in row.iter("th"):
            cell.set("scope", "col" if heads_columns and row is rows[0] else "row")
    if heads_columns:
        head = html.Element("thead")
        table.find("tbody").addprevious(head)
        head.append(rows[0])
