"""The two forms of a line. `settings.LOGGING` names them."""

import logging
import re
from datetime import UTC, datetime
from typing import Any

from pythonjsonlogger.core import LogData
from pythonjsonlogger.json import JsonFormatter

from newsportal.logs.current import current_request

# What an event of the site may say beyond its message: `extra=` of a logging call.
DETAILS = ("status", "milliseconds", "queries", "query_milliseconds", "view")
# Control characters, C1 included, and Unicode's own ends of a line: a terminal or a reader of logs
# could take them for the end of a line, or for a command.
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class AddRequest(logging.Filter):
    """Adds to each record which request it belongs to."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass."""
        current = current_request.get()
        record.request_id = current.id if current else None
        record.method = current.method if current else None
        record.path = current.path if current else None
        return True


class JsonLines(JsonFormatter):
    """One JSON object a line, for machines. Only fields that are named here get out."""

    def __init__(self) -> None:
        super().__init__(["levelname", "name", "message"])

    def add_fields(
        self, log_data: LogData, record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        """Fill in a record; what Django attaches, such as the whole request, stays out."""
        log_data["time"] = datetime.fromtimestamp(record.created, UTC).isoformat(
            timespec="milliseconds"
        )
        log_data["level"] = record.levelname
        log_data["logger"] = record.name
        log_data["message"] = record.getMessage()
        for name in ("request_id", "method", "path", *DETAILS):
            value = getattr(record, name, None)
            if value is not None:
                log_data[name] = value
        if "exc_info" in message_dict:
            log_data["exception"] = message_dict["exc_info"]
        log_data["process"] = record.process


class TextLines(logging.Formatter):
    """One line an event, for people; a traceback follows indented."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name
        """The line itself, with what belongs to it at its end."""
        line = printable(super().formatMessage(record))
        details = {"request": getattr(record, "request_id", None)}
        details |= {name: getattr(record, name, None) for name in DETAILS}
        said = " ".join(f"{name}={value}" for name, value in details.items() if value is not None)
        return f"{line} [{printable(said)}]" if said else line

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's own name
        """A traceback of which no line begins where a line of the log begins."""
        return _indented(super().formatException(ei))

    def formatStack(self, stack_info: str) -> str:  # noqa: N802 - logging's own name
        """Like a traceback."""
        return _indented(super().formatStack(stack_info))


def printable(text: str) -> str:
    """Text in one line: what would end the line, or move the terminal, as an escape sequence."""
    return UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def _indented(text: str) -> str:
    return "\n".join(f"    {printable(line)}" for line in text.split("\n"))
