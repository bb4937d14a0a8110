"""What the site writes about itself: one line an event, each with the request that it belongs to.

- `current`: the request that this thread answers, and the number by which its lines are found
- `formats`: lines for people and lines for machines; in neither can a reader's text begin a line

No line names a reader: no address, no query string, no field of a form.
"""
