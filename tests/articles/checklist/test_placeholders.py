import pytest

from articles.checklist.placeholders import placeholder, possible_placeholder
from tests.articles.checklist.manuscripts import manuscript, words_of


def found(check, text):
    return words_of(check(manuscript(f"<p>{text}</p>")))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("TK people went home", "TK"),
        ("The TK-year-old said", "TK"),
        ("He paid $TK, she said", "TK"),
        ("More TKTK.", "TKTK"),
        ("More [TK] here", "[TK]"),
        ("more tk here", "tk"),
        ("More T<strong>K</strong> here", "TK"),
        ("Мінск TK", "TK"),
        ("&#84;K", "TK"),
        ("Lorem  ipsum dolor", "Lorem ipsum"),
    ],
)
def test_what_is_to_come_is_found(text, words):
    assert found(placeholder, text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Atkins and Rothko",
        "TKO in the third round",
        "flight TK1980 and trooper TK-421",
        "a page at nic.tk, or tk.example.org",
        "written with Tk",
        "Łitkowski",
        "ТК",
    ],
)
def test_words_that_hold_the_letters_are_words(text):
    assert found(placeholder, text) == []


def test_a_known_name_that_holds_it_is_a_name():
    text = "<p>TK Elevator and TK more</p>"

    assert words_of(placeholder(manuscript(text, names=["TK Elevator"]))) == ["TK"]
    assert words_of(placeholder(manuscript(text))) == ["TK", "TK"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("on XXXX, they", "XXXX"),
        ("xxx", "xxx"),
        ("How many ???", "???"),
        ("TO-DO: ask", "TO-DO"),
        ("the date is TBC.", "TBC"),
        ("he said [Quote]", "[Quote]"),
    ],
)
def test_what_may_stand_for_something_missing_is_found(text, words):
    assert found(possible_placeholder, text) == [words]


@pytest.mark.parametrize(
    "text", ["Super Bowl XXXI", "What?", "Who? What?", "todo o nada", "size XX"]
)
def test_other_words_are_not(text):
    assert found(possible_placeholder, text) == []


@pytest.mark.parametrize(
    ("fields", "field", "where"),
    [
        ({"headline": "TK freed"}, "headline", "Headline"),
        ({"standfirst": "TK freed"}, "standfirst", "Standfirst"),
        ({"dateline": "TK"}, "dateline", "Dateline"),
        ({"body": "<h2>TK</h2><p>One</p>"}, "body", "Subhead “TK”"),
        ({"body": "<h2>A</h2><p>One</p><p>TK</p>"}, "body", "Paragraph 2"),
    ],
    ids=["headline", "standfirst", "dateline", "subhead", "paragraph"],
)
def test_every_place_that_readers_see_is_searched(fields, field, where):
    (finding,) = placeholder(manuscript(**fields))

    assert (finding.field, finding.where) == (field, where)
