"""Records of an XML file, read as a stream: memory holds one record, whatever the file's size.

A document type is refused, so there are no entities to expand and nothing outside to fetch (the
"billion laughs" of CWE-776 and external entities of CWE-611 both need one).
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat

from comments.exchange.entries import FileUnreadable

CHUNK = 64 * 1024  # bytes
# Characters of one field. A comment of ours has 5,000; what is longer than this is no comment.
LONGEST_FIELD = 1_000_000
DEEPEST = 100


@dataclass
class Record:
    """An element that stands for a thing: its fields by their path, attributes written `path@name`."""

    name: str
    line: int
    depth: int
    outer: "Record | None"
    fields: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, path: str) -> str:
        return self.fields.get(path, "").strip()


class _Reader:
    """Collects what the parser meets; `finished` holds the records that have ended."""

    def __init__(
        self, at: Collection[str], fields: Collection[str], prefixes: Mapping[str, str]
    ) -> None:
        self.at, self.wanted, self.prefixes = at, fields, prefixes
        self.finished: list[Record] = []
        self.path: list[str] = []
        self.record: Record | None = None
        self.text: list[str] | None = None
        self.length = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.refuse_document_type
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.read_text

    def refuse_document_type(self, *_: object) -> None:
        raise FileUnreadable(
            self.parser.CurrentLineNumber,
            "The file declares a document type, which no export of comments has and which can be used "
            "to harm who reads it. Take the DOCTYPE out if you know where the file comes from.",
        )

    def start(self, full_name: str, attributes: dict[str, str]) -> None:
        name = self.short(full_name)
        self.path.append(name)
        if len(self.path) > DEEPEST:
            line = self.parser.CurrentLineNumber
            raise FileUnreadable(line, "The file's elements are nested too deeply for comments.")
        self.text = None
        if "/".join(self.path) in self.at:
            line = self.parser.CurrentLineNumber
            self.record = Record(name, line, len(self.path), self.record)
        if self.record is None:
            return
        path = self.field_path()
        for key, value in attributes.items():
            self.keep(f"{path}@{self.short(key)}", value)
        if path in self.wanted:
            self.text, self.length = [], 0

    def read_text(self, data: str) -> None:
        if self.text is None:
            return
        self.length += len(data)
        if self.length > LONGEST_FIELD:
            line = self.parser.CurrentLineNumber
            message = f"A field holds more than {LONGEST_FIELD:,} characters. Is this such a file?"
            raise FileUnreadable(line, message)
        self.text.append(data)

    def end(self, full_name: str) -> None:
        if self.record is not None:
            if self.text is not None:
                self.keep(self.field_path(), "".join(self.text))
            if self.record.depth == len(self.path):
                self.finished.append(self.record)
                self.record = self.record.outer
        self.text = None
        self.path.pop()

    def keep(self, path: str, value: str) -> None:
        if self.record is not None and path in self.wanted:
            self.record.fields[path] = value

    def field_path(self) -> str:
        depth = self.record.depth if self.record else 0
        return "/".join(self.path[depth:])

    def short(self, full_name: str) -> str:
        """The name with the prefix that we give its namespace, whatever the file calls it."""
        namespace, _, name = full_name.rpartition(" ")
        return self.prefixes.get(namespace, "?:") + name if namespace else name


def records(
    file: BinaryIO,
    *,
    at: Collection[str],
    fields: Collection[str],
    prefixes: Mapping[str, str],
) -> Iterator[Record]:
    """The elements at these paths in the order in which they end, with these of their fields.

    A path begins at the root, as `rss/channel/item`; `prefixes` name the namespaces in paths and fields.
    Raises FileUnreadable for what is no sound XML or could do harm.
    """
    reader = _Reader(at, fields, prefixes)
    try:
        while chunk := file.read(CHUNK):
            reader.parser.Parse(chunk, False)
            yield from _taken(reader)
        reader.parser.Parse(b"", True)
    except expat.ExpatError as error:
        words = expat.ErrorString(error.code)
        reason = f"The XML can't be read here: {words}, at character {error.offset + 1}."
        raise FileUnreadable(
            error.lineno, f"{reason} Export it again, or mend the line."
        ) from error
    yield from _taken(reader)


def _taken(reader: _Reader) -> list[Record]:
    finished, reader.finished = reader.finished, []
    return finished
