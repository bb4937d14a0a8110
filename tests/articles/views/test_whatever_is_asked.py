"""Whatever is written into an address, the answer is a page and never a fault."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.articles.views.paper import make_paper

pytestmark = pytest.mark.django_db

TEXT = st.text(max_size=60) | st.sampled_from(
    [
        "9999-12-31T23:59:59.999999Z~9223372036854775807",
        "0001-01-01T00:00:00Z~0",
        "9999-12-30",
        "0001-01-02",
        "2025-11-22T18:00:00Z~1",
        "2025-11-22T18:00:00Z",
        "2025-11-22T19:00:00+01:00",
        "ada-lovelace",
        "2",
        "50",
        '"',
        "a or b or -c",
        "\\",
        "%",
        "\x00",
    ]
)
MANY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
# What has one spelling, to which others lead.
LEADING = {"at", "before", "from"}
PAGES = [
    "front",
    "section",
    "article",
    "history",
    "person",
    "organisation",
    "people",
    "organisations",
    "archive",
    "day",
    "empty search",
]


@MANY
@given(data=st.data())
def test_any_query_string_is_answered(paper, data):
    address = paper.addresses[data.draw(st.sampled_from(PAGES))]
    parameters = data.draw(
        st.dictionaries(
            st.sampled_from(["at", "before", "after", "from", "to", "q", "page", "x"]), TEXT
        )
    )

    response = Client().get(address, parameters)

    assert response.status_code in ({200, 301, 404} if LEADING & parameters.keys() else {200, 404})
    assert not response.cookies


@MANY
@given(parts=st.lists(TEXT, max_size=6), slash=st.booleans())
def test_any_path_is_answered(paper, parts, slash):
    path = "/" + "/".join(parts) + ("/" if slash else "")

    response = Client().get("/", PATH_INFO=path.encode("utf-8", "replace").decode("latin-1"))

    assert response.status_code in {200, 301, 404}
    assert response.headers.get("Location", "/").startswith("/")
    assert not response.headers.get("Location", "/").startswith("//")


@pytest.fixture
def paper(db):
    return make_paper()
