"""Arranging the front page and the sections' pages: which story stands in which slot, and until when.

- `plans`: what an editor wants of a page, and the moves with which it is made
- `standing`: what stands on a page at an instant, and what is planned after it
- `acts`: putting a plan in force, all of it at once
- `pending`: what an editor prepares and has not published
- `stories`: what can be placed, and finding it
- `composing`: the page as a plan would make it
"""
