import pytest

from articles.checklist.manuscript import Named
from articles.checklist.quotations import mention_words, quoted_words
from tests.articles.checklist.manuscripts import manuscript, words_of

BODY = "<p>“It’s <em>over</em>, we go\nhome,” she said &amp; left.</p>"


@pytest.mark.parametrize(
    "headline",
    [
        "“We go home”",
        "Belavia: 'we go home'",
        "‘It’s over’: 31 freed",
        '"It\'s over, we go home", she says',
        "«we go home»",
        "„We go home“",
        "The workers' bus isn't late",
        "No quotation at all",
    ],
)
def test_words_of_the_text_may_be_quoted(headline):
    assert not list(quoted_words(manuscript(BODY, headline=headline)))


@pytest.mark.parametrize(
    ("headline", "words"),
    [
        ("“We went home”", "“We went home”"),
        ("Belavia: 'we flew'", "'we flew'"),
        ("«Мы дома»", "«Мы дома»"),
    ],
)
def test_other_words_are_no_quotation(headline, words):
    (finding,) = quoted_words(manuscript(BODY, headline=headline))

    assert (finding.field, finding.words) == ("headline", words)


def test_the_standfirst_is_held_to_the_text_too():
    (finding,) = quoted_words(manuscript(BODY, standfirst="She said “never”."))

    assert finding.field == "standfirst"


@pytest.mark.parametrize(
    "phrase", ["the president", "The President of the Republic", "Прэзідэнт", "Café"]
)
def test_the_words_of_a_mention_stand_in_the_text(phrase):
    body = (
        "<p>Then the <strong>president</strong> said</p><p>The President of the Republic, Café</p>"
        "<li>Прэзідэнт</li>"
    )

    assert not list(mention_words(manuscript(body, mentions=[Named(phrase=phrase)])))


@pytest.mark.parametrize("phrase", ["the minister", "presid", "Subhead words"])
def test_words_that_stand_elsewhere_or_nowhere_are_found(phrase):
    body = "<h2>Subhead words</h2><p>Then the president said</p>"
    mentions = [Named(phrase=""), Named(phrase=phrase)]

    (finding,) = mention_words(manuscript(body, mentions=mentions))

    assert (finding.field, finding.where, finding.words) == ("mentions", "Mention 2", phrase)


def test_each_quotation_is_told():
    headline = "“One” and “two”"

    assert words_of(quoted_words(manuscript(headline=headline))) == ["“One”", "“two”"]
