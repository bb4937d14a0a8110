"""Where bytes that strangers made are read: in a process of its own, which may do nothing else.

`python -m articles.darkroom` takes a job and a file on standard input and writes the developed picture
to standard output (`articles.darkroom.order`). Nothing here knows Django, the database or the disk.
"""
