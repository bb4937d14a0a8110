"""What a newsroom asks about its comments: counts and shares of a span, and nobody's name.

`queries` has the one statement that counts, `findings` what came of it, `telling` the same in words for
`manage.py comment_stats`.
"""
