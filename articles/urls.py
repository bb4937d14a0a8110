"""The public addresses. What is the portal's own comes first, sections and stories after it.

`articles.models.section.RESERVED_SLUGS` keeps sections from using the first parts of the portal's own.
"""

from django.urls import path, re_path, register_converter

from articles.converters import Count, TwoDigits, Year
from articles.views import (
    archive,
    article,
    corrections,
    directory,
    feeds,
    media,
    search,
    section,
    sitemaps,
)
from articles.views.front import front
from articles.views.history import history
from articles.views.moved import unknown
from articles.views.organisation import organisation
from articles.views.person import person

register_converter(Count, "count")
register_converter(Year, "yyyy")
register_converter(TwoDigits, "mm")
register_converter(TwoDigits, "dd")

urlpatterns = [
    path("", front, name="front"),
    path("feed.xml", feeds.all_stories, name="feed"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-pages.xml", sitemaps.pages, name="sitemap-pages"),
    path("sitemap-people-<count:number>.xml", sitemaps.people, name="sitemap-people"),
    path(
        "sitemap-organisations-<count:number>.xml",
        sitemaps.organisations,
        name="sitemap-organisations",
    ),
    path("sitemap-stories-<count:number>.xml", sitemaps.stories, name="sitemap-stories"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("search/", search.search, name="search"),
    path("archive/", archive.archive, name="archive"),
    path("archive/<yyyy:year>/<mm:month>/<dd:day>/", archive.archive_day, name="archive-day"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/feed.xml", corrections.feed, name="corrections-feed"),
    path("people/", directory.people, name="people"),
    path("people/<slug:slug>/", person, name="person"),
    path("people/<slug:slug>/feed.xml", feeds.person, name="person-feed"),
    path("organisations/", directory.organisations, name="organisations"),
    path("organisations/<slug:slug>/", organisation, name="organisation"),
    path("organisations/<slug:slug>/feed.xml", feeds.organisation, name="organisation-feed"),
    re_path(
        r"^media/renditions/(?P<year>[0-9]{4})/(?P<month>[0-9]{2})"
        r"/(?P<name>[A-Za-z0-9_-]+)\.(?P<ending>avif|webp|jpe?g)$",
        media.rendition,
        name="rendition",
    ),
]
# The addresses that are asked for most, which are like no other: before all that would be compared first.
busiest_patterns = [
    path(
        "<slug:section>/<yyyy:year>/<mm:month>/<dd:day>/<slug:slug>/",
        article.article,
        name="article",
    ),
]
# Sections, and last whatever is left: the addresses that things used to have.
story_patterns = [
    path("<slug:slug>/", section.section, name="section"),
    path("<slug:slug>/feed.xml", feeds.section, name="section-feed"),
    path(
        "<slug:section>/<yyyy:year>/<mm:month>/<dd:day>/<slug:slug>/history/",
        history,
        name="article-history",
    ),
    path("<path:path>", unknown, name="unknown"),
]
