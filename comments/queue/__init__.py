"""The moderators' queue: what waits, handed out to one moderator at a time.

- `claiming`: who holds which comments, and for how long
- `cards`: what a moderator sees of each
- `authors`: all comments of one author, and the branch below a comment
"""
