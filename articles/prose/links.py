"""The addresses of links: what may be one, and without what follows readers about.

A link to a page of the portal is kept by what it leads to, such as `person:12`: that holds whatever the
page's address will be. `articles.portal_links` turns one into the other.
"""

import re
from urllib.parse import parse_qs, parse_qsl, quote, urlencode, urlsplit

# What the portal has pages of; each may be linked by its key.
KINDS = ("article", "person", "organisation", "section")
IDENTITY = re.compile(rf"({'|'.join(KINDS)}):([1-9][0-9]{{0,17}})")
_TRACKING = re.compile(
    r"utm_\w+|_hs\w+|mc_[ce]id|(?:fb|g|gb|wb|ms|dc|y|tt|tw)clid|igshid|igsh|mkt_tok|vero_id|oly_\w+_id"
    r"|guccounter|guce_referrer\w*|cmpid|ns_campaign|ns_mchannel|ns_source|at_medium|at_campaign"
)
# Addresses that only lead on, by host and path, with the parameter that says where to.
_DETOURS = (
    (re.compile(r"(?:www\.)?google\.[a-z.]+/url"), ("q", "url")),
    (re.compile(r"lm?\.facebook\.com/l\.php"), ("u",)),
    (re.compile(r"[\w.]+\.safelinks\.protection\.outlook\.com/?"), ("url",)),
    (re.compile(r"(?:www\.)?youtube\.com/redirect"), ("q",)),
)
# A label of a host begins and ends with a letter or a digit; non-Latin letters are labels too.
_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]\.?")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]+", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")
_BARE_HOST = re.compile(r"www\.[^\s/]+\.[^\s/]+(?:/.*)?", re.IGNORECASE)
_INSIDE = re.compile(r"[\x00-\x20\x7f]+")
# Marks that a word processor sets in its own document lead nowhere on a page.
_OWN_MARKS = re.compile(r"#(?:_ftn|_edn|_Toc|_Hlk|_Ref|_msocom|cite_|heading=|bookmark=|id\.)")
# Longer than any address that browsers take.
_LONGEST = 2000


def address_of(href: str) -> str:
    """The address as it is stored, or nothing for what is none."""
    href = _INSIDE.sub(lambda match: "%20" * (match[0] == " "), href.strip())
    if not href or len(href) > _LONGEST or _OWN_MARKS.match(href):
        return ""
    if IDENTITY.fullmatch(href):
        return href
    if _BARE_HOST.fullmatch(href):
        href = f"https://{href}"
    try:
        return _checked(href)
    except ValueError:
        return ""


def _checked(href: str) -> str:
    if further := _end_of_detour(href):
        return address_of(further)
    parts = urlsplit(href)
    if parts.scheme in {"http", "https"}:
        return _without_tracking(href) if _is_host(parts.hostname or "") else ""
    if parts.scheme == "mailto":
        return _printable(href) if _MAIL.fullmatch(parts.path) else ""
    is_of_portal = href.startswith(("/", "#")) and not href.startswith(("//", "/\\"))
    return _without_tracking(href) if is_of_portal and not parts.scheme else ""


def _is_host(host: str) -> bool:
    return host == "localhost" or bool(_HOST.fullmatch(host) or _NUMBER.fullmatch(host))


def _end_of_detour(href: str) -> str:
    """Where an address leads on to, which is shorter; nothing for one that leads to a page."""
    parts = urlsplit(href)
    for where, names in _DETOURS:
        if where.fullmatch(f"{parts.netloc}{parts.path}"):
            asked = parse_qs(parts.query)
            targets = [target for name in names for target in asked.get(name, [])]
            return next((one for one in targets if one.startswith(("http://", "https://"))), "")
    return ""


def _without_tracking(href: str) -> str:
    """The address as it was written, but for parameters that only say where its reader came from."""
    parts = urlsplit(href)
    asked = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in asked if not _TRACKING.fullmatch(name.lower())]
    if len(kept) < len(asked):
        parts = parts._replace(query=urlencode(kept))
        href = parts.geturl()
    return _printable(href)


def _printable(href: str) -> str:
    """With what HTML or a printed line gives another meaning written as a code."""
    return re.sub(r"[\"'<>`\s\u00a0]", lambda match: quote(match[0], safe=""), href)
