"""`manage.py import_articles`, with real files."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.editing import record_revision
from articles.models import Article, Edition, ImportRecord, Revision
from comments.models import Comment, Thread
from newsportal.demo.loading import FOLDER, read_manifest
from newsportal.demo.subjects import load_organisations, load_people
from tests.makers import make_section

pytestmark = pytest.mark.django_db

SEED = FOLDER / "articles" / "belarusian-president-pardons-31-ukrainians.txt"
SUBJECTS = [
    "Alexander Lukashenko",
    "Natalia Eismont",
    "Donald Trump",
    "Belavia",
    "Boeing",
    "Andrey Yukhnevich",
    "Heinrich Okolovich",
    "Pope Francis or Pope Leo XIV",
    "Viasna Human Rights Centre",
    "Ales Bialiatski",
    "Maria Kalesnikava",
]


@pytest.fixture(autouse=True)
def politics():
    return make_section(slug="politics", name="Politics")


def run(*arguments, **options):
    """Run the command and return what it printed; errors go to `options["stderr"]`."""
    out = StringIO()
    call_command(
        "import_articles", *map(str, arguments), "--section", "politics", stdout=out, **options
    )
    return out.getvalue()


def state():
    """Everything that an import may touch."""
    return {
        model.__name__: list(model._default_manager.order_by("pk").values())
        for model in (Article, Revision, Edition, ImportRecord, Thread, Comment)
    }


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text("Headline\nMinsk – Text.\n1 Comment\nAnn\nHello.\n", encoding="utf-8")
    return path


def test_the_seed_is_understood_and_published():
    manifest = read_manifest()
    load_organisations(manifest["organisations"])
    load_people(manifest["people"])
    said = run(SEED, "--publish", "--published-at", "2025-11-22T18:00+00:00")
    assert "created, published 22 November 2025, 18:00 (UTC)" in said
    assert "headline    Belarusian President Pardons 31 Ukrainians" in said
    assert "dateline    Minsk, Belarus" in said
    assert "text        7 paragraphs" in said
    assert "comments    7 read, 7 new" in said
    assert (
        "unclear     Pope Francis or Pope Leo XIV: “Pope Francis (or Pope Leo, depending on" in said
    )
    edition = Edition.objects.get()
    assert edition.path == "/politics/2025/11/22/belarusian-president-pardons-31-ukrainians/"
    assert [row["label"] for row in edition.subjects] == SUBJECTS
    assert [row["text"] for row in edition.subheads] == [
        "Diplomatic Context and US Involvement",
        "Nature of Offenses and Broader Prisoner Releases",
        "Ongoing Concerns Regarding Political Prisoners",
    ]
    names = Comment.objects.oldest_first().values_list("nickname", flat=True)
    assert list(names) == [
        "Bella Ciao",
        "Mariposa",
        "Africa",
        "Muchacho",
        "Comandante",
        "Africa",
        "Habibi",
    ]


def test_every_sentence_of_the_seed_is_in_the_edition_once():
    run(SEED, "--publish")
    edition = Edition.objects.get()
    lines = SEED.read_text(encoding="utf-8").splitlines()
    body = lines[1 : lines.index("7 Comments")]
    body[0] = body[0].removeprefix("Minsk, Belarus – ")
    assert edition.plain_text.split("\n") == ["Minsk, Belarus", *body]


def test_the_same_file_twice_changes_nothing(story):
    run(story, "--publish")
    before = state()
    assert run(story, "--publish") == f"{story}: unchanged\n"
    assert state() == before


def test_a_dry_run_reports_the_same_and_stores_nothing(story):
    said = run(story, "--publish", "--dry-run")
    assert "1 read, 1 new" in said
    assert "Dry run: nothing was stored." in said
    assert not any(state().values())


def test_without_publish_it_is_a_draft_and_the_comments_wait(story):
    said = run(story)
    assert "created, a draft" in said
    assert "1 read; they are stored when the article is published (--publish)" in said
    assert not Edition.objects.exists()
    said = run(story, "--publish")
    assert "unchanged, published" in said
    assert Comment.objects.count() == 1


def test_a_changed_file_of_a_published_article_is_an_update(story):
    run(story, "--publish")
    story.write_text("Headline\nMinsk – Better text.\n1 Comment\nAnn\nHello.\n", encoding="utf-8")
    assert "changed, published" in run(story, "--publish")
    assert [edition.kind for edition in Edition.objects.order_by("number")] == ["first", "update"]
    assert Comment.objects.count() == 1


def test_a_readers_words_are_not_rewritten_by_a_changed_file(story):
    run(story, "--publish")
    story.write_text("Headline\nText.\n1 Comment\nAnn\nOther words.\n", encoding="utf-8")
    assert "0 new, 1 differ from what is stored and were left alone" in run(story, "--publish")
    story.write_text("Headline\nNew text.\n", encoding="utf-8")
    run(story, "--publish")
    assert Comment.objects.get().text == "Hello."


def test_a_time_without_offset_is_the_newsrooms(story, settings):
    settings.TIME_ZONE = "Europe/Minsk"
    run(story, "--publish", "--published-at", "2025-11-22T18:00")
    assert Edition.objects.get().published_at == datetime(2025, 11, 22, 15, tzinfo=UTC)


def test_a_time_in_the_future_is_a_schedule(story):
    run(story, "--publish", "--published-at", "2999-01-01T00:00+00:00")
    assert not Edition.objects.visible(at=datetime.now(UTC)).exists()
    assert run(story, "--publish") == f"{story}: unchanged\n"


def test_a_folder_gives_its_text_files_in_order(tmp_path, story):
    (tmp_path / "another.txt").write_text("Another\nText.", encoding="utf-8")
    (tmp_path / "notes.md").write_text("Not an article", encoding="utf-8")
    said = run(tmp_path)
    assert said.index("another.txt: created") < said.index("story.txt: created")
    assert Article.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"H\nText.\n2 Comments\nAnn\nHi.", ":3: The line announces 2 comments, but 1 follow"),
        (b"Headline", ":1: The body is empty."),
        (b"H\nText \xff.", ":2: The byte 0xff is not UTF-8."),
        (b"H\nText\x00.", ":2: There is a NUL character."),
        (b"H\nText.\n1 Comment\n\n...\nHi.", ":5: Comment 1: "),
        (None, "No such file or directory. Check the path."),
    ],
    ids=["count", "body", "encoding", "NUL", "name", "missing"],
)
def test_a_refused_file_names_place_and_reason_and_stores_nothing(
    tmp_path, story, content, message
):
    bad = tmp_path / "a-bad-one.txt"
    if content is not None:
        bad.write_bytes(content)
    errors = StringIO()
    with pytest.raises(CommandError, match=r"1 of 2 files refused") as failed:
        run(bad, story, "--publish", stderr=errors)
    assert failed.value.returncode == 1
    assert f"{bad}" in errors.getvalue()
    assert message in errors.getvalue()
    assert list(Article.objects.values_list("headline", flat=True)) == ["Headline"]


def test_the_newsrooms_changes_are_kept(story):
    run(story)
    article = Article.objects.get()
    article.headline = "Ours"
    article.save()
    record_revision(article, by=None)
    story.write_text("Headline\nOther text.", encoding="utf-8")
    errors = StringIO()
    with pytest.raises(CommandError, match="1 of 1 files refused"):
        run(story, stderr=errors)
    assert "the newsroom has edited “Ours” since" in errors.getvalue()
    article.refresh_from_db()
    assert article.headline == "Ours"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["x.txt", "--section", "sports"], r"no section 'sports'\. There are: politics\."),
        (
            ["x.txt", "--section", "politics", "--published-at", "2025-11-22T18:00"],
            "give --publish",
        ),
        (
            ["x.txt", "--section", "politics", "--publish", "--published-at", "soon"],
            "no date and time",
        ),
        (
            ["x.txt", "--section", "politics", "--publish", "--published-at", "2025-13-40T99:00"],
            "no date",
        ),
        (["x.txt"], "--section"),
    ],
    ids=["section", "time alone", "no time", "bad time", "no section"],
)
def test_wrong_arguments_are_explained(arguments, message):
    with pytest.raises(CommandError, match=message):
        call_command("import_articles", *arguments)


def test_an_empty_folder_is_said_to_be_empty(tmp_path):
    with pytest.raises(CommandError, match=r"no \.txt file"):
        run(tmp_path)


def test_without_any_section_the_remedy_is_named(politics, story):
    politics.delete()
    with pytest.raises(CommandError, match=r"There is none yet\. Add it in the admin"):
        run(story)
