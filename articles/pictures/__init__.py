"""The picture library: files come in through `add_picture`, readers are served renditions."""

from articles.pictures.library import add_picture
from articles.pictures.refusals import PictureRefused
from articles.pictures.renditions import make_renditions, missing
from articles.pictures.sources import default_source, open_graph_source, srcset

__all__ = [
    "PictureRefused",
    "add_picture",
    "default_source",
    "make_renditions",
    "missing",
    "open_graph_source",
    "srcset",
]
