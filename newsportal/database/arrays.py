"""Lists of numbers as PostgreSQL reads them."""

from collections.abc import Iterable


def array_of(numbers: Iterable[int]) -> str:
    """An array's text, for a parameter that the statement casts: `%(numbers)s::bigint[]`.

    psycopg looks at each number for the smallest type that holds them all, and takes nine times as long.
    """
    return f"{{{','.join(map(str, numbers))}}}"
