"""Compressed variants of a body, and which of them a client wants (RFC 9110 §12.5.3)."""

import zlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Literal

import brotli

type Encoding = Literal["br", "gzip", "identity"]

# Below this a compressed body, with the header that names it, is hardly shorter.
LEAST_BYTES = 500
# Brotli's fifth level costs about 1 ms for a page and is a sixth smaller than gzip's best.
BROTLI_QUALITY = 5
GZIP_LEVEL = 6
GZIP_WRAPPER = 31  # zlib's window of 15 bits, with gzip's header and trailer around it
TEXTUAL = ("text/", "application/json", "application/ld+json", "application/xml")
TEXTUAL_SUFFIXES = ("+xml", "+json")


def _gzip(body: bytes) -> bytes:
    compressor = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, GZIP_WRAPPER)
    return compressor.compress(body) + compressor.flush()


def _brotli(body: bytes) -> bytes:
    compressed: bytes = brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY)
    return compressed


COMPRESSORS: Mapping[Encoding, Callable[[bytes], bytes]] = {"br": _brotli, "gzip": _gzip}


def is_compressible(content_type: str, length: int) -> bool:
    """Whether variants of such a body are worth making."""
    kind = content_type.split(";", 1)[0].strip().lower()
    return length >= LEAST_BYTES and (kind.startswith(TEXTUAL) or kind.endswith(TEXTUAL_SUFFIXES))


@lru_cache(1024)
def chosen_encoding(accepted: str | None) -> Encoding:
    """The encoding to answer with: the most wanted, of equals the shortest; identity where none fits.

    A client that refuses even the plain text gets it nevertheless: an answer that may be unwanted is
    better than 406 (RFC 9110 §15.5.7 leaves it to us).
    """
    weights = _weights(accepted or "")
    others = weights.get("*", 0.0)
    br, gzip = weights.get("br", others), weights.get("gzip", weights.get("x-gzip", others))
    # Named or not, plain text is acceptable unless it is refused; unnamed it is the last choice.
    identity = weights.get("identity", 0.0)
    if br > 0 and br >= gzip and br >= identity:
        return "br"
    return "gzip" if gzip > 0 and gzip >= identity else "identity"


def _weights(accepted: str) -> dict[str, float]:
    weights: dict[str, float] = {}
    for item in accepted.lower().split(","):
        coding, *parameters = (part.strip() for part in item.split(";"))
        if coding:
            weights[coding] = min((_weight(text) for text in parameters), default=1.0)
    return weights


def _weight(parameter: str) -> float:
    name, _, text = parameter.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        weight = float(text)
    except ValueError:
        return 0.0
    return weight if 0.0 <= weight <= 1.0 else 0.0
