from datetime import timedelta
from typing import Any

import pytest
from django.core.signing import Signer
from django.utils import timezone

from newsportal.audit.acts import Act
from previews.links import KEPT, address_of, find_link, make_link, revoke_link, sweep
from previews.models import PreviewLink
from previews.refusals import LinkEnded, LinkUnknown
from previews.remarks import mark_done
from tests.makers import make_preview_link, make_staff
from tests.previews.test_rules import make_remark
from tests.records import acts, recorded

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def token_of(link):
    return address_of(link).rstrip("/").rpartition("/")[2]


@pytest.fixture
def link():
    return make_preview_link()


def test_an_address_leads_to_its_link_until_it_ends(link):
    token = token_of(link)
    assert address_of(link).startswith("http")
    assert find_link(token, at=link.created_at) == link
    assert find_link(token, at=link.expires_at - timedelta(microseconds=1)) == link
    with pytest.raises(LinkEnded):
        find_link(token, at=link.expires_at)


def test_keys_are_random_and_of_128_bits(link):
    made = [make_link(link.revision, by=link.created_by, note="Anna", lasts=WEEK) for _ in range(3)]
    assert len({one.key for one in made}) == 3
    assert {len(one.key) for one in made} == {22}


@pytest.mark.parametrize("forged", ["key", "signature", "salt", "cut", "none", "empty"])
def test_a_forged_address_was_never_made(link, forged):
    token = token_of(link)
    key, _, signature = token.partition(".")
    tokens = {
        "key": f"{'x' * 22}.{signature}",
        "signature": f"{key}.{'x' * len(signature)}",
        "salt": Signer(salt="another", sep=".").sign(key),
        "cut": token[:-1],
        "none": key,
        "empty": "",
    }
    with pytest.raises(LinkUnknown):
        find_link(tokens[forged], at=timezone.now())


def test_a_link_whose_article_is_gone_has_ended(link):
    token = token_of(link)
    link.revision.article.delete()

    assert not PreviewLink.objects.exists()
    with pytest.raises(LinkEnded):
        find_link(token, at=timezone.now())


def test_making_a_link_is_recorded_without_its_key(link):
    made = make_link(link.revision, by=link.created_by, note="Dr Weiss", lasts=WEEK)

    (entry,) = recorded()
    assert entry.act == Act.PREVIEW_LINK_MADE
    assert entry.after["article"] == link.revision.article_id
    assert entry.after["version"] == 1
    assert entry.after["for"] == "Dr Weiss"
    assert made.key not in f"{entry.object}{entry.before}{entry.after}"


def test_a_link_is_revoked_at_once_and_once(link):
    editor = make_staff()

    assert revoke_link(link, by=editor)
    assert not revoke_link(link, by=make_staff())

    with pytest.raises(LinkEnded):
        find_link(token_of(link), at=timezone.now())
    link.refresh_from_db()
    assert link.revoked_by == editor
    assert acts() == [Act.PREVIEW_LINK_REVOKED]


def test_a_link_that_has_expired_is_not_revoked(link):
    assert not revoke_link(link, by=make_staff(), now=link.expires_at)
    assert acts() == []


def test_links_that_ended_long_ago_are_removed():
    now = timezone.now()
    long_ago: dict[str, Any] = {
        "created_at": now - KEPT - 2 * WEEK,
        "expires_at": now - KEPT - WEEK,
    }
    make_preview_link(**long_ago)
    done = make_remark(make_preview_link(**long_ago))
    mark_done(done, by=make_staff())
    waiting = make_remark(make_preview_link(**long_ago)).link
    lately = make_preview_link(created_at=now - 2 * WEEK, expires_at=now - WEEK)

    assert sweep(now=now, limit=1) == 1
    assert sweep(now=now, limit=10) == 1
    assert sweep(now=now, limit=10) == 0
    assert set(PreviewLink.objects.all()) == {waiting, lately}
