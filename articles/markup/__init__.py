"""What templates call that takes more than a template to write."""

from articles.markup.dates import date_words, day, hour, iso, moment, today, when, years
from articles.markup.pictures import picture
from articles.markup.structured_data import linked_data
from articles.markup.subjects import by_salience

GLOBALS = {
    "by_salience": by_salience,
    "date_words": date_words,
    "day": day,
    "hour": hour,
    "iso": iso,
    "linked_data": linked_data,
    "moment": moment,
    "picture": picture,
    "today": today,
    "when": when,
    "years": years,
}

__all__ = ["GLOBALS"]
