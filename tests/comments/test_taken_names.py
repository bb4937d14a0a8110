"""Names that stand for somebody else are refused, kindly; good names never are."""

import pytest

from articles.models import Publication
from comments.models import Comment, Reader
from comments.nicknames import clean_nickname
from comments.refusals import NameTaken
from newsportal.accounts.roles import Role
from tests.comments.naughty import GOOD_NAMES
from tests.comments.posting import post
from tests.comments.views.forms import FormPage, open_form, send
from tests.makers import make_staff, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["Anna Weiss", "ANNA WEISS", "Ａnna Weiss", "anna  weiss"])
def test_a_registered_readers_name_is_theirs(article, typed):
    anna = Reader.objects.create(display_name="Anna Weiss")
    bella = Reader.objects.create(display_name="Bella")

    for reader in (None, bella):
        with pytest.raises(NameTaken, match="registered reader"):
            post(article, nickname=typed, reader=reader)
    assert post(article, nickname=typed, reader=anna).reader == anna


def test_a_colleagues_name_and_the_papers_are_theirs(article):
    user = make_staff(Role.REPORTER, name="Olga Author")
    Publication.objects.create(name="The Minsk Courier")
    olga = Reader.objects.create(display_name="Olga", user=user)

    for name in ("olga author", "The MINSK Courier"):
        with pytest.raises(NameTaken, match="of the newsroom"):
            post(article, nickname=name)
    assert post(article, nickname="Olga Author", reader=olga).reader == olga


def test_a_login_without_a_role_takes_nobodys_name(article):
    make_user(name="Olga Author")

    assert post(article, nickname="Olga Author").state == "published"


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("Moderator", "A reader"),
        ("moderators", "A reader"),
        ("Editor-in-chief Anna", "Anna"),
        ("The Admin", "The"),
        ("Μоdеrаtоr", "A reader"),
        ("Adm1n", "A reader"),
        ("Edit0r", "A reader"),
        ("Anna (Newsroom)", "Anna"),
        ("ＥＤＩＴＯＲ", "A reader"),
    ],
)
def test_nobody_writes_as_an_office(article, typed, suggested):
    with pytest.raises(NameTaken, match=f"such as “{suggested}”"):
        post(article, nickname=typed)


@pytest.mark.parametrize(
    "name", ["Edith Orwell", "Credit", "Adminah", "Moderato", "Editha", *GOOD_NAMES]
)
def test_a_good_name_is_never_refused(article, name):
    Reader.objects.create(display_name="Anna Weiss")

    assert post(article, nickname=name).nickname == clean_nickname(name)


def test_the_suggestion_can_be_used(article):
    Reader.objects.create(display_name="X" * 50)

    with pytest.raises(NameTaken) as refusal:
        post(article, nickname="X" * 50)

    suggestion = str(refusal.value).split("such as “")[1].split("”")[0]
    assert len(suggestion) == 50
    assert post(article, nickname=suggestion).nickname == suggestion


def test_the_form_says_it_at_the_name_and_keeps_the_text(client, article):
    Reader.objects.create(display_name="Anna")

    answer = send(client, open_form(client, article.pk), nickname="Anna", text="My words")

    page = FormPage(answer)
    assert page.status == 422
    assert "“Anna” is the name of a registered reader. If it is yours, sign in." in page.error
    assert "such as “Anna 2”" in page.error
    assert page.values["text"] == "My words"
    assert 'aria-invalid="true"' in page.text
    assert send(client, page, nickname="Anna 2").status_code == 303
    assert Comment.objects.get().nickname == "Anna 2"
