"""The moderators' list, and the page of one comment."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from comments import moderation
from comments.authorship import Author
from comments.editing import edit_comment
from comments.models import Comment, Thread
from newsportal.accounts.roles import Role
from tests.comments.conftest import NOW, stored
from tests.comments.posting import post
from tests.makers import make_edition, make_section, make_staff, make_user

pytestmark = pytest.mark.django_db
LIST = "/admin/comments/comment/"


@pytest.fixture
def queue(article):
    """One comment of each state that the desk deals with."""
    states = ["published", "held", "removed", "hidden", "rejected", "spam"]
    return {state: comment_in(article, state) for state in states}


def comment_in(article, state):
    """A comment that came into the state as any other does."""
    comment = post(article, nickname=state.title())
    way = ["held", "rejected"] if state == "rejected" else [state]
    for step in way:
        if step != comment.state:
            Comment.objects.filter(pk=comment.pk).update(state=step, state_reason="Insults")
    return stored(comment)


def rows(response) -> list[str]:
    page = html.fromstring(response.content.decode())
    return [
        " ".join(row.text_content().split())
        for row in page.xpath("//*[@id='result_list']/tbody/tr")
    ]


def act(client, action: str, *comments, follow=True):
    chosen = {"action": action, "_selected_action": [one.pk for one in comments], "index": 0}
    return client.post(LIST, chosen, follow=follow)


def test_what_waits_comes_first(desk, queue):
    page = html.fromstring(desk.get(LIST).content.decode())

    names = [cell.text for cell in page.xpath("//td[contains(@class, 'field-nickname')]")]
    assert names == ["Hidden", "Held", "Spam", "Rejected", "Removed", "Published"]


def test_states_that_wait_say_how_many(desk, queue, article):
    Comment.objects.filter(pk=post(article).pk).update(state="held")

    page = desk.get(LIST).content.decode()

    assert "Waiting for a moderator (2)" in page
    assert "Hidden until a moderator decides (1)" in page


def test_the_list_is_filtered_and_searched(desk, queue):
    post(make_edition(headline="Pardons in Minsk").article, text="Something unique", nickname="Xu")

    def found(**query) -> int:
        return len(rows(desk.get(LIST, query)))

    assert (
        found(state="held") == found(q="unique") == found(q="Xu") == found(q="pardons minsk") == 1
    )
    assert (found(state="withdrawn"), found(thread__mode__exact="pre"), found()) == (0, 0, 7)


def test_the_list_shows_an_excerpt_as_text(desk, article):
    post(article, text="<script>alert(1)</script>\n\n" + "word " * 100)

    [row] = rows(desk.get(LIST))

    assert "<script>alert(1)</script> word" in row
    assert "word…" in row


def test_the_list_costs_the_same_however_long(desk, article):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            desk.get(LIST)
        return len(captured)

    post(article)
    with_one = queries()
    for _ in range(12):
        post(article)

    assert queries() == with_one <= 10


@pytest.mark.parametrize(
    ("action", "state", "becomes"),
    [
        ("approve", "held", "published"),
        ("approve", "hidden", "published"),
        ("hide", "published", "hidden"),
        ("restore", "removed", "published"),
        ("mark_spam", "held", "spam"),
    ],
)
def test_an_action_decides_at_once(desk, moderator, queue, action, state, becomes):
    page = act(desk, action, queue[state]).content.decode()

    assert stored(queue[state]).state == becomes
    assert "1 comment." in page
    event = queue[state].events.latest("pk")
    assert (event.to_state, event.actor) == (becomes, moderator)


def test_what_an_action_can_not_do_is_said_and_the_rest_is_done(desk, queue):
    page = act(desk, "approve", *queue.values()).content.decode()

    assert "Approve: 2 comments." in page
    assert page.count("is not possible") == 4
    assert stored(queue["published"]).state == "published"


def test_too_many_at_once_are_refused(desk, article, monkeypatch):
    monkeypatch.setattr("comments.admin.comment.MOST_AT_ONCE", 1)
    comments = [post(article), post(article)]

    page = act(desk, "hide", *comments).content.decode()

    assert "at most 1 comments at once" in page
    assert stored(comments[0]).state == "published"


@pytest.mark.parametrize("action", ["remove", "reject"])
def test_an_action_that_needs_a_reason_asks_first(desk, queue, action):
    comment = queue["published" if action == "remove" else "held"]

    response = act(desk, action, comment)

    page = response.content.decode()
    assert response.status_code == 200
    assert f'value="{comment.pk}:1"' in page
    assert '<textarea name="reason"' in page
    assert ("readers see the rule" in page) == (action == "remove")
    assert stored(comment).state in {"published", "held"}


def test_a_comment_has_its_words_its_history_and_what_can_be_decided(desk, moderator, article):
    head = post(article, nickname="Bella")
    comment = post(article, parent=head, text="See https://example.org/ <b>")
    moderation.hide(comment, by=moderator)

    page = desk.get(f"{LIST}{comment.pk}/change/").content.decode()

    assert 'rel="nofollow ugc noopener">https://example.org/</a> &lt;b&gt;' in page
    assert "New → Published" in page
    assert "Published → Hidden until a moderator decides" in page
    assert f'value="{comment.pk}:2"' in page
    offered = {name for name in moderation.DECISIONS if f"decide/{name}/" in page}
    assert offered == {"approve", "remove", "mark_spam"}
    assert "Bella" in page


def test_nothing_of_a_comment_can_be_edited(desk, queue):
    comment = queue["held"]
    address = f"{LIST}{comment.pk}/change/"

    page = html.fromstring(desk.get(address).content.decode())
    names = {field.get("name") for field in page.xpath("//form[@id='comment_form']//*[@name]")}
    response = desk.post(address, {"state": "published", "text": "Other words", "_save": "Save"})

    assert "state" not in names
    assert "text" not in names
    assert response.status_code == 403
    assert (stored(comment).state, stored(comment).text) == ("held", comment.text)


@pytest.mark.parametrize("page", ["add/", "{}/delete/"])
def test_comments_are_neither_added_nor_deleted_here(client, queue, page):
    client.force_login(make_user(is_staff=True, is_superuser=True))

    assert client.get(LIST + page.format(queue["held"].pk)).status_code == 403


def test_a_public_comment_links_to_its_page(desk, queue):
    for state, comment in queue.items():
        page = desk.get(f"{LIST}{comment.pk}/change/").content.decode()
        assert (f'href="{comment.get_absolute_url()}"' in page) == (state in Comment.SHOWN)


def test_an_editor_decides_in_sections_of_theirs_alone(client, queue):
    comment, section = queue["held"], queue["held"].thread.article.section
    client.force_login(make_staff(Role.EDITOR, edits=(make_section(),)))
    assert comment.text not in client.get(LIST).content.decode()
    act(client, "approve", comment)
    assert stored(comment).state == "held"

    client.force_login(make_staff(Role.EDITOR, edits=(section,)))
    assert comment.text in client.get(LIST).content.decode()
    act(client, "approve", comment)
    assert stored(comment).state == "published"


@pytest.mark.parametrize("signed_in", [False, True])
def test_nobody_else_sees_the_desk(client, queue, signed_in):
    if signed_in:
        client.force_login(make_user(is_staff=True))

    assert client.get(LIST).status_code == (403 if signed_in else 302)
    assert act(client, "approve", queue["held"], follow=False).status_code in {302, 403}
    assert stored(queue["held"]).state == "held"


def test_the_thread_is_told_of_decisions(desk, article):
    comment = post(article)
    act(desk, "hide", comment)

    assert Thread.objects.get().visible_count == 0


def test_a_moderator_sees_what_stood_there_before_an_edit(client, article):
    client.force_login(make_staff(Role.MODERATOR))
    comment = post(article, browser="a", text="First <b> words")
    edit_comment(comment, text="Other", author=Author(browser="a"), now=NOW + timedelta(minutes=5))

    page = client.get(f"{LIST}{comment.pk}/change/").content.decode()

    assert "Before it was edited" in page
    assert "First &lt;b&gt; words" in page
    assert "22 November 2025, 19:00–22 November 2025, 19:05" in page
