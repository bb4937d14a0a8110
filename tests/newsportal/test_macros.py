"""A macro is called as Jinja2 calls it, whatever it is given, and refuses what Jinja2 refuses."""

from typing import Any

import pytest
from jinja2 import UndefinedError
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from newsportal.macros import PageMacro
from newsportal.templating import environment

MACROS = """
{% macro nothing() %}<i>nothing</i>{% endmacro %}
{% macro three(a, b=2, c=a) %}<{{ a }},{{ b }},{{ c }}>{% endmacro %}
{% macro more(a) %}{{ a }}{{ varargs }}{{ kwargs }}{% endmacro %}
{% macro around(a=1) %}{{ a }}{{ caller(a) }}{% endmacro %}
{% macro named(caller=none) %}{{ caller(1) if caller else "alone" }}{% endmacro %}
{% macro again(a) %}{{ a }}{% if a > 0 %}{{ again(a - 1) }}{% endif %}{% endmacro %}
"""
CALLS = [
    "{{ nothing() }}",
    "{{ three(1) }}",
    "{{ three('<&>', c='\"') }}",
    "{{ three(1, 3, 4) }}",
    "{{ three(c=3, a=1) }}",
    "{{ three(none, c=false) }}",
    "{{ three(three(1), b=three('<')) }}",
    "{{ three(*[1, 2], **{'c': 4}) }}",
    "{{ more(1, 2, x='<') }}",
    "{% call(x) around() %}<{{ x }}>{% endcall %}",
    "{% call(x) around(a='<') %}{{ three(x) }}{% endcall %}",
    "{{ named() }}{% call(x) named() %}{{ x }}{% endcall %}",
    "{{ again(3) }}",
    "{% for x in [1, 2] %}{{ three(x, b=loop.index) }}{% endfor %}",
    "{% set kept = three('<') %}{{ kept }}{{ kept ~ '<' }}",
    "{% autoescape false %}{{ three('<') }}{% endautoescape %}",
]
REFUSED = [
    ("{{ three() }}", UndefinedError),
    ("{{ three(b=1) }}", UndefinedError),
    ("{{ three(1, 2, 3, 4) }}", TypeError),
    ("{{ three(1, a=2) }}", TypeError),
    ("{{ three(1, d=2) }}", TypeError),
    ("{{ three(1, 2, 3, a=4) }}", TypeError),
    ("{{ nothing(1) }}", TypeError),
    ("{{ nothing(x=1) }}", TypeError),
    ("{% call nothing() %}{% endcall %}", TypeError),
    ("{{ around() }}", UndefinedError),
]


def both(source: str) -> tuple[Any, Any]:
    """The template as our engine compiles and calls it, and as Jinja2 does by itself."""
    ours, theirs = environment(), environment()
    theirs.code_generator_class, theirs.context_class = CodeGenerator, Context
    return ours.from_string(MACROS + source), theirs.from_string(MACROS + source)


@pytest.mark.parametrize("source", CALLS)
def test_text_is_the_same(source):
    ours, theirs = both(source)

    assert ours.render({}).strip()
    assert ours.render({}) == theirs.render({})


@pytest.mark.parametrize(("source", "error"), REFUSED)
def test_what_is_refused_is_refused_in_the_same_words(source, error):
    said = []
    for template in both(source):
        with pytest.raises(error) as raised:
            template.render({})
        said.append(str(raised.value))

    assert said[0] == said[1]


def test_a_macro_is_ours_and_gives_markup_to_whoever_calls_it():
    ours, theirs = both("")

    assert type(ours.module.three) is PageMacro
    assert type(theirs.module.three) is Macro
    assert ours.module.three("<") == theirs.module.three("<") == Markup("<&lt;,2,&lt;>")
    assert isinstance(ours.module.three("<"), Markup)
