"""What lies on the demo's desk."""

import pytest

from articles.models import Article, HandOver
from articles.status import status_of
from newsportal.demo.desk import lay_out_desk, read_drafts
from newsportal.demo.staff import make_staff
from tests.makers import make_section


@pytest.fixture(autouse=True)
def newsroom(db, tmp_path, settings):
    """The section of the drafts, and the demo's logins."""
    settings.DATA_FOLDER = tmp_path
    make_section(slug="politics", position=1)
    make_staff()


def test_each_draft_has_come_as_far_as_its_file_says():
    lay_out_desk(read_drafts())

    words = {article.slug: status_of(article).word.lower() for article in Article.objects.all()}
    assert len(words) == len(read_drafts())
    for row in read_drafts():
        assert words[row["slug"]].startswith(row["state"])
        assert ("embargo until" in words[row["slug"]]) == ("embargo" in row)


def test_a_second_time_changes_nothing():
    lay_out_desk(read_drafts())
    before = HandOver.objects.count()

    lay_out_desk(read_drafts())

    assert HandOver.objects.count() == before
    assert Article.objects.count() == len(read_drafts())
