"""Style sheets in many files for those who write them, in one file for those who load them.

`static/css/site.css` imports a dozen small sheets, each into its cascade layer. A browser would fetch
them one after another; `collectstatic` therefore stores the sheet with its imports in place.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r'@import url\("(?P<url>[^":]+)"\) layer\((?P<layer>[a-z-]+)\);')
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
RELATIVE_URL = re.compile(r'url\("(?P<url>(?![a-z]+:|[/#])[^"]+)"\)')

# Where `collectstatic` found each file: the folder's storage, and the name in it.
type FoundFiles = Mapping[str, tuple[Storage, str]]


def _text(found: FoundFiles, name: str) -> str:
    storage, path = found[name]
    with storage.open(path) as file:
        text: str = file.read().decode()
        return text


def joined(found: FoundFiles, name: str) -> str:
    """The sheet with every sheet that it imports into a layer written in its place.

    Comments are left out, and addresses in an imported sheet are made relative to the importing one.
    Raises KeyError for an import of a sheet that is not there.
    """
    folder = posixpath.dirname(name)

    def in_place(match: re.Match[str]) -> str:
        imported = posixpath.normpath(posixpath.join(folder, match["url"]))
        text = COMMENT.sub("", _text(found, imported))

        def rebased(url: re.Match[str]) -> str:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(imported), url["url"]))
            return f'url("{posixpath.relpath(target, folder or ".")}")'

        return f"@layer {match['layer']} {{\n{RELATIVE_URL.sub(rebased, text)}}}"

    return IMPORT.sub(in_place, COMMENT.sub("", _text(found, name)))


class JoinedStylesheetsStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Hashed and compressed static files, with imported style sheets joined first."""

    def post_process(
        self, paths: MutableMapping[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        """Join, then do what WhiteNoise does; the joined sheet replaces its copy in the folder."""
        if not dry_run:
            sheets = {name: joined(paths, name) for name in paths if self._imports(paths, name)}
            for name, text in sheets.items():
                self.delete(name)
                self._save(name, ContentFile(text.encode()))
                paths[name] = (self, name)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _imports(self, paths: FoundFiles, name: str) -> bool:
        return name.endswith(".css") and IMPORT.search(_text(paths, name)) is not None
