"""What templates call that takes more than a template to write."""

from articles.markup.dates import (
    clock,
    clock_name,
    date_words,
    day,
    day_of_moment,
    hour,
    iso,
    moment,
    moment_words,
    today,
    when,
    years,
)
from articles.markup.pictures import picture
from articles.markup.structured_data import linked_data
from articles.markup.subjects import by_salience
from articles.record import history_url

GLOBALS = {
    "by_salience": by_salience,
    "clock": clock,
    "clock_name": clock_name,
    "date_words": date_words,
    "day": day,
    "day_of_moment": day_of_moment,
    "history_url": history_url,
    "hour": hour,
    "iso": iso,
    "linked_data": linked_data,
    "moment": moment,
    "moment_words": moment_words,
    "picture": picture,
    "today": today,
    "when": when,
    "years": years,
}

__all__ = ["GLOBALS"]
