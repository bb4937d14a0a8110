"""The record of acts: who published, moderated or changed rights, when, and what was before and after.

- `acts`: the closed list of what is recorded
- `recording`: `record`, called in the transaction of the act itself
- `models`: the rows; the database numbers and chains them by triggers (migration `chain`)
"""
