"""What shows a picture, or has shown it."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from articles.models import (
    Article,
    Edition,
    Image,
    Organisation,
    Person,
    PrintedIllustration,
)
from articles.status import status_of, with_status
from newsportal.accounts.models import User
from newsportal.accounts.rights import allowed

LISTED = 50

type Use = tuple[str, str, str]


def list_uses(image: Image, *, viewer: User) -> SafeString:
    """Links to what uses the picture and may be seen, with words on what readers see of it."""
    uses = [
        *_articles(image, viewer),
        *_subjects(image, Person, viewer),
        *_subjects(image, Organisation, viewer),
    ]
    context = {"uses": uses[:LISTED], "is_cut": len(uses) > LISTED}
    return render_to_string("admin/articles/image/uses.html", context)


def _articles(image: Image, viewer: User) -> Iterator[Use]:
    """Articles whose working copy has the picture, and those of which an edition has it."""
    now = timezone.now()
    printed = PrintedIllustration.objects.filter(image=image)
    shown = Edition.objects.filter(Q(picture=image) | Q(pk__in=printed.values("edition_id")))
    public = set(shown.visible(at=now).values_list("article_id", flat=True))
    in_texts = set(image.illustrations.values_list("article_id", flat=True))
    has_it = Q(picture=image) | Q(pk__in=in_texts) | Q(pk__in=shown.values("article_id"))
    found = with_status(Article.objects.filter(has_it), now=now).order_by("-changed_at", "-pk")
    for article in allowed(found, viewer, "article.view")[: LISTED + 1]:
        words = [status_of(article).word]
        if article.pk in public:
            words.append("readers see the picture now")
        elif article.picture_id != image.pk and article.pk not in in_texts:
            words.append("an earlier edition had it")
        address = reverse("admin:articles_article_change", args=[article.pk])
        yield address, str(article), "; ".join(words)


def _subjects(image: Image, model: type[Person | Organisation], viewer: User) -> Iterator[Use]:
    name = model._meta.model_name
    found: QuerySet[Person | Organisation] = model._default_manager.filter(picture=image)
    for subject in allowed(found, viewer, f"{name}.view").order_by("pk")[: LISTED + 1]:
        yield reverse(f"admin:articles_{name}_change", args=[subject.pk]), str(subject), str(name)
