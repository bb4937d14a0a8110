import pytest

from articles.rendering import render
from tests.makers import (
    make_article,
    make_mention,
    make_organisation,
    make_person,
)

pytestmark = pytest.mark.django_db


def test_subheads_get_anchors_that_are_unique_and_free():
    article = make_article(
        body="<h2>The deal</h2><p>a</p><h2>The deal</h2><p>b</p><h3>Comments</h3><p>c</p><h2>…</h2>"
    )
    rendered = render(article)
    assert [row["id"] for row in rendered.subheads] == [
        "the-deal",
        "the-deal-2",
        "comments-2",
        "part",
    ]
    assert '<h2 id="the-deal-2">The deal</h2>' in rendered.body_html


def test_only_the_first_mention_is_linked():
    person = make_person(name="Ales Bialiatski", slug="ales-bialiatski")
    article = make_article(body="<p>Ales Bialiatski said. Ales Bialiatski left.</p>")
    make_mention(article, person)
    link = '<a class="mention" href="/people/ales-bialiatski/">Ales Bialiatski</a>'
    assert render(article).body_html == f"<p>{link} said. Ales Bialiatski left.</p>"


def test_other_names_are_linked_too_and_the_first_in_the_text_wins():
    person = make_person(name="Alexander Lukashenko", slug="alexander-lukashenko")
    person.names.create(name="Lukashenko")
    article = make_article(body="<p>Lukashenko's move. Alexander Lukashenko said.</p>")
    make_mention(article, person)
    html = render(article).body_html
    assert html.startswith(
        '<p><a class="mention" href="/people/alexander-lukashenko/">Lukashenko</a>'
    )
    assert html.count("<a ") == 1


def test_links_stay_out_of_subheads_and_other_links():
    boeing = make_organisation(name="Boeing", slug="boeing")
    article = make_article(
        body='<h2>Boeing</h2><p><a href="/x/">Boeing</a> and <em>Boeing</em> again</p>'
    )
    make_mention(article, boeing)
    assert '<em><a class="mention" href="/organisations/boeing/">Boeing</a></em> again' in (
        render(article).body_html
    )
    assert render(article).body_html.count('class="mention"') == 1


def test_several_mentions_in_one_piece_of_text_keep_every_word():
    people = [make_person(name=name) for name in ("Ann Lee", "Bo Kim", "Cy Moe")]
    article = make_article(body="<p>x <em>y</em> Ann Lee, Bo Kim and Cy Moe met.</p>")
    for person in people:
        make_mention(article, person)
    rendered = render(article)
    assert rendered.plain_text == "x y Ann Lee, Bo Kim and Cy Moe met."
    assert rendered.body_html.count('class="mention"') == 3


def test_a_disputed_mention_links_to_the_note_and_asserts_nobody():
    francis = make_person(name="Pope Francis")
    leo = make_person(name="Pope Leo XIV")
    article = make_article(body="<p>Asked by Pope Francis (or Pope Leo, who knows).</p>")
    make_mention(
        article, francis, leo, phrase="Pope Francis (or Pope Leo, who knows)", certainty="disputed"
    )
    rendered = render(article)
    assert (
        '<a class="mention" href="#subject-1">Pope Francis (or Pope Leo, who knows)</a>'
        in rendered.body_html
    )
    assert rendered.subjects[0]["label"] == "Pope Francis or Pope Leo XIV"
    assert [one["name"] for one in rendered.subjects[0]["candidates"]] == [
        "Pope Francis",
        "Pope Leo XIV",
    ]


def test_a_name_that_two_mentioned_people_bear_is_not_linked_to_either():
    first, second = make_person(name="Jo Smith"), make_person(name="Al Smith")
    for person in (first, second):
        person.names.create(name="Smith")
    article = make_article(body="<p>Smith said. Al Smith said.</p>")
    make_mention(article, first)
    make_mention(article, second)
    assert render(article).body_html == (
        f'<p>Smith said. <a class="mention" href="{second.get_absolute_url()}">Al Smith</a> said.</p>'
    )


def test_the_dateline_opens_the_first_paragraph():
    person = make_person(name="Ann Lee", slug="ann-lee")
    article = make_article(dateline="Minsk, Belarus", body="<p>Ann Lee has spoken.</p><p>More.</p>")
    make_mention(article, person)
    rendered = render(article)
    assert rendered.body_html == (
        '<p><span class="dateline">Minsk, Belarus</span> – '
        '<a class="mention" href="/people/ann-lee/">Ann Lee</a> has spoken.</p><p>More.</p>'
    )
    assert rendered.plain_text == "Minsk, Belarus\nAnn Lee has spoken.\nMore."


@pytest.mark.parametrize("body", ["<h2>Subhead</h2><p>Text.</p>", "<ul><li>Listed</li></ul>"])
def test_a_text_that_opens_otherwise_has_the_dateline_on_a_line_of_its_own(body):
    rendered = render(make_article(dateline="Minsk", body=body))
    opening = '<p><span class="dateline">Minsk</span></p>'
    assert rendered.body_html.startswith(opening)
    assert rendered.body_html.removeprefix(opening).startswith(body[:3])


def test_the_summary_is_the_standfirst_or_the_first_sentence():
    assert render(make_article(standfirst="Stand first.")).summary == "Stand first."
    article = make_article(body="<p>One sentence. Another one.</p>")
    assert render(article).summary == "One sentence."
    headed = make_article(body="<h2>Subhead</h2><p>Text.</p>")
    assert render(headed).summary == "Text."
    assert render(make_article(body="Loose text")).summary == "Loose text"
    long = render(make_article(body=f"<p>{'word ' * 200}</p>")).summary
    assert len(long) == 300
    assert long.endswith("…")


def test_bylines_are_grouped_by_role_in_printed_order():
    article = make_article()
    ann, bo, cy = (make_person(name=name) for name in ("Ann", "Bo", "Cy"))
    article.bylines.create(person=cy, role="photos_by", position=0)
    article.bylines.create(person=bo, role="by", position=2)
    article.bylines.create(person=ann, role="by", position=1)
    rows = render(article).bylines
    assert [(row["label"], [one["name"] for one in row["people"]]) for row in rows] == [
        ("By", ["Ann", "Bo"]),
        ("Photos by", ["Cy"]),
    ]


def test_text_outside_of_paragraphs_is_one():
    rendered = render(make_article(body="Loose <strong>words</strong> here"))
    assert rendered.body_html == "<p>Loose <strong>words</strong> here</p>"
