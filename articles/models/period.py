"""Half-open periods of time, `[starts_at, ends_at)`, as PostgreSQL ranges in constraints."""

from django.contrib.postgres.fields import DateTimeRangeField
from django.db.models import Func


class Period(Func):
    """PostgreSQL's `tstzrange` of two columns: the start included, the end not; null is open."""

    function = "tstzrange"
    output_field = DateTimeRangeField()
