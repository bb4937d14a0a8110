"""Every address of the portal, grouped by prefix; published addresses never die."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from articles.urls import busiest_patterns, story_patterns
from newsportal.gallery import gallery
from newsportal.http.page_classes import personal
from newsportal.operations.counts import counts
from newsportal.operations.health import healthz, readyz

urlpatterns: list[URLPattern | URLResolver] = [
    *busiest_patterns,
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", counts, name="metrics"),
    path("account/", include("newsportal.accounts.urls")),
    path("comments/", include("comments.urls")),
    path("preview/", include("previews.urls")),
    path("", include("articles.urls")),
]
if settings.DEBUG:
    urlpatterns.append(path("gallery/", personal(gallery), name="gallery"))
# A section's address could be any first part, so sections come after everything else.
urlpatterns += story_patterns

handler400 = "newsportal.http.errors.bad_request"
handler403 = "newsportal.http.errors.forbidden"
handler404 = "newsportal.http.errors.not_found"
handler500 = "newsportal.http.errors.server_error"
