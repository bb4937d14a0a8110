"""The ranges of keys that are a file of the sitemap each, and the indexes over the first key of each.

Which ranges list something was a probe each, in an index and in a row of a large table: 5 µs, for a
thousand ranges. In nearly all of them the first key is listed, so an index over those alone answers for
all at once, from a few pages.
"""

from django.db.models import F, Q
from django.db.models.functions import Mod
from django.db.models.lookups import Exact

STORIES_IN_A_FILE = 1_000
# Whether a name is covered is a probe each, so there are fewer.
NAMES_IN_A_FILE = 500


def is_first_key(key: str, size: int) -> Q:
    """The condition that a row has the first key of a range; ranges begin at 0, and keys at 1."""
    return Q(Exact(Mod(F(key), size), 0))
