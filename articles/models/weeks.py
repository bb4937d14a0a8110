from django.contrib.postgres.fields import ArrayField
from django.db.models import Func, IntegerField


class Weeks(Func):
    """The spans of weeks that hold an instant, by a function of the database (`search_by_weeks`).

    One of each length: 1, 2, 4, … 512 weeks. `articles.spans` says which of them follow one another.
    """

    function = "articles_weeks"
    output_field = ArrayField(IntegerField())
