"""Two editors write one article at random, over real connections: no text of either is lost.

Every text that reached the newsroom is found in a revision, as unsaved text, or in an answer that its
writer got; and no save takes words out of the article that its writer has not been shown.
"""

import re
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from articles.admin.form_data import form_data
from articles.admin.windows import new_token
from articles.comparing import latest_snapshot
from articles.editing import record_revision
from articles.models import Article, OpenForm, Revision
from newsportal.accounts.models import User
from newsportal.accounts.roles import Role
from tests.articles.admin.conftest import client_of
from tests.articles.admin.pages import address_of, tree_of, typed_in, with_row
from tests.articles.admin.unsaved import KEEP
from tests.comments.simultaneously import simultaneously
from tests.makers import make_article, make_staff

INTERLEAVINGS = 200
STEPS = 6
WORD = re.compile(r"word\d+x")


def words_in(thing: Any) -> set[str]:
    return set(WORD.findall(str(thing)))


class Editor:
    """Somebody with a browser and at most one window with the article, and the words shown to them."""

    def __init__(self, user: User, article: Article) -> None:
        self.user, self.article = user, article
        self.client = client_of(user)
        self.form: dict[str, Any] | None = None
        self.shown: set[str] = set()

    def look_at(self, answer: Any) -> None:
        """Read the whole page, and go on in its form."""
        self.form = typed_in(answer)
        self.shown |= words_in(answer.content.decode())

    def open(self) -> None:
        """Fill a form with the latest version, as its page does; drawing all pages would take minutes."""
        article = Article.objects.get(pk=self.article.pk)
        latest = latest_snapshot(article)
        self.form = dict(form_data(latest, article).lists())
        self.form |= {"window": new_token(self.user, article), "opened_version": article.version}
        self.form |= {"thread-TOTAL_FORMS": "0", "thread-INITIAL_FORMS": "0"}
        self.shown |= words_in(latest)

    def open_page(self) -> Any:
        answer = self.client.get(address_of(self.article))
        self.look_at(answer)
        return answer

    def send(self, **pressed: Any) -> Any:
        assert self.form is not None
        return self.client.post(address_of(self.article), self.form | pressed)

    def save(self) -> Any:
        """Press Save: a page that was saved is left, a refused one is read."""
        answer = self.send(_continue="")
        assert answer.status_code in {302, 409}
        if answer.status_code == 302:
            self.form = None
        else:
            self.look_at(answer)
        return answer


both = st.integers(0, 1)
places = st.sampled_from(["headline", "first", "last", "source", ""])


class Newsroom(RuleBasedStateMachine):
    """What two editors may do with an article at any moment."""

    def __init__(self) -> None:
        super().__init__()
        self.article = make_article(headline="Minsk", body="<p>One two three.</p><p>Four.</p>")
        record_revision(self.article, by=None)
        self.editors = [Editor(user, self.article) for user in COLLEAGUES]
        self.sent: set[str] = set()
        self.checked = 1
        self.count = 0

    def writing(self, number: int) -> Editor:
        """An editor with the article open."""
        editor = self.editors[number]
        if editor.form is None:
            editor.open()
        return editor

    def type(self, number: int, place: str) -> Editor:
        """Let an editor write a word that nobody has written; an empty place is none."""
        editor = self.writing(number)
        form: dict[str, Any] = editor.form or {}
        self.count += 1
        word = f"word{self.count}x"
        body = form["body"][0]
        if place == "headline":
            form["headline"] = [f"{form['headline'][0]} {word}"]
        elif place == "first":
            form["body"] = [body.replace("</p>", f" {word}</p>", 1)]
        elif place == "last":
            form["body"] = [f"{body}<p>A {word} more.</p>"]
        elif place == "source":
            row = {"title": word, "publisher": "", "url": "", "position": "0"}
            editor.form = with_row(form, "sources", **row)
        return editor

    @rule(number=both, place=places, left=st.booleans())
    def autosave(self, number: int, place: str, left: bool) -> None:
        editor = self.type(number, place)
        self.sent |= words_in(editor.form)
        state = "typed-left" if left else "typed"
        assert editor.client.post(KEEP, (editor.form or {}) | {"state": state}).status_code == 200
        if left:
            editor.form = None

    @rule(number=both, place=places)
    def crash(self, number: int, place: str) -> None:
        self.type(number, place).form = None

    @rule(number=both, place=places)
    def only_type(self, number: int, place: str) -> None:
        self.type(number, place)

    @rule(number=both, place=places)
    def save(self, number: int, place: str) -> None:
        editor = self.type(number, place)
        self.sent |= words_in(editor.form)
        editor.save()

    @rule(one=places, other=places)
    def save_at_the_same_moment(self, one: str, other: str) -> None:
        editors = [self.type(0, one), self.type(1, other)]
        for editor in editors:
            self.sent |= words_in(editor.form)
        answers = simultaneously([partial(editor.save) for editor in editors])
        assert not [answer for answer in answers if isinstance(answer, Exception)]

    @rule(number=both, place=places)
    def save_after_the_session_has_ended(self, number: int, place: str) -> None:
        editor = self.type(number, place)
        self.sent |= words_in(editor.form)
        editor.client.logout()
        assert editor.send(_continue="").url.startswith("/admin/login/")
        editor.client.force_login(editor.user)
        editor.form = None

    @rule(
        choices=st.lists(st.sampled_from(["mine", "theirs", "merged", ""]), min_size=4, max_size=4)
    )
    def merge(self, choices: list[str]) -> None:
        # Who has to merge hangs on who was faster, so it is no condition of the rule.
        stale = [one for one in self.editors if "shown_version" in (one.form or {})]
        if not stale:
            return
        editor = stale[0]
        form: dict[str, Any] = editor.form or {}
        fields = [name for name in form if name.startswith("choice-")]
        chosen = dict(zip(fields, choices, strict=False))
        self.sent |= words_in(form)
        answer = editor.send(_merge="1", **{name: one for name, one in chosen.items() if one})
        assert answer.status_code == 200
        editor.look_at(answer)

    @rule(number=both)
    def restore(self, number: int) -> None:
        editor = self.editors[number]
        page = editor.open_page()
        offered = tree_of(page).xpath("//button[@name='_restore']/@value")
        if offered:
            editor.look_at(editor.send(_restore=offered[0]))

    @invariant()
    def no_save_takes_out_what_was_not_shown(self) -> None:
        revisions = Revision.objects.filter(article=self.article, number__gte=self.checked)
        before = None
        for after in revisions.order_by("number"):
            if before is not None:
                gone = words_in(before.snapshot) - words_in(after.snapshot)
                by = next(one for one in self.editors if one.user.pk == after.created_by_id)
                assert gone <= by.shown, (gone, after.number)
                self.checked = after.number
            before = after

    def teardown(self) -> None:
        texts = Revision.objects.filter(article=self.article).values_list("snapshot", flat=True)
        unsaved = OpenForm.objects.filter(article=self.article, text_at__isnull=False)
        found = words_in(list(texts)) | words_in(list(unsaved.values_list("text", flat=True)))
        for editor in self.editors:
            found |= editor.shown
        assert self.sent <= found, self.sent - found


COLLEAGUES: list[User] = []


@pytest.mark.django_db(transaction=True)
def test_two_hundred_interleavings_of_two_editors_lose_no_text():
    COLLEAGUES[:] = [make_staff(Role.CHIEF_EDITOR) for _ in range(2)]
    run_state_machine_as_test(
        Newsroom,
        settings=settings(
            max_examples=INTERLEAVINGS,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
