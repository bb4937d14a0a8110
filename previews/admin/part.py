"""What stands on an article's form about its links: how many are open, and what was said of it."""

from django.db.models import Count, Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from articles.models import Article
from newsportal.accounts.rights import can
from previews.models import PreviewLink


def part(request: HttpRequest, article: Article) -> SafeString:
    """One query, for those who may share the article; for others nothing."""
    if not can(request.user, "article.share", article):
        return SafeString()
    now = timezone.now()
    counts = PreviewLink.objects.of(article).aggregate(
        open=Count("pk", filter=Q(revoked_at__isnull=True, expires_at__gt=now), distinct=True),
        waiting=Count("remarks", filter=Q(remarks__done_at__isnull=True)),
    )
    context = {"original": article, "counts": counts, "version": request.GET.get("version", "")}
    return render_to_string("admin/articles/article/share_part.html", context)
