"""Which window of whose browser a form was sent from, proven by a signature.

A form carries the token of its window. Text that arrives without a session, because it has expired
meanwhile, is kept for the person whom the form was made for, and shown to nobody before they sign in.
"""

from uuid import UUID, uuid4

from django.core import signing
from django.http import QueryDict

from articles.models import Article
from articles.unsaved import KEPT, Window
from newsportal.accounts.models import User
from newsportal.accounts.rights import can

FIELD = "window"
_SALT = "articles.window"


def new_token(user: User, article: Article | None) -> str:
    """A token for a form that is about to be shown."""
    return signing.dumps([uuid4().hex, user.pk, article.pk if article else None], salt=_SALT)


def window_of(data: QueryDict) -> Window | None:
    """The window that a form was sent from; None for a forged or old token.

    Also None where its person may not write the article any more: nobody keeps text for it.
    """
    key, user_id, article_id = read_token(data)
    if key is None:
        return None
    user = User.objects.filter(pk=user_id).first()
    article = Article.objects.filter(pk=article_id).first() if article_id else None
    if user is None or (article_id and article is None):
        return None
    if not can(user, "article.change" if article else "article.add", article):
        return None
    opened = data.get("opened_version", "")
    return Window(key, user, article_id, int(opened) if opened.isdecimal() else 0)


def read_token(data: QueryDict) -> tuple[UUID | None, int, int | None]:
    """The keys of window, person and article that were signed; nothing for a forged or old token."""
    try:
        key, user_id, article_id = signing.loads(data.get(FIELD, ""), salt=_SALT, max_age=KEPT)
    except signing.BadSignature:
        return None, 0, None
    return UUID(key), user_id, article_id
