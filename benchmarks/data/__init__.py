"""A newspaper of any size, the same for everybody who asks for that size.

`plan` says how many there are of what and when it happened, `words` what it says; `newsroom`, `stories`
and `threads` make the rows, `loading` copies them in, `indexes` and `rules` bring the database back to
what its migrations promise and prove it.
"""
