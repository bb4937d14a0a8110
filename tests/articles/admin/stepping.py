"""Taking the steps that readers notice, as an editor does."""

from django.urls import reverse
from django.utils import timezone

from articles.editing import record_revision
from articles.models import Article
from tests.articles.admin.pages import form_at


def step(name, article):
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def take(desk, name, article, **fields):
    """Open the step's page, fill it in and confirm."""
    address = step(name, article)
    return desk.post(address, form_at(desk, address) | fields)


def at(moment):
    """A time as the form sends it; the newsroom's zone is UTC in tests."""
    return {"at_0": f"{moment:%Y-%m-%d}", "at_1": f"{moment:%H:%M:%S}"}


def change(article, **fields):
    Article.objects.filter(pk=article.pk).update(**fields)
    article.refresh_from_db()
    record_revision(article, by=None)


def visible(article, moment=None):
    return article.editions.visible(at=moment or timezone.now()).first()
