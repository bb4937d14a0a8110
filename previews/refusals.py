"""Why a link leads nowhere, or nothing could be stored by it."""


class LinkRefused(Exception):
    """Base of all reasons not to show a draft. None of them says anything about it."""


class LinkUnknown(LinkRefused):
    """The newsroom never made this address: it was mistyped, cut short, or guessed."""


class LinkEnded(LinkRefused):
    """The newsroom made it; it has expired or was revoked, or its article is gone."""
