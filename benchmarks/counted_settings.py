"""The site's settings with a count of the pages that Django makes; see `benchmarks.counting`."""

from newsportal.settings import *  # noqa: F403
from newsportal.settings import MIDDLEWARE as OF_THE_SITE

MIDDLEWARE = ["benchmarks.counting.CountedRequests", *OF_THE_SITE]
