"""What the table of editions refuses: the public record can't say two things, or change its mind."""

from datetime import timedelta

import pytest

from articles.models import Edition
from articles.publishing import update, withdraw
from tests.makers import PUBLISHED_AT, make_article, make_edition, make_image
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def copy_of(edition, **changes):
    """An unsaved second row like the given one."""
    fields = {
        field.attname: getattr(edition, field.attname)
        for field in Edition._meta.concrete_fields
        if not field.primary_key and not field.generated
    }
    return Edition(**(fields | changes))


def later(edition, **changes):
    """An unsaved update that follows an edition an hour after its start."""
    starts_at = edition.starts_at + HOUR
    Edition.objects.filter(pk=edition.pk).update(ends_at=starts_at)
    return copy_of(
        edition,
        **({"number": 2, "kind": "update", "starts_at": starts_at, "ends_at": None} | changes),
    )


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        (
            "edition_number_unique",
            {"kind": "first", "number": 1, "published_at": PUBLISHED_AT + HOUR},
        ),
        ("edition_kind_known", {"kind": "rumour"}),
        ("edition_first_is_number_one", {"number": 1}),
        ("edition_first_is_number_one", {"kind": "first", "published_at": PUBLISHED_AT + HOUR}),
        ("edition_correction_has_note", {"kind": "correction", "note": ""}),
        ("edition_correction_has_note", {"kind": "correction", "note": " "}),
        ("edition_correction_has_note", {"kind": "clarification", "note": ""}),
        ("edition_grave_is_correction", {"is_grave": True}),
        ("edition_rewords_correction", {"rewords": 1}),
        ("edition_rewords_correction", {"kind": "correction", "note": "x", "rewords": 2}),
        ("edition_legal_order_withdraws", {"is_legal_order": True}),
        ("edition_legal_order_withdraws", {"legal_authority": "A court"}),
        (
            "edition_legal_order_withdraws",
            {
                "legal_authority": "A court",
                "withdrawal_reason": "x",
                "ends_at": PUBLISHED_AT + 2 * HOUR,
            },
        ),
        (
            "edition_legal_order_url_is_web_address",
            {
                "is_legal_order": True,
                "legal_order_url": "javascript:alert(1)",
                "withdrawal_reason": "x",
                "ends_at": PUBLISHED_AT + 2 * HOUR,
            },
        ),
        ("edition_ends_after_start", {"ends_at": PUBLISHED_AT}),
        ("edition_withdrawal_ends_it", {"withdrawal_reason": "Withdrawn by mistake"}),
        ("edition_not_before_publication", {"published_at": PUBLISHED_AT + 2 * HOUR}),
        ("edition_updated_after_publication", {"updated_at": PUBLISHED_AT - HOUR}),
        ("edition_updated_after_publication", {"updated_at": PUBLISHED_AT + 2 * HOUR}),
        ("edition_path_well_formed", {"path": "/world/pardons/"}),
        ("edition_path_well_formed", {"path": "/world/2025/11/22/Pardons/"}),
        ("edition_headline_not_empty", {"headline": " "}),
        ("edition_body_not_empty", {"body_html": ""}),
    ],
)
def test_a_bad_row_is_refused(constraint, changes):
    following = later(make_edition(), **changes)

    with refused_by(constraint):
        following.save()


@pytest.mark.parametrize("starts_at", [PUBLISHED_AT, PUBLISHED_AT + HOUR])
def test_edition_one_visible_per_article(starts_at):
    """The row has an address of its own, so that only the article is seen twice."""
    edition = make_edition()
    row = copy_of(
        edition, number=2, kind="minor", starts_at=starts_at, path="/world/2025/11/22/another/"
    )

    with refused_by("edition_one_visible_per_article"):
        row.save()


def test_edition_one_article_per_path():
    first, second = make_edition(), make_edition()
    Edition.objects.filter(pk=second.pk).update(ends_at=PUBLISHED_AT + HOUR)
    row = copy_of(
        second,
        number=2,
        kind="update",
        starts_at=PUBLISHED_AT + HOUR,
        ends_at=None,
        path=first.path,
    )

    with refused_by("edition_one_article_per_path"):
        row.save()


def test_an_address_can_be_used_again_when_it_is_free():
    first, second = make_edition(), make_edition()
    Edition.objects.filter(pk__in=[first.pk, second.pk]).update(ends_at=PUBLISHED_AT + HOUR)

    copy_of(
        second,
        number=2,
        kind="update",
        starts_at=PUBLISHED_AT + HOUR,
        ends_at=None,
        path=first.path,
    ).save()

    assert Edition.objects.visible(at=PUBLISHED_AT + HOUR).get(path=first.path).number == 2


@pytest.mark.parametrize(
    "change",
    [
        {"headline": "Rewritten"},
        {"body_html": "<p>Rewritten</p>"},
        {"starts_at": PUBLISHED_AT - HOUR},
        {"published_at": PUBLISHED_AT - HOUR},
        {"bylines": ["Somebody else"]},
        {"kind": "minor"},
        {"note": "Other words"},
        {"is_grave": True},
        {"rewords": 1},
    ],
)
def test_what_was_published_can_not_be_rewritten(change):
    edition = make_edition()

    with refused_by("edition_is_immutable"):
        Edition.objects.filter(pk=edition.pk).update(**change)


def test_the_end_of_an_edition_can_be_set():
    edition = make_edition()

    assert Edition.objects.filter(pk=edition.pk).update(ends_at=PUBLISHED_AT + HOUR) == 1


@pytest.mark.parametrize(
    ("after", "visible"),
    [
        pytest.param(-timedelta(microseconds=1), [], id="just before"),
        pytest.param(timedelta(0), [1], id="at the start"),
        pytest.param(HOUR - timedelta(microseconds=1), [1], id="until just before the end"),
        pytest.param(HOUR, [], id="no more at the end"),
    ],
)
def test_visible_is_half_open(after, visible):
    edition = make_edition()
    Edition.objects.filter(pk=edition.pk).update(ends_at=PUBLISHED_AT + HOUR)

    shown = Edition.objects.visible(at=PUBLISHED_AT + after)

    assert [row.number for row in shown] == visible


def test_every_hour_shows_what_was_published_then():
    article = make_article(headline="First words")
    make_edition(article)
    article.headline = "Second words"
    article.save()
    update(article, by=None, at=PUBLISHED_AT + HOUR)
    withdraw(article, by=None, at=PUBLISHED_AT + 2 * HOUR, reason="Unfounded")

    shown = [
        list(Edition.objects.visible(at=PUBLISHED_AT + n * HOUR).values_list("headline", flat=True))
        for n in (-1, 0, 1, 2)
    ]

    assert shown == [[], ["First words"], ["Second words"], []]


def test_lists_are_newest_first_and_total():
    first, second = make_edition(), make_edition()
    newest = make_edition(at=PUBLISHED_AT + HOUR)

    editions = Edition.objects.visible(at=PUBLISHED_AT + HOUR).newest_first()

    assert list(editions) == [newest, second, first]


def test_the_next_page_of_a_list_follows_its_last_row():
    first, second = make_edition(), make_edition()
    newest = make_edition(at=PUBLISHED_AT + HOUR)

    def after(row):
        return list(Edition.objects.before(row.published_at, row.article_id).newest_first())

    assert after(newest) == [second, first]
    assert after(second) == [first]
    assert after(first) == []


def test_a_card_can_be_shown_without_another_query(django_assert_num_queries):
    make_edition(picture=make_image())
    make_edition(picture=make_image())

    with django_assert_num_queries(2):
        cards = list(Edition.objects.visible(at=PUBLISHED_AT).for_cards().newest_first())
        shown = [(c.headline, c.section.name, c.picture.renditions.all()) for c in cards]

    assert len(shown) == 2


def test_an_edition_is_called_by_its_headline_and_kind():
    edition = make_edition(headline="Pardons")

    assert str(edition) == "Pardons (first publication)"
    assert edition.get_absolute_url() == edition.path
