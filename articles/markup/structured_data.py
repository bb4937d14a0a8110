"""What a page says about itself to machines, as schema.org's JSON-LD in a script element."""

from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.safestring import SafeString, mark_safe

# Without these characters no text can end the element or open a comment in it.
_ESCAPES = {character: f"\\u{ord(character):04X}" for character in "<>&\u2028\u2029"}

# One for all pages: to make it takes as long as to use it.
_encoded = DjangoJSONEncoder(ensure_ascii=False).encode


def linked_data(data: Mapping[str, Any], **added: Any) -> SafeString:
    """The data as a JSON-LD block. Browsers never run it, so it needs no leave to run.

    What another part of the page knows is added by its property's name: `commentCount=7`.
    """
    text = _encoded({**data, **added})
    # Five passes of `replace` take a hundredth of the time of one `translate`.
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    # Every character that HTML gives a meaning is escaped above.
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308
