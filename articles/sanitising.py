"""The one door for body text: whatever was typed, pasted or imported leaves as the same small HTML.

Paragraphs, two levels of subheads, emphasis, links, lists and quotations; nothing else. Public pages
print what comes out of here without escaping it.
"""

import unicodedata

import nh3

ALLOWED_TAGS = frozenset(
    {"p", "br", "h2", "h3", "strong", "em", "a", "ul", "ol", "li", "blockquote"}
)
ALLOWED_SCHEMES = frozenset({"http", "https", "mailto"})
# Their text is code or a document's own frame, never something an author wrote for readers.
DROPPED_WITH_CONTENT = frozenset({"script", "style", "title", "template"})
_CONTROL_CHARACTERS = {code: None for code in range(32) if chr(code) not in "\n\t"} | {127: None}

_cleaner = nh3.Cleaner(
    tags=set(ALLOWED_TAGS),
    clean_content_tags=set(DROPPED_WITH_CONTENT),
    # The star is for every element: without it the cleaner lets `title` and `lang` through.
    attributes={"*": set(), "a": {"href"}},
    url_schemes=set(ALLOWED_SCHEMES),
    link_rel=None,
    strip_comments=True,
)


def clean_body(html: str) -> str:
    """Reduce HTML to what an article's text may hold, in Unicode's composed form (NFC)."""
    composed = unicodedata.normalize("NFC", html).translate(_CONTROL_CHARACTERS)
    return _cleaner.clean(composed).strip()
