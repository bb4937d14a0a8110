"""The admin's place in `INSTALLED_APPS`: the stock admin, served by our site."""

from django.contrib.admin.apps import AdminConfig


class NewsroomConfig(AdminConfig):
    """Registers every `admin.py` on the newsroom's site."""

    default_site = "newsportal.admin_site.NewsroomSite"
