"""What an editor reads when a form about comments or logins breaks a rule."""

import pytest
from django.core.exceptions import ValidationError

from comments.models import Comment, Reader, Thread
from newsportal.accounts.models import User
from tests.makers import PUBLISHED_AT, make_edition, make_thread

pytestmark = pytest.mark.django_db


def thread(**fields):
    return Thread(article=make_edition().article, **fields)


def comment(**fields):
    there = make_thread()
    written = {"nickname": "Ada", "text": "Text", "body_html": "<p>Text</p>", "state": "held"}
    known = {"thread": there, "edition": there.article.editions.get(), "created_at": PUBLISHED_AT}
    return Comment(**known | written | fields)


def login(**fields):
    return User(**{"email": "ada@example.org", "password": "!"} | fields)


@pytest.mark.parametrize(
    ("make", "fields", "message"),
    [
        (
            thread,
            {"opens_at": PUBLISHED_AT, "closes_at": PUBLISHED_AT},
            "Comments must close after they open.",
        ),
        (comment, {"nickname": " "}, "Write the name to be shown."),
        (comment, {"text": " "}, "Write a comment."),
        (comment, {"text": "a" * 5001}, "A comment has at most 5,000 characters."),
        (comment, {"state": "published"}, "A published comment says since when."),
        (
            comment,
            {"state": "removed", "published_at": PUBLISHED_AT},
            "Say why the comment was removed; readers see it.",
        ),
        (Reader, {"display_name": " "}, "Choose a name to be shown."),
        (login, {"is_superuser": True}, "A superuser must be staff."),
    ],
)
def test_form_says_what_is_wrong(make, fields, message):
    with pytest.raises(ValidationError) as refusal:
        make(**fields).full_clean()

    assert message in refusal.value.messages
