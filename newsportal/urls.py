"""Every address of the portal, grouped by prefix; published addresses never die."""

from django.contrib import admin
from django.urls import path

urlpatterns = [
    path("admin/", admin.site.urls),
]
