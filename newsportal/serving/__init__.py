"""The production server: what has to be there before it starts, and how it runs and stops.

- `readiness`: what would make the site fail is refused before the start, with what to do
- `preparing`: does it instead, for `make run`: database, static files, demo newspaper
- `server`: granian with our limits; `worker` is what each of its processes runs, `ending` how it stops
- `rehearsal`: what a worker does beforehand, so that its first readers wait no longer than later ones
- `announcing`: the address, once it answers
"""
