class PictureRefused(Exception):
    """A file can't be a picture of the library; `str()` tells the person what to do about it."""
