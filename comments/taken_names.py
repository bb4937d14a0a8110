"""Names that stand for somebody: a registered reader's, a colleague's, the paper's own, an office's.

Somebody else can't write under one. Letters that look like others deceive nobody here about an office;
among the nicknames on one article they are marked (`comments.nicknames`), not refused.
"""

import re
from functools import lru_cache

from django.db import connection

from comments.models import Reader
from comments.nicknames import LONGEST_NICKNAME, nickname_key, nickname_look
from comments.refusals import NameTaken

# Whose name it is, as a column of posting's own query: "reader", "newsroom" or "". Values: nickname and
# reader_id. Who has a role is in the table of roles, which is small; most logins are readers'.
WHOSE = """
CASE WHEN EXISTS (
    SELECT FROM comments_reader
    WHERE lower(normalize(display_name, NFKC)) = lower(normalize(%(nickname)s, NFKC))
      AND id IS DISTINCT FROM %(reader_id)s) THEN 'reader'
WHEN EXISTS (
    SELECT FROM accounts_user_groups AS roles JOIN accounts_user ON accounts_user.id = roles.user_id
    WHERE is_staff AND lower(normalize(name, NFKC)) = lower(normalize(%(nickname)s, NFKC))
      AND user_id IS DISTINCT FROM (SELECT user_id FROM comments_reader WHERE id = %(reader_id)s))
  OR EXISTS (
    SELECT FROM articles_publication
    WHERE lower(normalize(name, NFKC)) = lower(normalize(%(nickname)s, NFKC))) THEN 'newsroom'
ELSE '' END
"""
OFFICES = ("administrator", "admin", "editor", "moderator", "newsroom", "editorial", "webmaster")
_WORD = re.compile(r"[^\W_]+")


def whose_name(nickname: str, *, reader_id: int | None) -> str:
    """Whose name it is beside that reader's, as WHOSE says it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {WHOSE}", {"nickname": nickname, "reader_id": reader_id})
        return str(cursor.fetchone()[0])


@lru_cache(maxsize=1024)
def _shapes(word: str) -> frozenset[str]:
    """What the word looks like in small letters and as it stands; I and l and 1 are one stroke."""
    shapes = (nickname_key(word), nickname_look(word))
    return frozenset(shape.casefold().replace("i", "l") for shape in shapes)


_OFFICES = {
    shape
    for word in OFFICES
    for spelled in (
        word,
        f"{word}s",
        word.title(),
        f"{word}s".title(),
        word.upper(),
        f"{word}s".upper(),
    )
    for shape in _shapes(spelled)
}


def refuse_taken(nickname: str, *, whose: str, reader: Reader | None) -> None:
    """Raise NameTaken for a name that stands for somebody else; `whose` is what WHOSE has found.

    A reader's own display name is theirs, whatever it is: moderators can change it.
    """
    if reader is not None and reader.display_name == nickname:
        return
    if not whose and _stands_for_office(nickname):
        whose = "office"
    if whose:
        raise NameTaken(nickname, whose=whose, suggestion=_suggestion(nickname, whose))


def _suggestion(nickname: str, whose: str) -> str:
    """A name near to it that is free of the reason why it was refused."""
    if whose == "office":
        others = [word for word in nickname.split() if not _stands_for_office(word)]
        return " ".join(others) or "A reader"
    return f"{nickname[: LONGEST_NICKNAME - 2].rstrip()} 2"


def _stands_for_office(words: str) -> bool:
    return any(_shapes(word) & _OFFICES for word in _WORD.findall(words))
