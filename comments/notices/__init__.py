"""Notices as their reader gets them: on the site, and by email to those who want that.

- `reading`: the list, what is new, and what was read
- `choices`: what a reader wants by email, and how often
"""
