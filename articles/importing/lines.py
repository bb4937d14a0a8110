"""From a file's bytes to its lines, refusing what no text file holds."""

import unicodedata
from dataclasses import dataclass

MAXIMUM_BYTES = 2 * 1024 * 1024


class UnreadableArticle(Exception):
    """A file can't be read as an article: in which line, why, and what to do about it."""

    def __init__(self, line: int, reason: str, remedy: str) -> None:
        self.line = line
        self.reason = reason
        self.remedy = remedy
        super().__init__(f"line {line}: {reason} {remedy}")


@dataclass(frozen=True)
class Line:
    """A line that is not blank, with its number in the file, from 1."""

    number: int
    text: str


def lines_of(raw: bytes) -> list[Line]:
    """The lines of a UTF-8 text, in Unicode's composed form; raises UnreadableArticle."""
    if len(raw) > MAXIMUM_BYTES:
        raise UnreadableArticle(
            1,
            f"The file has {len(raw):,} bytes; an article has at most {MAXIMUM_BYTES:,}.",
            "Is it the right file?",
        )
    text = _decode(raw.removeprefix(b"\xef\xbb\xbf"))
    numbered = enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1)
    return [_checked(number, line) for number, line in numbered if line.strip()]


def _decode(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableArticle(
            raw[: error.start].count(b"\n") + 1,
            f"The byte {raw[error.start]:#04x} is not UTF-8.",
            "Save the file in the encoding UTF-8.",
        ) from error


def _checked(number: int, line: str) -> Line:
    for character in line:
        if unicodedata.category(character) == "Cc" and character != "\t":
            name = (
                "NUL character"
                if character == "\0"
                else f"control character U+{ord(character):04X}"
            )
            raise UnreadableArticle(
                number, f"There is a {name}.", "Remove it; is the file really a text file?"
            )
    return Line(number, unicodedata.normalize("NFC", " ".join(line.split())))
