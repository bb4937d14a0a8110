from django.contrib.postgres.fields import ArrayField
from django.db.models import Func, IntegerField


class Spans(Func):
    """The spans of days that hold an instant, by a function of the database (`search_by_days`).

    One of each length: 1, 2, 4, … 4,096 days. `articles.spans` says which of them follow one another.
    """

    function = "articles_spans"
    output_field = ArrayField(IntegerField())
