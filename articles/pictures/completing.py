"""The renditions that take long, made by a task while readers have the others."""

from django.tasks import task

from articles.models import Image
from articles.pictures.renditions import make_renditions


@task()
def complete_picture(image: int) -> int:
    """Make what a picture lacks; how many renditions these were. None for one that is gone.

    Raises `PictureRefused`, which the task's row keeps; `manage.py make_renditions` tries again.
    """
    found = Image.objects.filter(pk=image).first()
    return len(make_renditions(found)) if found else 0
