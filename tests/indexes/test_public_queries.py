"""Every page is asked on a newspaper of 20,000 editions, and every query that it made is explained.

None may read a large table from end to end or sort a large part of one, and what is read stays within a
bound that does not grow with the archive. The planner is left as it is.
"""

import pytest
from django.test import Client

from articles.archive import DAYS_ON_A_PAGE
from articles.coverage import STORIES_READ, WRITTEN
from articles.directory import NAMES_ON_A_PAGE
from articles.sitemaps import MOST_IN_ONE_FILE
from tests.indexes.newspaper import BUSY_ARTICLE
from tests.indexes.plans import (
    BY_ADDRESS,
    LARGE,
    NEWEST_OF_MANY,
    USES,
    assert_reads_by,
    explained,
    explaining,
    plans_for_one_use,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newspaper", "today")]

NEWEST_OF_NAMES = {"subject_person_newest", "subject_organisation_newest", "credit_person_newest"}
# Between which a page stays the same.
BOUNDARIES = {"edition_boundary_start", "edition_boundary_end"}
DEEP = "before=2024-02-01T00:00:00Z~700"


def assert_asks_no_edition_whether_it_is_visible(steps, *, shown):
    """The index over names says it; of editions those are read that are shown, and the state's."""
    of_names = [step for step in steps if step.index in NEWEST_OF_NAMES]
    of_editions = [step for step in steps if step.table == "articles_edition"]
    assert {step.kind for step in of_names} == {"Index Only Scan"}
    assert sum(step.rows for step in of_editions) <= shown + len(BOUNDARIES)


@pytest.mark.parametrize(
    ("path", "indexes"),
    [
        ("/", {"edition_newest", "placement_one_story_per_slot"}),
        ("/section-7/", {"edition_newest_in_section", "placement_one_story_per_slot"}),
        (f"/section-2/?{DEEP}", {"edition_newest_in_section"}),
        ("/section-2/2024/01/01/story-601/", {"subject_organisation_newest"}),
        (
            f"/section-7/2024/01/01/story-{BUSY_ARTICLE}/",
            {"comment_heads", "comment_conversation", "subject_person_newest"},
        ),
        ("/people/person-78/", {"subject_person_newest", "credit_person_newest"}),
        ("/people/person-78/feed.xml", {"subject_person_newest"}),
        ("/people/person-1/feed.xml", {"subject_person_newest"}),
        ("/organisations/organisation-5/", {"subject_organisation_newest"}),
        ("/organisations/organisation-5/feed.xml", {"subject_organisation_newest"}),
        ("/archive/2024/02/01/", {"edition_newest"}),
        ("/sitemap-stories-7.xml", {"edition_number_unique"}),
        ("/feed.xml", {"edition_newest", "edition_withdrawals"}),
        ("/corrections/", {"edition_corrections"}),
        ("/corrections/?before=2024-02-01T00:00:00Z~15700", {"edition_corrections"}),
        ("/corrections/feed.xml", {"edition_corrections"}),
        ("/section-7/feed.xml", {"edition_newest_in_section"}),
        ("/search/?q=rare", {"search_entry_by_days"}),
        ("/search/?q=number77+story", {"search_entry_by_days"}),
        ("/comments/1/", {"comment_conversation"}),
        ("/comments/2/", set()),
        (f"/comments/on/{BUSY_ARTICLE}/", {"comment_heads", "comment_conversation"}),
        (f"/comments/on/{BUSY_ARTICLE}/?after=2025-07-01T00:00:00Z~700", {"comment_heads"}),
        (f"/comments/new/{BUSY_ARTICLE}/", set()),
    ],
)
def test_page_reads_a_little_by_index(path, indexes):
    client = Client()

    steps = explained(lambda: client.get(path))

    assert client.get(path).status_code == 200
    assert_reads_by(indexes, steps)


@pytest.mark.parametrize(
    ("before", "path", "indexes"),
    [
        ("/", "/", {"edition_newest", "placement_one_story_per_slot"}),
        (
            "/section-2/",
            "/section-7/",
            {"edition_newest_in_section", "placement_one_story_per_slot"},
        ),
        (f"/section-2/?{DEEP}", f"/section-7/?{DEEP}", {"edition_newest_in_section"}),
        (
            "/section-2/2024/01/01/story-601/",
            f"/section-7/2024/01/01/story-{BUSY_ARTICLE}/",
            {"comment_heads", "comment_conversation", "subject_person_newest"},
        ),
        (
            "/people/person-79/",
            "/people/person-78/",
            {"subject_person_newest", "credit_person_newest"},
        ),
        (
            "/organisations/organisation-6/",
            "/organisations/organisation-5/",
            {"subject_organisation_newest"},
        ),
        ("/feed.xml", "/section-7/feed.xml", {"edition_newest_in_section"}),
        ("/search/?q=story", "/search/?q=rare", {"search_entry_by_days"}),
        ("/comments/2/", "/comments/1/", {"comment_conversation"}),
        (
            "/comments/on/14999/",
            f"/comments/on/{BUSY_ARTICLE}/",
            {"comment_heads", "comment_conversation"},
        ),
    ],
)
def test_plan_that_a_connection_keeps_suits_the_next_page_too(before, path, indexes):
    client = Client()
    for _ in range(USES):
        assert client.get(before).status_code == 200

    with explaining() as steps:
        assert client.get(path).status_code == 200

    assert_reads_by(indexes, steps)


@pytest.mark.parametrize("story", [601, 0])
def test_story_is_found_by_its_address(story):
    steps = explained(lambda: Client().get(f"/section-2/2024/01/01/story-{story}/"))

    assert_reads_by(set(), steps)
    assert BY_ADDRESS & {step.index for step in steps}


def test_section_of_many_stories_reads_a_little_by_either_index():
    steps = explained(lambda: Client().get("/section-2/"))

    assert_reads_by(set(), steps)
    assert NEWEST_OF_MANY & {step.index for step in steps}


@pytest.mark.parametrize("path", ["/people/person-1/", f"/people/person-1/?{DEEP}"])
def test_page_of_somebody_famous_reads_no_more_than_it_shows(path):
    steps = explained(lambda: Client().get(path))

    assert_reads_by({"subject_person_newest"}, steps)
    assert_asks_no_edition_whether_it_is_visible(steps, shown=STORIES_READ + 2 * WRITTEN)


@pytest.mark.parametrize(
    "path",
    [
        "/people/person-1/",
        "/organisations/organisation-5/",
        "/people/person-1/feed.xml",
        "/people/",
        "/archive/",
        "/search/?q=perso",
    ],
)
def test_page_is_planned_once(path):
    """In a large archive planning took longer than the answer, for each reader anew."""
    client = Client()
    for _ in range(USES):
        assert client.get(path).status_code == 200
    planned = plans_for_one_use()

    client.get(path)

    assert plans_for_one_use() == planned


@pytest.mark.parametrize("path", ["/people/", "/people/?after=person-350", "/organisations/"])
def test_register_counts_the_stories_of_its_own_names(path):
    """Two hundred names, of sixty stories each but for one of 4,000."""
    kind = "person" if "people" in path else "organisation"

    steps = explained(lambda: Client().get(path))

    used = {step.index for step in steps}
    assert not [step for step in steps if step.table in LARGE and step.kind == "Seq Scan"]
    assert sum(step.rows for step in steps if step.table in LARGE) <= NAMES_ON_A_PAGE * 2 * 100
    assert {f"subject_{kind}_newest"} <= used
    assert_asks_no_edition_whether_it_is_visible(steps, shown=0)


@pytest.mark.parametrize("path", ["/archive/", "/archive/?before=2024-02-01"])
def test_archive_probes_once_for_each_of_its_days(path):
    steps = explained(lambda: Client().get(path))

    assert_reads_by({"edition_newest"}, steps, rows=DAYS_ON_A_PAGE * 3)


@pytest.mark.parametrize("name", ["people-1", "organisations-1", "stories-7"])
def test_file_of_a_sitemap_reads_what_it_lists(name):
    assert_reads_by(set(), explained(lambda: Client().get(f"/sitemap-{name}.xml")))


@pytest.mark.parametrize("kind", ["person", "organisation"])
def test_of_names_in_a_sitemap_the_small_index_tells_what_it_knows(kind):
    """Of dozens at least, and only of the others the large one is asked."""
    name = {"person": "people", "organisation": "organisations"}[kind]
    steps = explained(lambda: Client().get(f"/sitemap-{name}-1.xml"))

    found = {
        index: sum(step.rows for step in steps if step.index == f"subject_{kind}_{index}")
        for index in ("sampled", "newest")
    }
    listed = Client().get(f"/sitemap-{name}-1.xml").text.count("<loc>")
    assert found["sampled"] > 50
    # Rows of a step that ran for each name are told as a mean of two decimals.
    assert found["sampled"] + found["newest"] == pytest.approx(listed, rel=0.02)


def test_index_of_sitemaps_reads_one_key_of_each_file():
    """Where that is not listed, as of the first file, it reads on to the first that is."""
    steps = explained(lambda: Client().get("/sitemap.xml"))

    assert_reads_by({"edition_first_of_file"}, steps, rows=MOST_IN_ONE_FILE + 100)
    of_first = [step for step in steps if step.index == "edition_first_of_file"]
    assert [step.kind for step in of_first] == ["Index Only Scan"]
    assert sum(step.rows for step in of_first) < 2 * 15
