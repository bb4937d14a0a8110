import pytest

from articles.editing import StaleVersion, check_version, record_revision
from tests.makers import make_article, make_mention, make_person, make_user

pytestmark = pytest.mark.django_db


def test_every_save_is_a_numbered_revision():
    article, editor = make_article(), make_user()
    first = record_revision(article, by=editor)
    article.headline = "Another headline"
    article.save()
    second = record_revision(article, by=editor, note="Sharper")
    assert (first.number, second.number, article.version) == (1, 2, 2)
    assert second.snapshot["headline"] == "Another headline"
    assert (second.created_by, second.note) == (editor, "Sharper")


def test_a_save_that_changed_nothing_makes_no_revision():
    article = make_article()
    first = record_revision(article, by=None)
    assert record_revision(article, by=None) == first
    assert article.revisions.count() == 1


@pytest.mark.parametrize("relation", ["byline", "mention", "source", "section"])
def test_a_change_of_a_relation_is_a_revision(relation):
    article = make_article()
    record_revision(article, by=None)
    match relation:
        case "byline":
            article.bylines.create(person=make_person())
        case "mention":
            make_mention(article, make_person())
        case "source":
            article.sources.create(title="A report")
        case "section":
            article.section = make_article().section
            article.save()
    assert record_revision(article, by=None).number == 2


def test_a_stale_version_is_refused_with_both_numbers():
    article = make_article()
    record_revision(article, by=None)
    check_version(article, 1)
    with pytest.raises(StaleVersion, match=r"version 1, yours was 0.*Nothing was overwritten"):
        check_version(article, 0)
