"""`manage.py load_demo`: the whole demo newspaper, through the code that imports anything."""

import stat
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.utils import timezone

from articles.checklist import check_all
from articles.models import (
    Article,
    Edition,
    Image,
    Organisation,
    Person,
    Placement,
    Publication,
    Section,
)
from comments.models import Comment, Thread
from newsportal.accounts.models import User
from newsportal.demo.desk import read_drafts
from newsportal.demo.loading import read_manifest
from newsportal.demo.staff import STAFF, make_staff, sign_in_file
from tests.makers import make_article, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data_folder(tmp_path, settings):
    settings.DATA_FOLDER = tmp_path
    return tmp_path


@pytest.fixture
def one_width(monkeypatch):
    """Renditions of one width: encoding all of them is tested with the pictures, and takes long."""
    monkeypatch.setattr("articles.pictures.renditions.WIDTHS", (320,))


def load(*arguments):
    out = StringIO()
    call_command("load_demo", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def counts():
    models = (
        Article,
        Edition,
        Person,
        Organisation,
        Image,
        Placement,
        Section,
        Comment,
        Thread,
        User,
    )
    return {model.__name__: model._default_manager.count() for model in models}


def test_everything_of_the_manifest_is_loaded_and_a_second_time_changes_nothing(one_width):
    manifest = read_manifest()
    said = load()
    assert f"{len(manifest['articles'])} new articles" in said
    before = counts()
    assert before["Article"] == len(manifest["articles"]) + len(read_drafts())
    assert before["Image"] == len(manifest.get("pictures", []))
    assert before["Person"] == len(manifest["people"])
    assert Publication.objects.current().name == manifest["newspaper"]["name"]
    assert Edition.objects.visible(at=timezone.now()).count() == len(manifest["articles"])
    replayed = sum(len(row.get("updates", [])) for row in manifest["articles"])
    assert before["Edition"] == len(manifest["articles"]) + replayed
    assert {"update", "correction"} <= set(Edition.objects.values_list("kind", flat=True))
    assert Placement.objects.get(section=None, slot=1, position=0).article.headline == (
        "Belarusian President Pardons 31 Ukrainians"
    )
    checklists = check_all(Article.objects.order_by("pk"), at=timezone.now())
    assert not [error.problem for checklist in checklists for error in checklist.errors]
    assert "0 new articles" in load()
    assert counts() == before


def test_a_site_with_articles_is_left_alone_where_that_is_asked():
    make_article()
    before = counts()
    assert load("--if-empty") == ""
    assert counts() == before


def kept() -> dict[str, str]:
    """Every password in the file, by email address."""
    words = sign_in_file().read_text(encoding="utf-8").split()
    return dict(zip(words[::2], words[1::2], strict=True))


def test_each_role_has_a_login_with_a_password_that_only_the_owner_of_the_file_reads():
    first = make_section(position=1)
    make_section(position=2)

    make_staff()

    users = {email: authenticate(username=email, password=word) for email, word in kept().items()}
    assert list(users) == list(STAFF)
    for email, user in users.items():
        assert user.is_staff
        assert user.roles == {STAFF[email][1]}
    assert users["editor@newsportal.example"].edited_section_ids == {first.pk}
    assert stat.S_IMODE(sign_in_file().stat().st_mode) == 0o600


def test_logins_that_exist_keep_their_passwords_and_missing_ones_are_made():
    make_staff()
    before = kept()
    User.objects.get(email="reporter@newsportal.example").delete()

    make_staff()

    after = kept()
    assert after.pop("reporter@newsportal.example") != before.pop("reporter@newsportal.example")
    assert after == before
    assert User.objects.count() == len(STAFF)
