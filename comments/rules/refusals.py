"""Why a rule can't be as somebody wrote it; each message is written for who wrote it."""


class RuleBroken(ValueError):
    """What a rule says can't be carried out; the text names the line or the field."""
