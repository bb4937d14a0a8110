"""A reader's own pages: their name, their comments, their choices, and what the site knows of them.

- `readers`: the reader that belongs to an account
- `own`: what they wrote, whatever became of it
"""
