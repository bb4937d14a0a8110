"""Times as other systems write them."""

from datetime import UTC, datetime


def utc_time(text: str) -> datetime | None:
    """An ISO 8601 time, in UTC where it names no offset; None where it is no time."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
