"""Dates as the paper prints them: in the newsroom's time zone, in the site's language, and always
with the machine's form beside them in `<time datetime>`.

Finding the words takes longer than anything else on a card, and pages repeat the same dates: what was
written is remembered with the zone and the language that it was written in. Both are settings, and a
page for everybody asks for no other: what a thread has activated is slow to read and means nothing here.
"""

from datetime import date, datetime, tzinfo
from functools import lru_cache

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format, get_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import override

REMEMBERED = 4096


def weekday_and_date(value: date) -> str:
    """A full newspaper date, such as "Saturday, November 22, 2025"."""
    in_full = get_format("DATE_FORMAT").replace("N", "F").replace("b", "F").replace("M", "F")
    return f"{date_format(value, 'l')}, {date_format(value, in_full)}"


def date_words(value: date, form: str = "DATE_FORMAT") -> str:
    """A day in words alone, for titles and where no machine looks; `form` as Django's `date_format`."""
    return _date_words(value, form, settings.LANGUAGE_CODE)


def today() -> SafeString:
    """Today's date, for the ear of the masthead."""
    return day(datetime.now(timezone.get_default_timezone()).date())


def day(value: date) -> SafeString:
    """A day, for headings over its stories."""
    return _day(value, settings.LANGUAGE_CODE)


def moment(value: datetime) -> SafeString:
    """Date, hour and time zone: where it matters when exactly something happened."""
    return _moment(value, timezone.get_default_timezone(), settings.LANGUAGE_CODE)


def moment_words(value: datetime) -> str:
    """The same in words alone, for titles."""
    return _moment_words(value, timezone.get_default_timezone(), settings.LANGUAGE_CODE)


def day_of_moment(value: datetime) -> SafeString:
    """The newsroom's day at an instant."""
    return day(value.astimezone(timezone.get_default_timezone()).date())


def clock(value: datetime) -> str:
    """What the newsroom's clock shows at an instant, as a browser's chooser of a time takes it."""
    return f"{value.astimezone(timezone.get_default_timezone()):%Y-%m-%dT%H:%M}"


def clock_name() -> str:
    """Whose clock that is: the newsroom's time zone."""
    return timezone.get_default_timezone_name().replace("_", " ")


def hour(value: datetime) -> SafeString:
    """The hour alone, for stories that stand under the heading of their day."""
    return _in_form("TIME_FORMAT", value, timezone.get_default_timezone(), settings.LANGUAGE_CODE)


def when(value: datetime) -> SafeString:
    """For a card: the hour of what is from today, the date of what is older."""
    zone = timezone.get_default_timezone()
    return _when(value, datetime.now(zone).date(), zone, settings.LANGUAGE_CODE)


def iso(value: datetime) -> str:
    """The machine's form alone, for what a page tells machines."""
    return value.astimezone(timezone.get_default_timezone()).isoformat()


def years(starts: date | None, ends: date | None) -> str:
    """The years of a role or a life: "1994–2006", "since 1994", "until 2006", or nothing known."""
    if starts and ends:
        return f"{starts.year}–{ends.year}" if starts.year != ends.year else str(starts.year)
    if starts:
        return f"since {starts.year}"
    return f"until {ends.year}" if ends else ""


@lru_cache(maxsize=REMEMBERED)
def _date_words(value: date, form: str, language: str) -> str:
    with override(language):
        return date_format(value, form)


@lru_cache(maxsize=REMEMBERED)
def _day(value: date, language: str) -> SafeString:
    with override(language):
        return _time_element(value.isoformat(), weekday_and_date(value))


@lru_cache(maxsize=REMEMBERED)
def _moment(value: datetime, zone: tzinfo, language: str) -> SafeString:
    machine = value.astimezone(zone).isoformat(timespec="minutes")
    return _time_element(machine, _moment_words(value, zone, language))


@lru_cache(maxsize=REMEMBERED)
def _moment_words(value: datetime, zone: tzinfo, language: str) -> str:
    local = value.astimezone(zone)
    with override(language):
        return f"{date_format(local, 'DATETIME_FORMAT')} {local:%Z}"


@lru_cache(maxsize=REMEMBERED)
def _when(value: datetime, today: date, zone: tzinfo, language: str) -> SafeString:
    is_from_today = value.astimezone(zone).date() == today
    return _in_form("TIME_FORMAT" if is_from_today else "DATE_FORMAT", value, zone, language)


@lru_cache(maxsize=REMEMBERED)
def _in_form(form: str, value: datetime, zone: tzinfo, language: str) -> SafeString:
    local = value.astimezone(zone)
    with override(language):
        words = date_format(local, form)
    return _time_element(local.isoformat(timespec="minutes"), words)


def _time_element(machine: str, words: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', machine, words)
