"""Comments from an export of Disqus: words, times, states and conversations are kept."""

import gzip
from datetime import UTC, datetime

import pytest

from comments.counting import find_drift
from comments.models import Comment, CommentOrigin, ModerationEvent, Thread
from newsportal.audit.acts import Act
from tests.comments.exchange.running import FILES, bring_in, changed_file, make_bridge
from tests.records import recorded

pytestmark = pytest.mark.django_db
DISQUS = FILES / "disqus.xml"


def imported(number):
    return CommentOrigin.objects.get(source="disqus", key=str(number)).comment


def test_threads_states_times_and_words_are_kept():
    article = make_bridge()

    said = bring_in(DISQUS)

    assert "5 comments read: 5 new, 0 unchanged" in said
    first, gone, answer = imported(901), imported(902), imported(903)
    assert first.text == (
        "First line\nsecond line\n\n> Who said that?\n\nSee https://example.org/a-long-address"
    )
    assert (first.nickname, first.state) == ("Anna", "published")
    assert first.created_at == first.published_at == datetime(2025, 11, 22, 18, 10, tzinfo=UTC)
    assert (gone.parent, gone.root, gone.state) == (first, first, "removed")
    assert gone.state_reason == "Deleted before the conversation was moved here."
    assert (answer.parent, answer.root, answer.state) == (gone, first, "published")
    assert (imported(904).state, imported(905).state) == ("rejected", "spam")
    thread = Thread.objects.get(pk=article.pk)
    assert (thread.visible_count, thread.last_comment_at) == (2, answer.created_at)
    assert not list(find_drift())


def test_nothing_of_addresses_and_mailboxes_is_stored():
    make_bridge()
    bring_in(DISQUS)

    for comment in Comment.objects.all():
        assert not {"anna@example.org", "192.0.2.7"} & set(map(str, vars(comment).values()))


def test_each_has_an_event_and_the_act_is_recorded():
    make_bridge()
    bring_in(DISQUS)

    events = ModerationEvent.objects.filter(reason="Imported from disqus.", actor=None)
    assert events.count() == 5
    noted = [one for one in recorded() if one.act == Act.THREAD_COMMENTS_IMPORTED]
    assert sum(one.after["comments"] for one in noted) == 5


def test_a_second_run_changes_nothing():
    make_bridge()
    bring_in(DISQUS)
    before = list(Comment.objects.order_by("pk").values())
    version = Thread.objects.get().version

    said = bring_in(DISQUS)

    assert "5 comments read: 0 new, 5 unchanged" in said
    assert list(Comment.objects.order_by("pk").values()) == before
    assert Thread.objects.get().version == version


def test_a_dry_run_stores_nothing_and_tells_the_same_numbers():
    make_bridge()

    said = bring_in(DISQUS, "--dry-run")

    assert "5 comments read: 5 would be new" in said
    assert "Dry run: nothing was stored." in said
    assert not Comment.objects.exists()
    assert not Thread.objects.exists()


def test_a_compressed_file_is_read(tmp_path):
    make_bridge()
    compressed = tmp_path / "disqus.xml.gz"
    compressed.write_bytes(gzip.compress(DISQUS.read_bytes()))

    assert "5 new" in bring_in(compressed)


def test_what_moderators_decided_since_stays(tmp_path):
    make_bridge()
    bring_in(DISQUS)
    Comment.objects.filter(pk=imported(901).pk).update(state="hidden")
    changed = changed_file("disqus.xml", tmp_path, ("First line", "Other words"))

    said = bring_in(changed)

    assert f"{changed}:25: comment disqus 901: it differs from what is stored" in said
    assert "4 unchanged, 1 different and left alone" in said
    assert imported(901).state == "hidden"
    assert imported(901).text.startswith("First line")


def test_an_answer_to_a_comment_that_is_not_there_starts_a_conversation(tmp_path):
    make_bridge()
    file = changed_file(
        "disqus.xml", tmp_path, ('<parent dsq:id="901" />', '<parent dsq:id="1" />')
    )

    said = bring_in(file)

    assert "comment disqus 902: it answers disqus 1, which is not there" in said
    assert imported(902).parent is None
    assert imported(903).root == imported(902)


def test_answers_in_a_circle_start_conversations(tmp_path):
    make_bridge()
    file = changed_file(
        "disqus.xml", tmp_path, ('<parent dsq:id="901" />', '<parent dsq:id="903" />')
    )

    said = bring_in(file)

    assert "5 new" in said
    assert said.count("starts a conversation of its own") == 2


def test_an_answer_that_came_later_finds_its_parent(tmp_path):
    make_bridge()
    text = DISQUS.read_text()
    at = text.index('  <post dsq:id="901">')
    until = text.index('  <post dsq:id="902">')
    only_first = tmp_path / "first.xml"
    only_first.write_text(
        text[: text.index('  <post dsq:id="903">')] + text[at:until] + "</disqus>"
    )
    bring_in(only_first)

    assert "4 new, 1 unchanged" in bring_in(DISQUS)
    assert imported(903).root == imported(901)
