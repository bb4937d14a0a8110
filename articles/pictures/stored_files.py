"""Files that live and die with the rows that name them."""

import weakref
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import connection, transaction
from django.db.models.fields.files import FieldFile


def store(file: FieldFile, name: str, content: bytes) -> None:
    """Write a file for a row of the open transaction; the file goes if the transaction fails.

    Must be called in a transaction. The name is kept free of others by the caller, who holds a lock on
    the row. An existing file is never written over: then the new one gets a suffix.
    """
    field: Any = file.field
    wanted = field.generate_filename(file.instance, name)
    free = file.storage.get_available_name(wanted, max_length=field.max_length)
    _remove_on_rollback(file.storage, free)
    file.name = file.storage.save(free, ContentFile(content), max_length=field.max_length)


class _Written:
    """A file of a transaction that is not committed yet."""

    def __init__(self, storage: Storage, name: str) -> None:
        self._removal = weakref.finalize(self, _remove, storage, name)

    def keep(self) -> None:
        self._removal.detach()


def _remove_on_rollback(storage: Storage, name: str) -> None:
    """Django has no hook for a rollback, but a rollback forgets the hooks for the commit.

    So what only such a hook refers to lives exactly as long as the transaction may still be
    committed, and its end is the end of the file. A killed process leaves a file without a row,
    which nobody is shown, and never a row without its file.
    """
    transaction.on_commit(_Written(storage, name).keep)


def _remove(storage: Storage, name: str) -> None:
    # Outside a transaction the rows were committed, and somebody else's hook failed before ours ran.
    if not connection.autocommit:
        storage.delete(name)
