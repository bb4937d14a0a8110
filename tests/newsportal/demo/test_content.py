"""The demo newspaper's files keep the rules that its loader and its readers rely on."""

import datetime
import re
import tomllib
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

DEMO = Path(__file__).resolve().parents[3] / "newsportal" / "demo"
MANIFEST = tomllib.loads((DEMO / "newspaper.toml").read_text(encoding="utf-8"))
ARTICLES = {article["file"]: article for article in MANIFEST["articles"]}
SEED = "articles/belarusian-president-pardons-31-ukrainians.txt"
SEED_NAMES = {
    "alexander-lukashenko",
    "natalia-eismont",
    "donald-trump",
    "andrey-yukhnevich",
    "heinrich-okolovich",
    "ales-bialiatski",
    "maria-kalesnikava",
    "pope-francis",
    "pope-leo-xiv",
    "belavia",
    "boeing",
    "viasna",
}
KINDS = {
    *("state", "international", "company", "charity", "media", "party"),
    *("university", "club", "other"),
}
COMMENTS_LINE = re.compile(r"(\d+) Comments?")
DATELINE = re.compile(r"[^–,]{2,40}, [^–,]{2,40} – ")
CLOSING = tuple(".!?:;,…”’'\"")
TITLES = {
    *("President", "Chancellor", "Governor", "Archbishop", "Cardinal", "Senator", "King"),
    *("Pope", "Prime", "Minister", "Secretary", "Lord", "Lady", "Sir", "Judge", "The"),
}


def text_of(file):
    return (DEMO / file).read_text(encoding="utf-8")


def split(file):
    """Headline, body lines and comment lines of one text, by the form's plain rules."""
    lines = text_of(file).split("\n")
    marks = [number for number, line in enumerate(lines) if COMMENTS_LINE.fullmatch(line)]
    assert len(marks) <= 1, f"{file}: more than one line of the form 'N Comments'"
    end = marks[0] if marks else len(lines)
    return lines[0], lines[1:end], lines[end:]


def is_subhead(line):
    return len(line) <= 80 and not line.endswith(CLOSING)


def names_of(row):
    return [row["name"], *row.get("names", [])]


def occurrences(name, text, flags=0):
    """Every place where a name stands as whole words."""
    return list(re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, flags))


def subjects():
    return [*MANIFEST["people"], *MANIFEST["organisations"]]


def staff():
    roles = ("byline", "photos_by", "translated_by")
    articles = ARTICLES.values()
    return {slug for article in articles for role in roles for slug in article.get(role, [])}


def without_comments(file):
    headline, body, _ = split(file)
    return "\n".join([headline, *body])


CORPUS = {file: without_comments(file) for file in ARTICLES}


@pytest.fixture(params=sorted(ARTICLES), ids=lambda file: Path(file).stem[:40])
def file(request):
    return request.param


def test_the_newspaper_has_a_name_a_motto_and_six_sections():
    assert MANIFEST["newspaper"]["name"]
    assert MANIFEST["newspaper"]["motto"]
    slugs = [section["slug"] for section in MANIFEST["sections"]]
    assert slugs == ["politics", "world", "science", "business", "culture", "sport"]
    assert all(section["name"] and section["description"] for section in MANIFEST["sections"])


def test_every_text_is_in_the_manifest_once_and_every_section_is_filled():
    on_disk = {f"articles/{path.name}" for path in (DEMO / "articles").iterdir()}
    assert set(ARTICLES) == on_disk
    assert len(ARTICLES) == len(MANIFEST["articles"]) >= 41
    per_section = Counter(article["section"] for article in ARTICLES.values())
    assert set(per_section) == {section["slug"] for section in MANIFEST["sections"]}
    assert all(6 <= count <= 8 for count in per_section.values()), per_section


def test_a_text_has_no_blank_line_and_no_stray_character(file):
    text = text_of(file)
    lines = text.split("\n")
    assert all(line == line.strip() and line for line in lines)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\ufeff\ufffd]", text)


def test_a_body_is_a_headline_then_subheads_that_each_have_a_paragraph(file):
    headline, body, _ = split(file)
    assert is_subhead(headline) or len(headline) > 80
    assert not headline.endswith(".")
    assert len(body) >= 3
    subheads = [number for number, line in enumerate(body) if is_subhead(line)]
    assert 0 not in subheads
    assert len(body) - 1 not in subheads
    assert not {number + 1 for number in subheads} & set(subheads)
    assert all(line.endswith((".", "”", "!", "?")) for line in body if not is_subhead(line))


def test_a_body_has_the_length_of_a_short_article(file):
    words = sum(len(line.split()) for line in split(file)[1])
    assert 60 <= words <= 460


def test_exactly_one_article_opens_without_a_dateline():
    without = [file for file in ARTICLES if not DATELINE.match(split(file)[1][0])]
    assert len(without) == 1


def test_lengths_vary_from_three_paragraphs_and_one_headline_is_long():
    bodies = {file: split(file)[1] for file in ARTICLES}
    assert min(len(body) for body in bodies.values()) == 3
    subheads = {sum(map(is_subhead, body)) for body in bodies.values()}
    assert {0, 1, 2, 3} <= subheads
    assert max(len(split(file)[0]) for file in ARTICLES) > 120


def test_comments_come_in_pairs_and_are_as_many_as_their_line_says(file):
    _, _, comments = split(file)
    if not comments:
        return
    count = int(COMMENTS_LINE.fullmatch(comments[0])[1])
    assert comments[0] == f"{count} Comment{'s' if count > 1 else ''}"
    assert 1 <= count <= 9
    assert len(comments) == 1 + 2 * count
    names = comments[1::2]
    assert all(len(name) <= 40 for name in names)


def test_about_a_third_of_the_articles_have_comments_in_several_scripts():
    commented = [file for file in ARTICLES if split(file)[2]]
    assert len(ARTICLES) / 4 <= len(commented) <= len(ARTICLES) / 2
    lines = "\n".join(chain.from_iterable(split(file)[2] for file in commented))
    scripts = {"Arabic": "[؀-ۿ]", "Devanagari": "[ऀ-ॿ]", "Cyrillic": "[Ѐ-ӿ]", "Greek": "[Ͱ-Ͽ]"}
    for script, letters in scripts.items():
        assert re.search(letters, lines), script
    assert "\u200d" in lines, "no emoji made of several characters"
    assert re.search(r"https://example\.org/", lines)


def test_an_article_names_the_year_in_which_it_was_published(file):
    published = ARTICLES[file]["published_at"]
    assert published.tzinfo is not None
    assert str(published.year) in re.findall(r"\b(?:18|19|20)\d\d\b", CORPUS[file])
    assert published < datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def test_every_article_of_the_past_has_a_standfirst_a_byline_and_a_source(file):
    article = ARTICLES[file]
    assert article["sources"]
    assert all(source["title"] for source in article["sources"])
    if file != SEED:
        assert 40 <= len(article["standfirst"]) <= 200
        assert article["byline"]


def test_references_of_articles_lead_somewhere(file):
    article = ARTICLES[file]
    people = {person["slug"] for person in MANIFEST["people"]}
    for role in ("byline", "photos_by", "translated_by"):
        assert set(article.get(role, [])) <= people
    pictures = {picture["file"] for picture in MANIFEST["pictures"]}
    assert {article["picture"]} <= pictures if "picture" in article else file != SEED


def test_updates_change_words_that_stand_once_in_the_text(file):
    article = ARTICLES[file]
    text, latest = text_of(file), article["published_at"]
    for update in article.get("updates", []):
        assert update["kind"] in {"minor", "update", "correction"}
        assert text.count(update["replace"]) == 1
        assert update["kind"] != "correction" or update["note"]
        assert update["at"] > latest
        text, latest = text.replace(update["replace"], update["with"]), update["at"]


def test_the_paper_has_two_corrections_and_two_updates():
    updates = chain.from_iterable(article.get("updates", []) for article in ARTICLES.values())
    kinds = Counter(update["kind"] for update in updates)
    assert kinds["correction"] == 2
    assert kinds["update"] == 2


def test_every_place_on_a_page_is_given_once():
    front = [article["placement"] for article in ARTICLES.values() if "placement" in article]
    assert sorted(front) == list(range(1, 8))
    assert ARTICLES[SEED]["placement"] == 1
    below = [row["position"] for row in ARTICLES.values() if row.get("supports") == 1]
    assert sorted(below) == [1, 2]
    leads = [article["section"] for article in ARTICLES.values() if "section_placement" in article]
    assert sorted(leads) == sorted(section["slug"] for section in MANIFEST["sections"])


def test_a_slug_belongs_to_one_row():
    for table in ("people", "organisations", "sections"):
        slugs = [row["slug"] for row in MANIFEST[table]]
        assert len(set(slugs)) == len(slugs)
        assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) for slug in slugs)


def test_a_name_belongs_to_one_row():
    names = Counter(name.casefold() for row in subjects() for name in names_of(row))
    assert [name for name, count in names.items() if count > 1] == []


def test_people_and_organisations_are_described_in_one_sentence():
    for row in subjects():
        assert 10 <= len(row["summary"]) <= 160, row["slug"]
        assert row["summary"].endswith("."), row["slug"]
    assert {row["kind"] for row in MANIFEST["organisations"]} <= KINDS


def test_every_person_and_organisation_occurs_in_a_text_or_wrote_one():
    text = "\n".join(CORPUS.values())
    silent = {
        row["slug"]
        for row in subjects()
        if not any(name in text and occurrences(name, text) for name in names_of(row))
    }
    assert silent == staff()


def test_a_name_never_occurs_as_an_ordinary_word():
    text = "\n".join(CORPUS.values())
    folded = text.casefold()
    names = [name for row in subjects() for name in names_of(row)]
    suspects = [name for name in names if folded.count(name.casefold()) != text.count(name)]
    ordinary = [
        name
        for name in suspects
        if len(occurrences(name, text, re.IGNORECASE)) != len(occurrences(name, text))
    ]
    assert ordinary == []


def test_a_bare_surname_means_one_person_wherever_it_stands():
    text = "\n".join("\n".join(split(file)[1]) for file in ARTICLES)
    for person in MANIFEST["people"]:
        own = {word for name in names_of(person) for word in name.split()}
        for alias in [name for name in person["names"] if " " not in name]:
            places = [place.start() for place in occurrences(alias, text)]
            before = [text[max(0, start - 40) : start] for start in places]
            words = {part.split()[-1].lstrip("“(") for part in before if part.endswith(" ")}
            first_names = {word for word in words if word.istitle() and word[-1].isalpha()}
            assert first_names - own - TITLES == set(), alias


def test_wikidata_numbers_are_well_formed_and_unique():
    numbers = [row["wikidata"] for row in subjects() if "wikidata" in row]
    assert len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(r"Q[1-9]\d*", number) for number in numbers)


def test_roles_name_known_organisations_and_end_after_they_start():
    organisations = {row["slug"] for row in MANIFEST["organisations"]}
    for person in MANIFEST["people"]:
        for role in person.get("affiliations", []):
            assert role["role"]
            assert "organisation" not in role or role["organisation"] in organisations
            assert "ends" not in role or role["starts"] < role["ends"]
            assert "born" not in person or "starts" not in role or person["born"] < role["starts"]


def test_the_first_article_names_exactly_its_own_people_and_organisations():
    text = text_of(SEED)
    found = {
        row["slug"]
        for row in subjects()
        if any(occurrences(name, text, re.IGNORECASE) for name in names_of(row))
    }
    assert found == SEED_NAMES
