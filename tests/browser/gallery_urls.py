"""The project's addresses as a development server has them: with the gallery of components."""

from django.urls import path

from newsportal.gallery import gallery
from newsportal.urls import urlpatterns as project_patterns

urlpatterns = [path("gallery/", gallery, name="gallery"), *project_patterns]
