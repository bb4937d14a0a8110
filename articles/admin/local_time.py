"""Times as editors write them: the newsroom's clock, with its two odd nights a year.

When clocks go forward, an hour does not exist; when they go back, one happens twice. A form asks
again instead of guessing.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.forms import Script
from django.forms.renderers import BaseRenderer
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.relative_times import in_relation

DAY = timedelta(days=1)


def newsroom_zone() -> ZoneInfo:
    """The zone in which editors write times: the setting TIME_ZONE."""
    return ZoneInfo(timezone.get_default_timezone_name())


def in_newsroom(naive: datetime, zone: ZoneInfo) -> datetime:
    """The instant that a clock on the newsroom's wall means.

    Raises ValidationError for a time that the clock skips or shows twice.
    """
    earlier = naive.replace(tzinfo=zone, fold=0)
    later = naive.replace(tzinfo=zone, fold=1)
    if earlier.utcoffset() == later.utcoffset():
        return earlier
    before, after = _clock_around_change(naive, zone)
    day, hour = formats.date_format(naive, "j F Y"), naive.strftime("%H:%M")
    if before < after:
        message = (
            f"On {day} the clocks in {zone.key} go forward from {before:%H:%M} to {after:%H:%M}: "
            f"{hour} does not exist. Choose a time before {before:%H:%M}, or {after:%H:%M} or later."
        )
        raise ValidationError(message, code="time_does_not_exist")
    message = (
        f"On {day} the clocks in {zone.key} go back from {before:%H:%M} to {after:%H:%M}: "
        f"{hour} happens twice. Choose a time before {after:%H:%M}, or {before:%H:%M} or later."
    )
    raise ValidationError(message, code="time_happens_twice")


def _clock_around_change(naive: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """What the clock shows at the change near that time, by the old offset and by the new."""
    low = (naive - DAY).replace(tzinfo=zone).astimezone(UTC)
    high = (naive + DAY).replace(tzinfo=zone).astimezone(UTC)
    old, new = _offset(low, zone), _offset(high, zone)
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if _offset(middle, zone) == old:
            low = middle
        else:
            high = middle
    change = high.replace(microsecond=0, tzinfo=None)
    return change + old, change + new


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


class DateAndTimeInput(forms.SplitDateTimeWidget):
    """The browser's own choosers of a date and of a time, each with a name for screen readers."""

    class Media:
        js: ClassVar = [Script("admin-newsroom/when.js", defer=True)]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            attrs,
            date_format="%Y-%m-%d",
            time_format="%H:%M:%S",
            date_attrs={"type": "date", "aria-label": "Date"},
            time_attrs={"type": "time", "step": "1", "aria-label": "Time"},
        )

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        """The two choosers, on whose clock the time is, and how long until then.

        A script asks for the last again whenever the time is changed, and while time passes.
        """
        return format_html(
            '<span class="date-and-time">{}<span class="time-zone">{}</span>'
            '<output class="relative-time" data-when="{}">{}</output></span>',
            super().render(name, value, attrs, renderer),
            newsroom_zone().key,
            reverse("admin:articles_article_when"),
            _relation(value),
        )

    def decompress(self, value: datetime | None) -> tuple[date | None, time | None]:
        if value is None:
            return None, None
        local = value.astimezone(newsroom_zone())
        return local.date(), local.time()


class NewsroomTimeField(forms.SplitDateTimeField):
    """A date and a time on the newsroom's clock."""

    widget = DateAndTimeInput

    def compress(self, data_list: Any) -> datetime | None:
        """The instant; half a time is asked for again."""
        if not data_list:
            return None
        day, hour = data_list
        if day is None:
            raise ValidationError("Choose a date too.", code="date_missing")
        if hour is None:
            raise ValidationError("Choose a time too.", code="time_missing")
        return in_newsroom(datetime.combine(day, hour), newsroom_zone())


def _relation(value: Any) -> str:
    """How far a shown time lies from now; nothing where it is none, for then the form says why."""
    try:
        moment = value if isinstance(value, datetime) else NewsroomTimeField().clean(value)
    except ValidationError:
        return ""
    return in_relation(moment, now=timezone.now())


def when(request: HttpRequest) -> JsonResponse:
    """What a form says beside a time: for `moment`, or for a date and a time on the newsroom's clock.

    A time that the clock skips or shows twice is explained while it is typed. Half a time is nothing.
    """
    asked = request.GET
    words = ""
    try:
        if moment := asked.get("moment"):
            words = _relation(forms.DateTimeField().clean(moment))
        elif asked.get("date") and asked.get("time"):
            at = NewsroomTimeField().clean([asked["date"], asked["time"]])
            words = in_relation(at, now=timezone.now())
    except ValidationError as error:
        words = " ".join(error.messages)
    return JsonResponse({"words": words})
