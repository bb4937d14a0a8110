"""Sanctioning authors: who may, what it needs, what it stops, and how it ends."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments.authorship import Author
from comments.filing import Complaint, Reporter, report_comment
from comments.house_rules import HouseRule
from comments.models import Comment, Reader, Recommendation, Report, Sanction
from comments.recommending import Voter, recommend
from comments.refusals import (
    AuthorSanctioned,
    AuthorUnknown,
    EndMissing,
    ReasonMissing,
    SanctionOver,
)
from comments.sanctions import Where, acknowledge, end, impose, sanctions_on
from newsportal.accounts.roles import Role
from newsportal.audit.acts import Act
from tests.comments.conftest import NOW
from tests.comments.posting import post
from tests.makers import make_edition, make_staff, make_user
from tests.records import recorded

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
BROWSER = "a browser"


def sanction(comment, kind="ban", **overrides):
    return impose(comment, kind, **{"by": None, "reason": "Insults", "now": NOW} | overrides)


@pytest.mark.parametrize(
    ("kind", "until", "words"),
    [
        ("warn", None, "has warned you"),
        ("mute", NOW + DAY, "until 23 November 2025, 19:00"),
        ("ban", None, "has ended your right to comment."),
    ],
)
def test_a_sanctioned_browser_posts_nothing_anywhere(article, kind, until, words):
    comment = post(article, browser=BROWSER)
    sanction(comment, kind, until=until)

    for place in (article, make_edition().article):
        with pytest.raises(AuthorSanctioned, match=words):
            post(place, browser=BROWSER)

    assert post(article, browser="another").state == "published"
    assert post(article).state == "published"
    assert Comment.objects.count() == 3


def test_an_account_is_sanctioned_in_every_browser(article):
    reader = Reader.objects.create(display_name="Anna")
    sanction(post(article, reader=reader))

    with pytest.raises(AuthorSanctioned):
        post(article, reader=reader, browser="another")


def test_a_sanction_of_a_section_or_an_article_ends_there(article):
    elsewhere = make_edition().article
    comment = post(article, browser=BROWSER)
    sanction(comment, where=Where(section=article.section))
    with pytest.raises(AuthorSanctioned, match=f"in {article.section.name}"):
        post(article, browser=BROWSER)
    assert post(elsewhere, browser=BROWSER).state == "published"

    sanction(comment, where=Where(article=elsewhere))
    with pytest.raises(AuthorSanctioned, match="on “"):
        post(elsewhere, browser=BROWSER)


def test_a_mute_is_over_by_itself(article):
    sanction(post(article, browser=BROWSER), "mute", until=NOW + DAY)

    with pytest.raises(AuthorSanctioned):
        post(article, browser=BROWSER, now=NOW + DAY - timedelta(seconds=1))
    assert post(article, browser=BROWSER, now=NOW + DAY).state == "published"


def test_a_warning_is_read_before_the_next_comment(article):
    comment = post(article, browser=BROWSER)
    warning = sanction(comment, "warn")

    assert not acknowledge(warning.pk, author_key="b" * 32, now=NOW)
    with pytest.raises(AuthorSanctioned):
        post(article, browser=BROWSER)
    assert acknowledge(warning.pk, author_key=comment.author_key, now=NOW)
    assert not acknowledge(warning.pk, author_key=comment.author_key, now=NOW + DAY)
    assert post(article, browser=BROWSER).state == "published"


def test_a_ban_is_not_read_away(article):
    comment = post(article, browser=BROWSER)
    ban = sanction(comment)

    assert not acknowledge(ban.pk, author_key=comment.author_key, now=NOW)


def test_posting_asks_for_sanctions_in_the_query_that_it_makes_anyway(article):
    post(article, browser=BROWSER)
    with CaptureQueriesContext(connection) as without:
        post(article, browser="another")
    sanction(post(article, browser=BROWSER), "premoderate")

    with CaptureQueriesContext(connection) as bound:
        assert post(article, browser=BROWSER).state == "held"

    assert sum("comments_sanction" in query["sql"] for query in without) == 1
    assert len(bound) <= len(without) + 1


def test_what_binds_is_asked_in_one_query(article, django_assert_num_queries):
    comment = post(article, browser=BROWSER)
    ban, warning = sanction(comment), sanction(comment, "warn")

    with django_assert_num_queries(1):
        found = sanctions_on(author_key=comment.author_key, article_id=article.pk, now=NOW)
        assert [str(one) for one in found] == [str(warning), str(ban)]


@pytest.mark.parametrize(
    ("kind", "overrides", "refusal"),
    [
        ("ban", {"reason": " "}, ReasonMissing),
        ("ban", {"reason": "x" * 301}, ReasonMissing),
        ("ban", {"until": NOW}, EndMissing),
        ("mute", {}, EndMissing),
        ("warn", {"until": NOW + DAY}, EndMissing),
    ],
)
def test_a_sanction_needs_its_words_and_its_end(article, kind, overrides, refusal):
    with pytest.raises(refusal):
        sanction(post(article, browser=BROWSER), kind, **overrides)

    assert not Sanction.objects.exists()


def test_nobody_is_sanctioned_of_whom_nothing_is_known(article):
    with pytest.raises(AuthorUnknown, match="90 days"):
        sanction(post(article))


def test_a_sanction_leaves_its_row_in_the_record(article, moderator):
    comment = post(article, browser=BROWSER)

    ban = sanction(comment, by=moderator, until=NOW + DAY)
    end(ban, by=moderator, now=NOW)

    imposed, ended = [
        one for one in recorded() if one.act in {Act.SANCTION_IMPOSED, Act.SANCTION_ENDED}
    ]
    assert (imposed.act, imposed.actor) == (Act.SANCTION_IMPOSED, str(moderator))
    assert (imposed.after["kind"], imposed.after["comment"]) == ("ban", comment.pk)
    assert (ended.act, ended.actor) == (Act.SANCTION_ENDED, str(moderator))


def test_a_sanction_is_ended_before_its_time_and_once(article, moderator):
    ban = sanction(post(article, browser=BROWSER))

    ended = end(ban, by=moderator, now=NOW + DAY)

    assert (ended.ended_by, ended.ended_at) == (moderator, NOW + DAY)
    with pytest.raises(SanctionOver):
        end(ban, by=moderator, now=NOW + DAY)
    assert post(article, browser=BROWSER, now=NOW + DAY).state == "published"


def test_who_may_sanction(article, moderator, outsider):
    comment = post(article, browser=BROWSER)
    ban = sanction(comment)

    for somebody in (outsider, make_staff(Role.EDITOR, edits=(article.section,)), make_user()):
        with pytest.raises(PermissionDenied):
            sanction(comment, by=somebody)
        with pytest.raises(PermissionDenied):
            end(ban, by=somebody, now=NOW)

    for role in (Role.MODERATOR, Role.CHIEF_EDITOR, Role.SUPERUSER):
        assert sanction(comment, by=make_staff(role))


def test_a_colleague_is_sanctioned_by_superusers_alone(moderator):
    colleague = Reader.objects.create(display_name="Edith", user=make_staff(Role.EDITOR))

    with pytest.raises(PermissionDenied):
        sanction(colleague, by=moderator)

    assert sanction(colleague, by=make_staff(Role.SUPERUSER))


@pytest.mark.parametrize("kind", ["warn", "mute", "ban"])
def test_whoever_may_not_write_still_recommends_and_reports(article, kind):
    """A sanction is about writing; notice of what is illegal is everybody's right."""
    other, mine = post(article), post(article, browser=BROWSER)
    sanction(mine, kind, until=NOW + DAY if kind == "mute" else None)
    author = Author(browser=BROWSER)
    reporter = Reporter(key=mine.author_key, address_key="address")

    recommend(other, voter=Voter(author, "address"), now=NOW)
    report_comment(other, Complaint(HouseRule.INSULT), reporter=reporter, now=NOW)

    assert Recommendation.objects.get().comment == other
    assert Report.objects.get().state == Report.State.OPEN
    with pytest.raises(AuthorSanctioned):
        post(article, browser=BROWSER)
