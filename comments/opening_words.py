"""What readers and the newsroom are told about when comments are open."""

from datetime import date, datetime

from django.utils import formats, timezone
from django.utils.translation import ngettext

from comments.models import DiscussionRules
from comments.opening import Hours, Opening

CLOSED = "Comments on this story are closed."


def closing_words(opening: Opening, *, at: datetime) -> str:
    """What public pages say, which is true at any hour of the day; "" where there is nothing to say."""
    if opening.is_over(at=at):
        return CLOSED
    thread = opening.thread
    if thread.opens_at and at < thread.opens_at:
        return f"Comments open on {_in_words(thread.opens_at)}."
    said = []
    if opening.hours:
        said.append(f"Comments are open daily {hours_in_words(opening.hours)}.")
    if thread.closes_at:
        said.append(f"Comments close on {_in_words(thread.closes_at)}.")
    elif opening.last_day:
        said.append(f"Comments close at the end of {_day(opening.last_day)}.")
    return " ".join(said)


def words_of_now(opening: Opening, *, at: datetime) -> str:
    """What somebody is told who wants to write at a moment at which that is not possible."""
    hours = opening.hours
    if hours is None or not opening.is_open(at=at):
        return closing_words(opening, at=at)
    day = hours.next_day(after=at)
    begins = datetime.combine(day, hours.since, tzinfo=timezone.get_default_timezone())
    if not opening.is_open(at=begins):
        return CLOSED
    again = "today" if day == timezone.localdate(at) else "tomorrow"
    return (
        f"Comments are open daily {hours_in_words(hours)}. You can write again {again} from "
        f"{hours.since:%H:%M}."
    )


def hours_in_words(hours: Hours) -> str:
    """From when to when, and on whose clock."""
    return f"from {hours.since:%H:%M} to {hours.until:%H:%M} ({clock_in_words()})"


def clock_in_words() -> str:
    """Whose clock the hours are of: the name stays when the clock is changed, unlike its offset."""
    zone = timezone.get_default_timezone_name()
    _, _, place = zone.rpartition("/")
    return f"{place.replace('_', ' ')} time" if "/" in zone else zone


def rules_in_words(rules: DiscussionRules) -> str:
    """What a section's rules mean for its stories, for the newsroom."""
    days, hours = "stay open", ""
    if rules.close_after:
        count = ngettext("%(days)s day", "%(days)s days", rules.close_after)
        days = f"close {count % {'days': f'{rules.close_after:,}'}} after first publication"
    if rules.open_from and rules.open_until:
        hours = f" and are open daily {hours_in_words(Hours(rules.open_from, rules.open_until))}"
    return (
        f"Comments on the stories of {rules.section} {days}{hours}. Where nobody has commented yet: "
        f"{rules.get_mode_display().lower()}."
    )


def _in_words(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{formats.date_format(local, 'j F Y, H:i')} ({local.tzname()})"


def _day(day: date) -> str:
    return formats.date_format(day, "j F Y")
