"""A reader's own pages: their name, their comments, their choices, and what the site knows of them.

- `readers`: the reader that belongs to an account
- `naming`: what they are called
- `own`: what they wrote, whatever became of it
- `exporting`: all that the site knows of them, as a file
- `erasing`: that they are forgotten; `traces` is what they leave beside their comments
"""
