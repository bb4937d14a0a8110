"""How a test says that the database refuses a row, and by which rule."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction


@contextmanager
def refused_by(constraint: str) -> Iterator[None]:
    """The block writes a row that this constraint refuses, at once or at commit."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():  # noqa: PT012
        yield
        connection.check_constraints()
    assert refusal.value.__cause__.diag.constraint_name == constraint
