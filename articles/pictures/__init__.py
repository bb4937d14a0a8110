"""The picture library: files come in through `add_picture`, readers are served renditions."""

from articles.darkroom.refusals import PictureRefused
from articles.pictures.library import AlreadyInLibrary, add_picture, read_picture, store_picture
from articles.pictures.renditions import make_renditions, missing
from articles.pictures.sources import avif_srcset, default_source, open_graph_source, srcset

__all__ = [
    "AlreadyInLibrary",
    "PictureRefused",
    "add_picture",
    "avif_srcset",
    "default_source",
    "make_renditions",
    "missing",
    "open_graph_source",
    "read_picture",
    "srcset",
    "store_picture",
]
