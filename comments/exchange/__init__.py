"""Comments that move between systems: read from exports of others, and from our own both ways.

A file is read as a stream into temporary tables (`staging`), its conversations are matched with
articles (`places`), and what is new is stored in batches, parents first (`storing`).
"""
