"""Addresses below /preview/."""

from django.urls import path

from previews.views import shared

urlpatterns = [path("<str:token>/", shared, name="preview")]
