"""The newsroom's side of the links: on an article's form, and on a page about one article's links."""

from articles.admin.preview import PAGES, PARTS
from previews.admin.part import part
from previews.admin.urls import share_urls

PARTS.append(part)
PAGES.append(share_urls)
