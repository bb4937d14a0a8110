"""Comments that come with an imported article."""

import pytest

from comments.importing import EntryRefused, import_comments
from comments.models import Comment, ModerationEvent, Thread
from comments.reading import read_page
from tests.comments.conftest import NOW
from tests.comments.posting import post
from tests.makers import PUBLISHED_AT

pytestmark = pytest.mark.django_db
ENTRIES = [
    ("Bella Ciao", "Thirty-one is a drop in the bucket."),
    ("Africa", "It feels more like a strategic play than true goodwill."),
    ("Africa", "A humanitarian gesture, no matter the context."),
]


@pytest.fixture
def edition(article):
    return article.editions.get()


def bring_in(edition, entries=ENTRIES):
    return import_comments(edition.article, edition, entries, NOW)


def test_they_are_stored_in_the_order_of_the_file(edition):
    result = bring_in(edition)

    assert (result.created, result.unchanged, result.changed) == ([1, 2, 3], [], [])
    page = read_page(edition.article_id).comments
    assert [one.nickname for one in page] == ["Bella Ciao", "Africa", "Africa"]
    assert not any(one.time_is_known or one.is_namesake for one in page)
    comment = Comment.objects.get(import_position=1)
    assert comment.created_at == comment.published_at == PUBLISHED_AT
    assert comment.edition == edition
    assert comment.body_html == '<p dir="auto">Thirty-one is a drop in the bucket.</p>'
    thread = Thread.objects.get()
    assert (thread.visible_count, thread.version, thread.last_comment_at) == (3, 1, PUBLISHED_AT)
    assert ModerationEvent.objects.filter(actor=None, to_state="published").count() == 3


def test_the_same_file_again_changes_nothing(edition):
    bring_in(edition)

    result = bring_in(edition)

    assert (result.created, result.unchanged) == ([], [1, 2, 3])
    thread = Thread.objects.get()
    assert (thread.visible_count, thread.version, Comment.objects.count()) == (3, 1, 3)


def test_further_comments_are_added_after_those_of_readers(edition):
    bring_in(edition, ENTRIES[:1])
    post(edition.article)

    result = bring_in(edition)

    assert (result.created, result.unchanged) == ([2, 3], [1])
    thread = Thread.objects.get()
    assert (thread.visible_count, thread.last_comment_at) == (4, NOW)


def test_a_changed_text_is_reported_and_not_written(edition):
    bring_in(edition)

    result = bring_in(edition, [ENTRIES[0], ("Africa", "Other words."), ("Habibi", ENTRIES[2][1])])

    assert (result.unchanged, result.changed, result.created) == ([1], [2, 3], [])
    assert list(
        Comment.objects.order_by("import_position").values_list("nickname", "text")
    ) == list(ENTRIES)


def test_a_shorter_file_deletes_nothing(edition):
    bring_in(edition)

    result = bring_in(edition, ENTRIES[:1])

    assert (result.unchanged, result.missing) == ([1], [2, 3])
    assert Comment.objects.count() == 3


def test_what_a_moderator_decided_stays_decided(edition):
    bring_in(edition)
    Comment.objects.filter(import_position=2).update(state="hidden")

    assert bring_in(edition).unchanged == [1, 2, 3]
    assert Comment.objects.get(import_position=2).state == "hidden"


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (("...", "Text"), "Comment 3: A name needs"),
        (("Anna", " "), "Comment 3: Write a comment."),
        (("Anna", "a\0b"), "Comment 3: It held an invisible NUL"),
    ],
)
def test_one_that_can_not_be_stored_stops_all(edition, entry, words):
    with pytest.raises(EntryRefused, match=words) as refusal:
        bring_in(edition, [*ENTRIES[:2], entry])

    assert refusal.value.position == 3
    assert not Comment.objects.exists()
    assert not Thread.objects.exists()


def test_an_article_without_comments_gets_no_thread(edition):
    assert bring_in(edition, []).created == []
    assert not Thread.objects.exists()
    bring_in(edition)
    assert bring_in(edition, []).missing == [1, 2, 3]
