from functools import partial

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path

from previews.admin.share import done_view, revoke_view, share_view


def share_urls(site: AdminSite) -> list[URLPattern]:
    """The page of an article's links, and what its buttons do."""
    views = (
        ("share", partial(share_view, site=site)),
        ("share/revoke", revoke_view),
        ("share/done", done_view),
    )
    return [
        path(
            f"<path:object_id>/{name}/",
            site.admin_view(view),
            name=f"articles_article_{name.replace('/', '_')}",
        )
        for name, view in views
    ]
