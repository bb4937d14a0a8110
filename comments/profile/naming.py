"""The name of a reader with an account: one of its kind, as far as readers can tell names apart.

A new name stands over what is written from then on. Earlier comments keep the name under which they
were answered.
"""

from django.db import IntegrityError, transaction

from comments.models import Reader
from comments.nicknames import clean_nickname, nickname_key
from comments.refusals import NameTaken
from comments.taken_names import refuse_taken, whose_name
from comments.text import TextRefused

TAKEN = (
    "This name stands for somebody else, or looks so much alike that one would be taken for the other. "
    "Choose another name."
)


def take_name(reader: Reader, typed: str) -> None:
    """Give a row a name, without storing it; raises TextRefused, in words for people, if it can't be."""
    name = clean_nickname(typed)
    key = nickname_key(name)
    if Reader.objects.exclude(pk=reader.pk).filter(name_key=key).exists():
        raise TextRefused(TAKEN)
    try:
        refuse_taken(name, whose=whose_name(name, reader_id=reader.pk), reader=reader)
    except NameTaken as taken:
        raise TextRefused(TAKEN) from taken
    reader.display_name, reader.name_key = name, key


def rename(reader: Reader, *, to: str) -> None:
    """Store a reader's new name; raises TextRefused, and then nothing has changed."""
    before = reader.display_name
    take_name(reader, to)
    try:
        with transaction.atomic():
            reader.save(update_fields=["display_name", "name_key"])
    except IntegrityError as error:
        # Somebody else has taken it at this moment.
        reader.display_name = before
        raise TextRefused(TAKEN) from error
