"""Files that are damaged, dangerous, or of stories that are not here: nothing is stored by halves."""

import pytest

from comments.exchange import importing, staging, storing
from comments.models import Comment, CommentOrigin
from tests.comments.exchange.running import (
    FILES,
    bring_in,
    bring_in_partly,
    changed_file,
    make_bridge,
)
from tests.makers import make_article, make_edition

pytestmark = pytest.mark.django_db
DISQUS = FILES / "disqus.xml"
BOMB = """<!DOCTYPE lol [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>"""
OUTSIDE = """<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>"""


@pytest.mark.parametrize("declared", [BOMB, OUTSIDE])
def test_entities_are_refused_before_they_are_read(tmp_path, declared):
    make_bridge()
    file = changed_file("disqus.xml", tmp_path, ("<disqus ", f"{declared}\n<disqus "))

    said = bring_in_partly(file, code=2)

    assert f"{file}:2: The file declares a document type" in said
    assert not Comment.objects.exists()


def test_a_file_that_ends_in_the_middle_stores_nothing(tmp_path):
    make_bridge()
    file = tmp_path / "half.xml"
    file.write_text(DISQUS.read_text()[:-400])

    said = bring_in_partly(file, code=2)

    assert f"{file}:" in said
    assert "The XML can't be read here: " in said
    assert said.endswith("Nothing was stored.")
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7", "no export of comments that can be read"),
        (b"<html><body>", "no export of comments that can be read"),
        (b"", "no export of comments that can be read"),
        (b"\x1f\x8b\x08\x00damaged", "The compressed file is damaged"),
        (b'{"format": "newsportal-comments", "version": 2}\n', "The first line must be"),
        (b"<disqus>" + b"<a>" * 200, "nested too deeply"),
    ],
)
def test_what_is_no_such_file_is_refused(tmp_path, content, words):
    file = tmp_path / "file"
    file.write_bytes(content)

    assert words in bring_in_partly(file, code=2)


def test_a_missing_file_is_named(tmp_path):
    assert "Check the path." in bring_in_partly(tmp_path / "none.xml", code=2)


def test_a_story_that_is_not_here_is_named_with_the_line_for_a_map():
    said = bring_in_partly(DISQUS)

    address = "http://old.example.org/2025/bridge.html"
    assert f"{DISQUS}:15: 5 comments on “{address}”, which no story here matches." in said
    assert f"{address},/the/address/here/ (or “{address},-” to leave them out)" in said
    assert "5 without a story here" in said
    assert not Comment.objects.exists()


@pytest.mark.parametrize("old", ["http://old.example.org/2025/bridge.html", "700", "story-17"])
def test_a_map_names_the_story_by_address_key_or_name(tmp_path, old):
    make_bridge()
    other = make_edition(slug="another-name").article
    file = tmp_path / "map.csv"
    file.write_text(f"# old,new\n{old},{other.editions.get().path}\n")

    assert "5 new" in bring_in(DISQUS, "--map", str(file))
    assert set(Comment.objects.values_list("thread_id", flat=True)) == {other.pk}


def test_a_map_can_leave_a_conversation_out(tmp_path):
    make_bridge()
    file = tmp_path / "map.csv"
    file.write_text("story-17,-\n")

    assert "0 new" in bring_in(DISQUS, "--map", str(file))
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("story-17", "Write two things"),
        ("story-17,/nowhere/", "No story that was published here"),
        ("story-17,4711", "No story that was published here"),
    ],
)
def test_a_mistake_in_a_map_is_told_with_its_line(tmp_path, line, words):
    file = tmp_path / "map.csv"
    file.write_text(f"# old,new\n{line}\n")

    said = bring_in_partly(DISQUS, "--map", str(file), code=2)

    assert f"{file}:2: {words}" in said


def test_stories_that_share_a_slug_or_were_never_shown_match_nothing():
    make_article(slug="bridge")
    assert "5 without a story here" in bring_in_partly(DISQUS)
    make_bridge()
    make_bridge()
    assert "5 without a story here" in bring_in_partly(DISQUS)


def test_a_long_text_is_refused_with_its_remedy_and_kept_whole_on_request(tmp_path):
    make_bridge()
    long = " ".join(f"<p>{'word ' * 300}</p>" for _ in range(8))
    file = changed_file("disqus.xml", tmp_path, ("<p>First line<br>second line</p>", long))

    said = bring_in_partly(file)

    assert f"{file}:25: refused: comment disqus 901: it has 12," in said
    assert "--split-long" in said
    assert "4 new, 0 unchanged" in said
    bring_in(file, "--split-long")
    parts = Comment.objects.filter(origin__key__startswith="901").order_by("pk")
    assert [part.origin.key for part in parts] == ["901", "901#2", "901#3"]
    assert "".join(part.text for part in parts).count("word") == 8 * 300
    assert parts[1].parent == parts[0]
    assert parts[2].root == parts[0]
    assert "0 new, 7 unchanged" in bring_in(file, "--split-long")


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("", "Anonymous"),
        ("...", "Anonymous"),
        ("A" * 60, "A" * 49 + "…"),
        ("An\u202ena", "Anna"),
    ],
)
def test_a_name_that_can_not_be_shown_is_replaced_and_told(tmp_path, given, shown):
    make_bridge()
    file = changed_file("disqus.xml", tmp_path, ("<name>Ben</name>", f"<name>{given}</name>"))

    said = bring_in(file)

    assert f"{file}:15: comment disqus 903: the name “{given}” is shown as “{shown}”." in said
    assert CommentOrigin.objects.get(key="903").comment.nickname == shown


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("2025-11-22T18:20:00Z", "yesterday", "“yesterday” is no time"),
        ("2025-11-22T18:20:00Z", "2999-01-01T00:00:00Z", "is still to come"),
        ('dsq:id="903"', "", "has no dsq:id"),
        ('dsq:id="903"', 'dsq:id="901"', "the file has another with this id"),
        ("I answer <b>before</b> the one whom I answer.", " ", "it has no text"),
    ],
)
def test_one_that_can_not_be_stored_is_refused_and_the_others_are_stored(tmp_path, old, new, words):
    make_bridge()
    file = changed_file("disqus.xml", tmp_path, (old, new))

    said = bring_in_partly(file)

    assert words in said
    assert "4 new" in said
    assert said.endswith("Not everything is stored; see the messages above.")


def test_an_interrupted_import_is_finished_by_running_it_again(monkeypatch):
    article = make_bridge()
    monkeypatch.setattr(staging, "BATCH", 1)
    calls = []

    def interrupted(*args, **options):
        calls.append(args)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return storing.store(*args, **options)

    with monkeypatch.context() as patch:
        patch.setattr(importing, "store", interrupted)
        with pytest.raises(KeyboardInterrupt):
            bring_in(DISQUS)
    assert Comment.objects.count() == 2

    assert "3 new, 2 unchanged" in bring_in(DISQUS)
    article.thread.refresh_from_db()
    assert article.thread.visible_count == 2
