"""A revision as readers would see it if it were published now; nothing is stored."""

from datetime import datetime
from typing import Any

from articles.cards import SectionName
from articles.composing import address_of
from articles.corrections import corrections_of
from articles.editing import FIELDS
from articles.models import Article, Edition, Image, Revision, Section
from articles.pictures.shown import picture_with_sources
from articles.relations import Relations
from articles.rendering import render
from articles.story import Story


def story_of(revision: Revision, *, at: datetime) -> Story:
    """The story that the revision's text makes at an instant.

    Rendered by what renders editions, under the dates that the next edition would have. Of the names of
    people, organisations and sections, and of the picture library, it shows today's.
    """
    article = _as_kept(revision)
    rendered = render(article, at=at, relations=Relations.in_snapshot(revision.snapshot))
    editions = Edition.objects.filter(article=revision.article_id, starts_at__lte=at)
    number, published_at = editions.order_by("-number").values_list(
        "number", "published_at"
    ).first() or (0, at)
    return Story(
        pk=0,
        article_id=revision.article_id,
        number=number + 1,
        path=address_of(article, published_at=published_at),
        headline=article.headline,
        standfirst=article.standfirst,
        summary=rendered.summary,
        dateline=article.dateline,
        body_html=rendered.body_html,
        published_at=published_at,
        updated_at=at if number else None,
        picture_caption=article.picture_caption,
        bylines=rendered.bylines,
        subheads=rendered.subheads,
        subjects=rendered.subjects,
        sources=rendered.sources,
        section=SectionName(article.section.pk, article.section.name, article.section.slug),
        picture=picture_with_sources(article.picture) if article.picture else None,
        corrections=corrections_of(revision.article_id, at=at),
    )


def _as_kept(revision: Revision) -> Article:
    """The working copy of then. A section or a picture that is gone is today's, or none."""
    kept: dict[str, Any] = {name: revision.snapshot[name] for name in FIELDS}
    section = Section.objects.filter(pk=kept.pop("section_id")).first()
    pictures = Image.objects.prefetch_related("renditions")
    return Article(
        pk=revision.article_id,
        section=section or Section.objects.get(articles=revision.article_id),
        picture=pictures.filter(pk=kept.pop("picture_id")).first(),
        **kept,
    )
