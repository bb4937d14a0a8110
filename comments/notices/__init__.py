"""Notices as their reader gets them: on the site, and by email to those who want that.

- `reading`: the list, what is new, and what was read
- `choices`: what a reader wants by email, and how often
- `digests`: who gets an email by now, and that nothing is sent twice
- `email`: what it says
- `unsubscribing`: the link that ends all emails, without signing in
- `keeping`: how long notices are kept
"""
