"""Which format a file has, and its items in the order of the file."""

import gzip
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from comments.exchange import disqus, json_lines, wordpress
from comments.exchange.entries import FileUnreadable, Item

HEAD = 64 * 1024  # bytes in which the first element stands
_ROOT = re.compile(rb"<(disqus|rss)[\s>]")
_COMPRESSED = b"\x1f\x8b"  # RFC 1952
_READERS: dict[bytes, Callable[[BinaryIO], Iterator[Item]]] = {
    b"disqus": disqus.read,
    b"rss": wordpress.read,
}


def items_of(path: Path) -> Iterator[Item]:
    """Everything in the file, which may be compressed with gzip; raises FileUnreadable and OSError."""
    with _opened(path) as file:
        try:
            yield from _reader(file)(file)
        except (EOFError, gzip.BadGzipFile) as error:
            raise FileUnreadable(1, "The compressed file is damaged. Fetch it again.") from error


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    with path.open("rb") as file:
        compressed = file.read(2) == _COMPRESSED
        file.seek(0)
        if compressed:
            with gzip.open(file) as content:
                yield cast("BinaryIO", content)
        else:
            yield file


def _reader(file: BinaryIO) -> Callable[[BinaryIO], Iterator[Item]]:
    head = file.read(HEAD).lstrip(b"\xef\xbb\xbf \t\r\n")
    file.seek(0)
    if head.startswith(b"{"):
        return json_lines.read
    root = _ROOT.search(head)
    if root is None:
        raise FileUnreadable(
            1,
            "This is no export of comments that can be read. There are: XML of Disqus, WXR of "
            "WordPress, and the JSON Lines that export_comments writes.",
        )
    return _READERS[root[1]]
