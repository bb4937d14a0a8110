"""Rules: what the site does by itself about a comment before readers see it.

Moderators write them; `judge` tells what they make of a comment that is posted or edited.
"""

from comments.rules.judging import Action, Sending, Verdict, judge

__all__ = ["Action", "Sending", "Verdict", "judge"]
