"""Plain makers: each gives the least valid row, and every field can be overridden.

Rows that readers see are published through `articles.publishing`, never written by hand.
"""

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone

from articles.models import (
    Article,
    Image,
    Mention,
    Organisation,
    Person,
    Section,
    SectionEditor,
)
from comments.models import Comment, Rule, Thread
from newsportal.accounts.addresses import trust_address
from newsportal.accounts.models import User
from newsportal.accounts.roles import Role
from previews.models import PreviewLink

PASSWORD = "a long enough pass phrase"
PUBLISHED_AT = datetime(2025, 11, 22, 18, 0, tzinfo=UTC)
_numbers = itertools.count(1)


def make_user(**overrides: Any) -> User:
    """A login without rights."""
    fields: dict[str, Any] = {"email": f"user-{next(_numbers)}@example.org", "password": PASSWORD}
    return User.objects.create_user(**fields | overrides)


def make_staff(*roles: Role, edits: tuple[Section, ...] = (), **overrides: Any) -> User:
    """A colleague with roles of the newsroom, and the sections that an editor edits."""
    is_superuser = Role.SUPERUSER in roles
    user = make_user(**{"is_staff": True, "is_superuser": is_superuser} | overrides)
    trust_address(user)
    user.groups.set(Group.objects.filter(name__in=roles))
    for section in edits:
        SectionEditor.objects.create(section=section, editor=user)
    return user


def make_section(**overrides: Any) -> Section:
    """A section with a name and an address of its own."""
    number = next(_numbers)
    fields: dict[str, Any] = {"name": f"Section {number}", "slug": f"section-{number}"}
    return Section.objects.create(**fields | overrides)


def make_person(**overrides: Any) -> Person:
    """A person; the slug follows the number, not the name."""
    number = next(_numbers)
    fields: dict[str, Any] = {"name": f"Person {number}", "slug": f"person-{number}"}
    return Person.objects.create(**fields | overrides)


def make_organisation(**overrides: Any) -> Organisation:
    """An organisation; the slug follows the number, not the name."""
    number = next(_numbers)
    fields: dict[str, Any] = {"name": f"Organisation {number}", "slug": f"organisation-{number}"}
    return Organisation.objects.create(**fields | overrides)


def make_image(**overrides: Any) -> Image:
    """A picture's row without its file: for rules, not for pages."""
    number = next(_numbers)
    fields: dict[str, Any] = {
        "original": f"originals/{number}.png",
        "content_hash": f"{number:064x}",
        "width": 1600,
        "height": 1000,
        "alt_text": f"What picture {number} shows",
        "credit": "Somebody",
    }
    return Image.objects.create(**fields | overrides)


def make_article(**overrides: Any) -> Article:
    """A working copy in a section of its own, seen by nobody outside the newsroom."""
    number = next(_numbers)
    fields: dict[str, Any] = {
        "headline": f"Headline {number}",
        "slug": f"headline-{number}",
        "body": f"<p>The first paragraph of article {number}.</p>",
    }
    fields |= overrides
    fields.setdefault("section", None)
    fields["section"] = fields["section"] or make_section()
    return Article.objects.create(**fields)


def make_mention(article: Article, *subjects: Person | Organisation, **overrides: Any) -> Mention:
    """A mention of one subject, or of several candidates with `certainty="disputed"`."""
    mention = Mention.objects.create(article=article, **overrides)
    mention.people.set([one for one in subjects if isinstance(one, Person)])
    mention.organisations.set([one for one in subjects if isinstance(one, Organisation)])
    return mention


def make_edition(article: Article | None = None, *, at: datetime = PUBLISHED_AT, **overrides: Any):
    """A published article's edition; overrides are fields of the working copy."""
    from articles.publishing import publish

    return publish(article or make_article(**overrides), by=None, at=at)


def make_thread(**overrides: Any) -> Thread:
    """An open thread of a published article."""
    if "article" not in overrides:
        overrides["article"] = make_edition().article
    return Thread.objects.create(**overrides)


def make_comment(thread: Thread | None = None, **overrides: Any) -> Comment:
    """A published comment's row; counters are not touched: use `comments.posting` for that."""
    thread = thread or make_thread()
    number = next(_numbers)
    fields: dict[str, Any] = {
        "thread": thread,
        "edition": overrides.get("edition") or thread.article.editions.get(number=1),
        "nickname": f"Reader {number}",
        "text": f"Comment {number}",
        "body_html": f"<p>Comment {number}</p>",
        "state": Comment.State.PUBLISHED,
        "created_at": PUBLISHED_AT,
        "published_at": PUBLISHED_AT,
    }
    return Comment.objects.create(**fields | overrides)


def make_rule(**overrides: Any) -> Rule:
    """A rule that is on and holds comments with the word "idiot"."""
    fields = {"name": "Insults", "kind": Rule.Kind.WORDS, "is_on": True}
    if overrides.get("kind", Rule.Kind.WORDS) == Rule.Kind.WORDS:
        fields["entries"] = "idiot"
    return Rule.objects.create(**fields | overrides)


def make_preview_link(article: Article | None = None, **overrides: Any) -> PreviewLink:
    """A link to an article's latest version that is open for a week."""
    from articles.editing import record_revision

    now = timezone.now()
    fields: dict[str, Any] = {
        "key": f"{next(_numbers):022}",
        "note": "Dr Weiss",
        "created_at": now,
        "expires_at": now + timedelta(days=7),
    }
    fields |= overrides
    if "revision" not in fields:
        fields["revision"] = record_revision(article or make_article(), by=None)
    fields["created_by"] = fields.get("created_by") or make_staff(Role.CHIEF_EDITOR)
    return PreviewLink.objects.create(**fields)
