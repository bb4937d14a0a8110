"""The statement behind a search: which stories match, in which order, and the passages that show it.

It is written by hand, because what it costs depends on where each of its parts stands:

* The question is parsed once. As a function of a parameter it would be parsed for every row, since the
  plan is made before the parameter is known.
* The spans of days are read one after the other, the newest first, and no further than the match that
  fills the number of candidates. Each gives its newest, so what the limit leaves out is older.
* What is older than all spans is not looked for where no edition is as old.
* A match is ranked where it is found (`SearchEntry`), so its words are neither sorted nor read again.
* Only the texts of one page of results are read, and marked. To mark one takes as long as it is: where a
  single word is looked for, it is looked for at the beginning first. (Of several words the beginning
  may have one, and a later place all.)
"""

from datetime import datetime
from functools import cache
from typing import Any

from articles.paging import Cursor
from articles.spans import past_of
from newsportal.database.asking import rows_of

CONFIGURATION = "english"
# What PostgreSQL puts around a match. No stored text holds these characters, and HTML knows them not.
START, STOP = "\x02", "\x03"
PASSAGES = f"StartSel={START}, StopSel={STOP}, MaxWords=30, MinWords=12, MaxFragments=2"
# Characters: two passages and what stands between them.
BEGINNING = 600

STATEMENT = """
WITH asked AS MATERIALIZED (
    SELECT websearch_to_tsquery(%(configuration)s, %(query)s) AS question
), candidate AS MATERIALIZED (
    (SELECT newest.*
     FROM unnest(%(spans)s::integer[]) WITH ORDINALITY AS span (key, place)
     CROSS JOIN LATERAL ({of_span}) newest
     ORDER BY place)
    UNION ALL
    ({of_older})
    LIMIT {candidates}
), page AS MATERIALIZED (
    SELECT edition_id, rank FROM candidate
    ORDER BY rank DESC, published_at DESC, edition_id DESC
    LIMIT {size} OFFSET %(start)s
), oldest AS MATERIALIZED (
    SELECT count(*) OVER () AS number, published_at, edition_id FROM candidate
    ORDER BY published_at, edition_id
    LIMIT 1
)
SELECT oldest.number, oldest.published_at, oldest.edition_id,
       edition.id, edition.article_id, edition.path, edition.headline, edition.standfirst,
       edition.summary, edition.published_at, edition.updated_at,
       section.id, section.name, section.slug,
       CASE WHEN strpos(beginning.passages, %(start_of_match)s) > 0 THEN beginning.passages
            ELSE ts_headline(%(configuration)s, edition.plain_text, (SELECT question FROM asked),
                             %(passages)s)
       END
FROM page CROSS JOIN oldest
JOIN articles_edition edition ON edition.id = page.edition_id
JOIN articles_section section ON section.id = edition.section_id
CROSS JOIN LATERAL (
    SELECT CASE WHEN numnode((SELECT question FROM asked)) = 1
                     AND length(edition.plain_text) > {beginning}
                THEN ts_headline(%(configuration)s,
                                 substring(left(edition.plain_text, {beginning}) FROM '^.*\\s'),
                                 (SELECT question FROM asked), %(passages)s)
           END AS passages
    OFFSET 0
) beginning
ORDER BY page.rank DESC, edition.published_at DESC, edition.id DESC
"""
# The newest matches of a part of the past that are visible.
MATCHES = """
    SELECT edition_id, published_at, ts_rank(words, (SELECT question FROM asked)) AS rank
    FROM articles_searchentry
    WHERE words @@ (SELECT question FROM asked) AND {within}
          AND (published_at, edition_id) < (%(before)s, %(before_key)s)
          AND starts_at <= %(at)s AND (ends_at IS NULL OR ends_at > %(at)s)
    ORDER BY published_at DESC, edition_id DESC
    LIMIT {candidates}
"""
IN_SPAN = "articles_spans(published_at) @> ARRAY[span.key]"
IS_OLDER = """
    published_at < %(older_than)s
    AND %(older_than)s > (SELECT min(published_at) FROM articles_edition)
"""


def matches(
    query: str, *, at: datetime, before: Cursor, candidates: int, start: int, size: int
) -> list[tuple[Any, ...]]:
    """A page of the best among the newest visible matches that follow a place in the past.

    By rank, then newest, then key. Each row is the number of matches, the place of the oldest, and a
    result: the columns of `TEXT_COLUMNS`, then the passages. A place is the first publication and the key
    of an edition. No story that may be visible was published after `before`, or none that is asked for:
    the spans begin there, since those that hold nothing would let the first one that holds something be
    far too long.
    """
    past = past_of(before.at)
    parameters = {
        "configuration": CONFIGURATION,
        "query": query,
        "at": at,
        "before": before.at,
        "before_key": before.key,
        "spans": list(past.keys),
        "older_than": past.older_than,
        "start": start,
        "passages": PASSAGES,
        "start_of_match": START,
    }
    return rows_of(_statement(candidates, size), parameters)


@cache
def _statement(candidates: int, size: int) -> str:
    """The planner should know both numbers, so they are no parameters."""
    of_span, of_older = (
        MATCHES.format(within=within, candidates=candidates) for within in (IN_SPAN, IS_OLDER)
    )
    return STATEMENT.format(
        of_span=of_span,
        of_older=of_older,
        candidates=candidates,
        size=size,
        beginning=BEGINNING,
    )
