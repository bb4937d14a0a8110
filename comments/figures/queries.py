"""One statement that counts everything: it sees the database at one instant and writes nothing.

Comments count by when they were written, decisions, reports and appeals by when they were made. Comments
whose time nobody knows are in no span. The two halves of the desk's index find the comments of a span.
"""

IN_SECTION = """
(%(section)s::bigint IS NULL
 OR {article} IN (SELECT id FROM articles_article WHERE section_id = %(section)s))
"""
# A writer is an account, or else a browser as long as its key is known.
WRITTEN = f"""
SELECT id, thread_id, state, picked_at, recommended, reader_id,
       CASE WHEN reader_id IS NULL THEN nullif(author_key, '') END AS author_key
FROM comments_comment
WHERE CASE WHEN state IN ('held', 'hidden') THEN 0 ELSE 1 END IN (0, 1)
  AND created_at >= %(since)s AND created_at < %(until)s AND time_is_known
  AND {IN_SECTION.format(article="thread_id")}
"""  # noqa: S608 -- made of constants
# What counts is the last decision that meant the comment: undone ones have one after them.
HISTORY = """
SELECT written.id, bool_or(to_state IN ('held', 'hidden')) AS has_waited,
       (array_agg(to_state ORDER BY event.id DESC) FILTER (
            WHERE to_state NOT IN ('withdrawn', 'erased')))[1]
           IN ('rejected', 'removed', 'spam') AS is_refused
FROM written JOIN comments_moderationevent event ON event.comment_id = written.id
GROUP BY written.id
"""
COMMENTS = """
SELECT jsonb_build_object(
    'total', count(*), 'picked', count(picked_at), 'recommended', coalesce(sum(recommended), 0))
FROM written
"""
STATES = """
SELECT coalesce(jsonb_object_agg(state, comments), '{}')
FROM (SELECT state, count(*) AS comments FROM written GROUP BY state) counted
"""
OUTCOMES = """
SELECT jsonb_build_object(
    'waited', count(*) FILTER (WHERE has_waited),
    'waited_without_rule', count(*) FILTER (WHERE has_waited AND NOT EXISTS (
        SELECT FROM comments_signal WHERE comment_id = history.id AND action = 'hold')),
    'refused', count(*) FILTER (WHERE is_refused))
FROM history
"""
# Without a rule it is something that the site itself noticed.
RULES = """
SELECT coalesce(jsonb_agg(to_jsonb(counted) - 'rule_id'
                          ORDER BY held DESC, met DESC, rule_id, kind), '[]')
FROM (SELECT signal.rule_id, rule.name, signal.kind, count(DISTINCT signal.comment_id) AS met,
             count(DISTINCT signal.comment_id) FILTER (WHERE signal.action = 'hold') AS held,
             count(DISTINCT signal.comment_id) FILTER (WHERE is_refused) AS refused
      FROM history JOIN comments_signal signal ON signal.comment_id = history.id
           LEFT JOIN comments_rule rule ON rule.id = signal.rule_id
      GROUP BY signal.rule_id, rule.name, signal.kind) counted
"""
WAITS = """
percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY extract(epoch FROM {waited})::float8)
    FILTER (WHERE {condition})
"""
# Those of people. What waited did so since the event before.
DECISIONS = f"""
SELECT jsonb_build_object(
    'by_outcome', (
        SELECT coalesce(jsonb_object_agg(to_state, decisions), '{{}}')
        FROM (SELECT to_state, count(*) AS decisions FROM decided GROUP BY to_state) counted),
    'seconds', {WAITS.format(waited="waited", condition="from_state IN ('held', 'hidden')")})
FROM decided
"""  # noqa: S608 -- made of constants
DECIDED = f"""
SELECT event.from_state, event.to_state, event.created_at - earlier.created_at AS waited
FROM comments_moderationevent event
     JOIN comments_comment comment ON comment.id = event.comment_id
     LEFT JOIN LATERAL (
         SELECT created_at FROM comments_moderationevent
         WHERE comment_id = event.comment_id AND id < event.id
         ORDER BY id DESC LIMIT 1) earlier ON true
WHERE event.created_at >= %(since)s AND event.created_at < %(until)s
  AND event.actor_id IS NOT NULL AND {IN_SECTION.format(article="comment.thread_id")}
"""  # noqa: S608 -- made of constants
REPORTED = f"""
SELECT report.lane, report.rule, report.state, report.decided_at - report.created_at AS waited
FROM comments_report report JOIN comments_comment comment ON comment.id = report.comment_id
WHERE report.created_at >= %(since)s AND report.created_at < %(until)s
  AND {IN_SECTION.format(article="comment.thread_id")}
"""  # noqa: S608 -- made of constants
BY_STATE = """
'made', count(*), 'upheld', count(*) FILTER (WHERE state = 'upheld'),
'dismissed', count(*) FILTER (WHERE state = 'dismissed'),
'moot', count(*) FILTER (WHERE state = 'moot'), 'open', count(*) FILTER (WHERE state = 'open'),
"""
DECIDED_REPORTS = WAITS.format(waited="waited", condition="state IN ('upheld', 'dismissed')")
REPORTS = f"""
SELECT coalesce(jsonb_agg(found ORDER BY lane, rule), '[]')
FROM (SELECT lane, rule, jsonb_build_object(
          'lane', lane, 'rule', rule, {BY_STATE} 'seconds', {DECIDED_REPORTS}) AS found
      FROM reported GROUP BY lane, rule) counted
"""  # noqa: S608 -- made of constants
# A sanction belongs where the comment was that led to it, or else where it holds.
APPEALS = f"""
SELECT jsonb_build_object(
    'made', count(*), 'upheld', count(*) FILTER (WHERE outcome = 'upheld'),
    'dismissed', count(*) FILTER (WHERE outcome = 'dismissed'),
    'open', count(*) FILTER (WHERE decided_at IS NULL),
    'seconds', {
    WAITS.format(
        waited="appeal.decided_at - appeal.created_at", condition="appeal.decided_at IS NOT NULL"
    )
})
FROM comments_appeal appeal
     JOIN comments_statementofreasons statement ON statement.id = appeal.statement_id
     LEFT JOIN comments_sanction sanction ON sanction.id = statement.sanction_id
     LEFT JOIN comments_comment comment
         ON comment.id = coalesce(statement.comment_id, sanction.comment_id)
WHERE appeal.created_at >= %(since)s AND appeal.created_at < %(until)s
  AND ({IN_SECTION.format(article="coalesce(comment.thread_id, sanction.article_id)")}
       OR sanction.section_id = %(section)s)
"""  # noqa: S608 -- made of constants
WRITERS = """
SELECT jsonb_build_object(
    'total', count(*), 'comments', coalesce(sum(comments), 0),
    'new', count(*) FILTER (WHERE NOT EXISTS (
               SELECT FROM comments_comment earlier
               WHERE earlier.reader_id = writer.reader_id AND earlier.created_at < %(since)s)
           AND NOT EXISTS (
               SELECT FROM comments_comment earlier
               WHERE earlier.author_key = writer.author_key AND earlier.author_key <> ''
                 AND earlier.created_at < %(since)s)),
    'most_active', count(*) FILTER (WHERE is_most_active),
    'comments_of_most_active', coalesce(sum(comments) FILTER (WHERE is_most_active), 0))
FROM (SELECT reader_id, author_key, count(*) AS comments,
             row_number() OVER (ORDER BY count(*) DESC) <= ceil(count(*) OVER () * 0.01)
                 AS is_most_active
      FROM written WHERE (reader_id IS NOT NULL OR author_key IS NOT NULL) AND state <> 'spam'
      GROUP BY reader_id, author_key) writer
"""
STORIES = """
SELECT coalesce(jsonb_agg(jsonb_build_object(
    'article', thread_id, 'headline', headline, 'address', path, 'comments', comments)
    ORDER BY comments DESC, thread_id), '[]')
FROM (SELECT thread_id, count(*) AS comments FROM written WHERE state = 'published'
      GROUP BY thread_id ORDER BY comments DESC, thread_id LIMIT %(stories)s) most
     CROSS JOIN LATERAL (
         SELECT headline, path FROM articles_edition
         WHERE article_id = thread_id
         ORDER BY starts_at <= %(now)s DESC, number DESC LIMIT 1) latest
"""
# In the order of the fields of `findings.Figures`.
PARTS = (COMMENTS, STATES, OUTCOMES, RULES, DECISIONS, REPORTS, APPEALS, WRITERS, STORIES)
FIGURES = f"""
WITH written AS MATERIALIZED ({WRITTEN}), history AS MATERIALIZED ({HISTORY}),
     decided AS MATERIALIZED ({DECIDED}), reported AS MATERIALIZED ({REPORTED})
SELECT {", ".join(f"({part})" for part in PARTS)}
"""
