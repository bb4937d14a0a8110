"""The private code of a nickname's author: what lets another device act as the browser that wrote.

The code is the browser's random name itself, 128 bits, in letters that can be read aloud and copied by
hand. Nothing new is stored for it: comments keep only keyed hashes of that name (`comments.marks`), so
who reads the database can't make a code of them.

The alphabet is that of Crockford's Base32 (no I, L, O and U); 12 bits of the name's hash at the end tell
a slip of the pen from a code that opens nothing, without asking anybody.
"""

import base64
import binascii
import re
from hashlib import sha256

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BYTES = 16
CHECK_BITS = 12
LENGTH = 28
GROUP = 4

_READ_AS = str.maketrans("OIL", "011")
_BETWEEN = re.compile(r"[\s\-–—.]+")


class CodeMistyped(ValueError):
    """What was typed is no private code; the message says what to look at."""


def code_of(browser: str) -> str:
    """The code of a browser's name, in groups of four; "" for a name that is not one of ours."""
    name = _bytes_of(browser)
    if len(name) != BYTES:
        return ""
    number = int.from_bytes(name) << CHECK_BITS | _check(name)
    letters = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def browser_of_code(typed: str) -> str:
    """The browser's name in a code, however it is spaced and whatever its case; raises CodeMistyped."""
    letters = _BETWEEN.sub("", typed[:200]).upper().translate(_READ_AS)
    if len(letters) != LENGTH or not set(letters) <= set(ALPHABET):
        raise CodeMistyped(
            f"A private code has {LENGTH} letters and digits, in groups of four. Type it as it was shown."
        )
    number = 0
    for letter in letters:
        number = number << 5 | ALPHABET.index(letter)
    name = (number >> CHECK_BITS).to_bytes(BYTES)
    if number & (1 << CHECK_BITS) - 1 != _check(name):
        raise CodeMistyped(
            "At least one letter of the code is not as it was shown. Compare it once more."
        )
    return base64.urlsafe_b64encode(name).rstrip(b"=").decode()


def _check(name: bytes) -> int:
    return int.from_bytes(sha256(b"comments.private_codes" + name).digest()[:2]) >> 4


def _bytes_of(browser: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(browser + "==")
    except (binascii.Error, ValueError):
        return b""
