from articles.checklist.bylines import byline
from articles.models import Byline
from tests.articles.checklist.manuscripts import manuscript


def test_an_author_is_named():
    assert not list(byline(manuscript(bylines=[Byline(role="by"), Byline(role="photos_by")])))


def test_whoever_photographed_is_no_author():
    (finding,) = byline(manuscript(bylines=[Byline(role="photos_by")]))

    assert (finding.field, finding.words) == ("bylines", "")
