from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, BooleanField, Func, Value


class AnyOf(Func):
    """The condition that a column is one of some keys, which are one parameter: `= ANY(array)`.

    `IN` has a placeholder for each key, so that a statement with three keys and one with four have
    nothing in common, neither here nor for PostgreSQL. No keys are no error: they find nothing.
    """

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()

    def __init__(self, column: str, keys: list[int]) -> None:
        super().__init__(column, Value(keys, output_field=ArrayField(BigIntegerField())))
