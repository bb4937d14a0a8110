"""A page has the characters that Jinja2 itself would have written, whatever is shown and wherever."""

from typing import Any

import pytest
from django.template import engines
from django.utils.functional import lazystr
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

from newsportal.escaping import escaped
from newsportal.page_code import PageCode
from newsportal.templating import environment

SPECIAL = "&<>'\""


class Text(str):
    """A text of another kind, which is not safe because of it."""

    __slots__ = ()


class Safe(Markup):
    """Markup of another kind."""

    __slots__ = ()


class Number(int):
    """A number that is shown as somebody else decides."""

    def __str__(self) -> str:
        return "<&>"


class Drawn:
    """An object that says how it is shown in HTML."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __html__(self) -> str:
        return f"<b>{self.text}</b>"

    def __str__(self) -> str:
        return self.text


class Named:
    """An object that is shown by its name, which may be anything."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text


texts = st.text(st.sampled_from(SPECIAL) | st.characters(codec="utf-8"))
values = st.one_of(
    texts,
    *(texts.map(kind) for kind in (Text, Markup, Safe, SafeString, Drawn, Named, lazystr)),
    st.none() | st.booleans() | st.integers() | st.floats() | st.just(Number(1)),
    st.lists(texts | texts.map(Markup), max_size=3),
    st.just(gettext_lazy("Yes")),
)

# Every place in which a template shows something, and every way in which what was shown becomes a value.
EVERYWHERE = """
{%- macro shown(value) %}{{ value }}{% endmacro %}
{%- macro around(value) %}<i>{{ caller(value) }}</i>{{ value }}{% endmacro %}
{%- set whole %}{{ value }} & {{ value|string }}{% endset %}
{%- block start %}<{{ value }}>{% endblock %}
{{ self.start() }} {{ shown(value) }} {{ shown(shown(value)) }} {{ whole }}
{% call(inner) around(value) %}{{ inner }}{{ value }}{% endcall %}
{% filter upper %}{{ value }}{% endfilter %}
{{ value ~ "<" ~ value ~ 1 }} {{ (value ~ "&")|length }} {{ shown(value) ~ value }}
{{ value|e }} {{ value|e|e }} {{ value|forceescape }} {{ value|string|upper }} {{ value|safe }}
{{ [value, value]|join("<") }} {{ {"<": value}|xmlattr }} {{ value if value else "<" }}
{% for one in [value, value] %}{{ loop.index }}{{ one }}{{ loop.last }}{% endfor %}
{% autoescape false %}{{ value }}{{ shown(value) }}{% endautoescape %}
"""


@pytest.fixture(scope="module", params=[EVERYWHERE, "{{ value }}"], ids=["everywhere", "alone"])
def both(request):
    """The same template as our engine compiles it, and as Jinja2 does by itself."""
    ours, theirs = environment(), environment()
    theirs.code_generator_class = CodeGenerator
    return ours.from_string(request.param), theirs.from_string(request.param)


@given(value=values)
def test_page_is_the_same_as_that_of_jinja2_byte_for_byte(both, value):
    ours, theirs = (template.render({"value": value}) for template in both)

    assert ours == theirs


@given(value=values)
def test_characters_are_those_of_markupsafe(value):
    assert str(escaped(value)) == str(escape(value))


@pytest.mark.parametrize("character", SPECIAL)
def test_no_character_with_a_meaning_stays(character):
    assert escaped(f"a{character}{character}b") == f"a{escape(character) * 2}b"


def test_what_was_joined_is_markup_that_nobody_escapes_again():
    template = environment().from_string("{% macro shown(value) %}{{ value }}{% endmacro %}")
    module: Any = template.module

    assert module.shown("<") == Markup("&lt;")
    assert isinstance(module.shown("<"), Markup)


def test_every_page_is_compiled_with_it():
    made: Environment = vars(engines["jinja2"])["env"]

    assert made.code_generator_class is PageCode
    assert "\nfrom newsportal.escaping import escaped as escape\n" in made.compile("", raw=True)
