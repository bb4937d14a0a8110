"""Finding texts that are nearly the same without comparing each with all.

A text's shingles (its runs of five letters) are hashed into 64 places, and each keeps its least value:
a sketch whose share of equal places is close to the share of shingles that two texts have in common
(one permutation hashing: Li, Owen and Zhang, 2012). Sixteen bands of four places each find the
candidates: of texts that share 80 % of their shingles, all but two in ten thousand meet in one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from struct import pack
from zlib import crc32

SHINGLE = 5
PLACES = 64
ROWS = 4
# Shorter texts ("Well said!") are written by many people on their own.
FEWEST_LETTERS = 40
# A multiplier with bits in all places (Knuth, TAOCP 6.4) spreads what a checksum leaves together.
_SPREAD = 2_654_435_761


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is kept of a text for comparing. No `bands`: it is too short to be like another."""

    digest: str
    sketch: list[int]
    bands: list[int]

    def share(self, sketch: Sequence[int]) -> int:
        """How much of it another text has, estimated, in per cent."""
        if not self.sketch or not sketch:
            return 0
        equal = sum(one == other for one, other in zip(self.sketch, sketch, strict=True))
        return 100 * equal // PLACES


def likeness_of(letters: str) -> Likeness:
    """The likeness of a text, given as `Reading.plain`."""
    digest = blake2b(letters.encode(), digest_size=16).hexdigest() if letters else ""
    if len(letters) < FEWEST_LETTERS:
        return Likeness(digest, [], [])
    sketch = _sketch(letters)
    packed = pack(f"{PLACES}Q", *sketch)
    size = len(packed) * ROWS // PLACES
    bands = [
        band << 32 | crc32(packed[band * size : (band + 1) * size])
        for band in range(PLACES // ROWS)
    ]
    return Likeness(digest, sketch, bands)


def _sketch(letters: str) -> list[int]:
    """Each place's least value; where no shingle fell, that of the next with how far it was to seek."""
    shingles = {letters[start : start + SHINGLE] for start in range(len(letters) - SHINGLE + 1)}
    values = [crc32(shingle.encode()) * _SPREAD & 0xFFFFFFFF for shingle in shingles]
    values.sort(reverse=True)
    # Of the values of a place the last one stays.
    least = {value % PLACES: value for value in values}
    distance = min(least)
    value = least[distance]
    sketch = []
    for place in reversed(range(PLACES)):
        if place in least:
            value, distance = least[place], 0
        else:
            distance += 1
        sketch.append(value + (distance << 32))
    sketch.reverse()
    return sketch
