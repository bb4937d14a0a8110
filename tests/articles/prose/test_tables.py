import pytest

from articles.sanitising import clean_body


def rows_of(markup):
    """The cells of the stored table, headings with a star."""
    body = clean_body(markup)
    assert body.startswith('<figure class="table"><table><tbody>')
    table = body.partition("<tbody>")[2].partition("</tbody>")[0]
    rows = table.removeprefix("<tr>").removesuffix("</tr>").split("</tr><tr>")
    cells = [row.replace("<th>", "<td>*").replace("</th>", "</td>") for row in rows]
    return [
        [one.replace("<p>", "").replace("</p>", "") for one in row[4:-5].split("</td><td>")]
        for row in cells
    ]


@pytest.mark.parametrize(
    ("markup", "rows"),
    [
        ("<tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr>", [["*a", "*b"], ["1", "2"]]),
        ("<thead><tr><th>a<th>b</thead><tbody><tr><td>1<td>2", [["*a", "*b"], ["1", "2"]]),
        ("<tr><td>a</td><td>b</td></tr><tr><td>1</td></tr>", [["a", "b"], ["1", ""]]),
        ("<tr><th colspan=2>a</th></tr><tr><td>1</td><td>2</td></tr>", [["*a", "*"], ["1", "2"]]),
        (
            "<tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr>",
            [["a", "b"], ["", "c"]],
        ),
        ("<tr></tr><tr><td>a</td><td>b</td></tr>", [["a", "b"]]),
        ("<tr><td colspan=nine>a</td><td>b</td></tr>", [["a", "b"]]),
        ("<tr><td><ul><li>a<li>b</ul><td>c</tr>", [["ab", "c"]]),
    ],
)
def test_every_row_has_the_same_number_of_cells(markup, rows):
    assert rows_of(f"<table>{markup}</table>") == rows


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<table><tr><td>One</td></tr><tr><td>Two</td></tr></table>", "<p>One</p><p>Two</p>"),
        (
            "<table><tr><td><table><tr><td><h2>A</h2>b</td></tr></table></td><td>c</td></tr></table>",
            "<h2>A</h2><p>b</p><p>c</p>",
        ),
        ("<table><tr><td> </td><td></td></tr></table>", ""),
        ("<table><caption>Words</caption></table>", "<p>Words</p>"),
    ],
)
def test_a_table_that_only_places_texts_is_none(markup, text):
    assert clean_body(markup) == text


@pytest.mark.parametrize(
    "markup",
    [
        "<table><caption>Who came</caption><tr><td>a<td>b</table>",
        "<figure><table><tr><td>a<td>b</table><figcaption>Who <b>came</b></figcaption></figure>",
    ],
)
def test_a_caption_is_the_tables_own(markup):
    assert clean_body(markup).endswith("</table><figcaption>Who came</figcaption></figure>")


def test_cells_that_cover_a_thousand_columns_are_one():
    row = "<tr>" + "<td colspan=9999 rowspan=9999>a</td>" * 40 + "</tr>"

    body = clean_body(f"<table>{row * 40}</table>")

    assert body.count("<td>") == 40 * 30
    assert body.count("a</p>") == 1600


def test_a_picture_in_a_cell_stands_below_the_table():
    body = clean_body('<table><tr><td>a<figure data-picture="3"></figure><td>b</table>')

    assert body.endswith('</figure><figure data-picture="3"><figcaption></figcaption></figure>')
