"""Why a rule can't be stored as somebody wrote it; each message is written for who wrote it."""


class RuleRefused(ValueError):
    """Base of all reasons; nothing was stored."""


class RuleBroken(RuleRefused):
    """What a rule says can't be carried out; the text names the line or the field."""


class RuleChanged(RuleRefused):
    """Somebody changed the rule between the moderator's look and their change."""

    def __init__(self, version: int) -> None:
        super().__init__(
            f"Somebody else has changed this rule meanwhile: it is at version {version}. Yours is kept "
            "below; open the rule in another window to compare, and save there."
        )


class RuleUntried(RuleRefused):
    """A rule is to be switched on that was never tried on past comments."""

    def __init__(self) -> None:
        super().__init__(
            "What this rule says now was never tried on past comments. Save it switched off, try it "
            "below, and then switch it on; or tick “Switch it on untried”."
        )
