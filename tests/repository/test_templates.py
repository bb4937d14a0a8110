"""Templates hold to the content security policy and escape what they show."""

import re

import pytest

from tests.repository.project import ROOT, sources
from tests.repository.project import TEMPLATES as FOLDERS

TEMPLATES = sources(*FOLDERS, suffix=".html")
STYLES_AND_SCRIPTS = sources("static", suffix=".css") + sources("static", suffix=".js")

# What is HTML already when it reaches the template, and who made sure that it is harmless.
MARKED_SAFE = {
    "templates/article/article.html": ["body: cleaned when the edition was rendered"],
    "templates/comments/form_alone.html": ["comment answered: escaped when it was stored"],
    "templates/comments/edit_alone.html": ["comment as it is: escaped when it was stored"],
    "templates/components/comment_form.html": ["preview: escaped when it was rendered"],
    "templates/comments/reports/form.html": ["comment reported: escaped when it was stored"],
    "templates/components/comment.html": [
        "comment: escaped when it was stored",
        "the rest of a long comment: the same",
    ],
    "templates/components/result.html": ["snippet: escaped before its words were marked"],
    "templates/mfa/totp/activate_form.html": ["totp_svg: drawn from a key by the server itself"],
}

INLINE = {
    "a script": r"<script(?![^>]*\b(?:src=|type=\"application/ld\+json\"))",
    "a style element": r"<style\b",
    "a style attribute": r"\sstyle\s*=",
    "an event attribute": r"\son[a-z]+\s*=",
    "a script as address": r"(?i:javascript:)",
    "an expression that htmx evaluates": r"\shx-(?:on\b|(?:vals|headers)=.js:)",
}


def name_of(path):
    return str(path.relative_to(ROOT))


def test_there_are_templates():
    assert TEMPLATES


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_nothing_runs_or_styles_inline(path):
    text = re.sub(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", "", path.read_text(), flags=re.DOTALL)

    assert [name for name, pattern in INLINE.items() if re.search(pattern, text)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_what_is_not_escaped_is_listed_with_its_reason(path):
    unescaped = re.findall(r"\|\s*safe(?:seq)?\b|{%-?\s*autoescape\b", path.read_text())

    assert len(unescaped) == len(MARKED_SAFE.get(name_of(path), []))


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_picture_has_a_text_instead_and_its_size(path):
    for tag in re.findall(r"<img\b.*?>(?!\})", path.read_text(), re.DOTALL):
        assert "alt=" in tag
        assert "width=" in tag
        assert "height=" in tag


@pytest.mark.parametrize("path", STYLES_AND_SCRIPTS, ids=name_of)
def test_no_script_evaluates_text(path):
    assert not re.search(r"\beval\(|new Function\(|innerHTML\s*=|document\.write", path.read_text())
