"""Dates as the paper prints them: in the newsroom's time zone, in the site's language, and always
with the machine's form beside them in `<time datetime>`."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format, get_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


def _time_element(machine: str, words: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', machine, words)


def weekday_and_date(value: date) -> str:
    """A full newspaper date, such as "Saturday, November 22, 2025"."""
    in_full = get_format("DATE_FORMAT").replace("N", "F").replace("b", "F").replace("M", "F")
    return f"{date_format(value, 'l')}, {date_format(value, in_full)}"


@register.simple_tag
def today() -> SafeString:
    """Today's date, for the ear of the masthead."""
    return day(timezone.localdate())


@register.simple_tag
def day(value: date) -> SafeString:
    """A day, for headings over its stories."""
    return _time_element(value.isoformat(), weekday_and_date(value))


@register.simple_tag
def moment(value: datetime) -> SafeString:
    """Date, hour and time zone: where it matters when exactly something happened."""
    local = timezone.localtime(value)
    return _time_element(
        local.isoformat(timespec="minutes"), f"{date_format(local, 'DATETIME_FORMAT')} {local:%Z}"
    )


@register.simple_tag
def hour(value: datetime) -> SafeString:
    """The hour alone, for stories that stand under the heading of their day."""
    local = timezone.localtime(value)
    return _time_element(local.isoformat(timespec="minutes"), date_format(local, "TIME_FORMAT"))


@register.simple_tag
def when(value: datetime) -> SafeString:
    """For a card: the hour of what is from today, the date of what is older."""
    local = timezone.localtime(value)
    if local.date() == timezone.localdate():
        return hour(value)
    return _time_element(local.isoformat(timespec="minutes"), date_format(local, "DATE_FORMAT"))


@register.simple_tag
def years(starts: date | None, ends: date | None) -> str:
    """The years of a role or a life: "1994–2006", "since 1994", "until 2006", or nothing known."""
    if starts and ends:
        return f"{starts.year}–{ends.year}" if starts.year != ends.year else str(starts.year)
    if starts:
        return f"since {starts.year}"
    return f"until {ends.year}" if ends else ""
