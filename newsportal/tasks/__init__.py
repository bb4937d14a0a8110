"""Work that nobody waits for: rows in the database that a process of its own takes one by one.

A task is enqueued in the transaction of the change that needs it, so it is there with it or not at all.

- `calendar`: looks every minute what is to be enqueued
- `regular`: what is done every few minutes
- `daily`: what is done once a day, however many machines the site runs on
- `housekeeping`: the daily removal of what nobody needs any more
- `counting`: how many tasks wait, and for how long
"""
