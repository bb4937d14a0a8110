"""The house rules of the comments: why something is reported, and why it is removed.

One closed list for readers, moderators and statistics. A word of it that was stored never changes; what
is written beside it may.
"""

from django.db.models import TextChoices


class HouseRule(TextChoices):
    """A rule, as the reader who reports and the author who is told read it."""

    INSULT = "insult", "It insults or bullies somebody"
    HATE = "hate", "It attacks people for what they are: origin, belief, sex, disability"
    THREAT = "threat", "It threatens, or calls for violence"
    PRIVATE = "private", "It tells private things of somebody, such as an address"
    IMPERSONATION = "impersonation", "It pretends to come from somebody else"
    SEXUAL = "sexual", "It is sexual or shows cruelty"
    ADVERTISING = "advertising", "It is advertising or spam"
    OFF_TOPIC = "off_topic", "It has nothing to do with the story"
    OTHER = "other", "Something else"

    @property
    def needs_words(self) -> bool:
        """Whether the rule says nothing without an explanation."""
        return self is HouseRule.OTHER
