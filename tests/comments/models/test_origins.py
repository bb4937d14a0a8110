"""Where comments come from: no comment of another system is here twice."""

import pytest

from comments.models import CommentOrigin
from tests.makers import make_comment
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db


def test_comment_origin_once():
    CommentOrigin.objects.create(comment=make_comment(), source="disqus", key="17")

    with refused_by("comment_origin_once"):
        CommentOrigin.objects.create(comment=make_comment(), source="disqus", key="17")


def test_another_system_may_have_the_same_key():
    for source in ("disqus", "wordpress old.example.org"):
        CommentOrigin.objects.create(comment=make_comment(), source=source, key="17")

    assert str(CommentOrigin.objects.get(source="disqus")) == "disqus 17"
