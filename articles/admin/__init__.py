"""The newsroom's desk: one file for each thing that editors work with."""

from articles.admin import (
    article,
    image,
    organisation,
    person,
    placement,
    publication,
    record,
    redirect,
    section,
)

__all__ = [
    "article",
    "image",
    "organisation",
    "person",
    "placement",
    "publication",
    "record",
    "redirect",
    "section",
]
