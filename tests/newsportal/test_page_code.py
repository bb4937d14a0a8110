"""What a template reads, calls and imports is what Jinja2 would read, call and import."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import pytest
from django import forms
from django.utils.functional import SimpleLazyObject
from jinja2 import DictLoader, UndefinedError
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context

from articles.models import Section
from newsportal.page_code import is_plain, plain_kinds
from newsportal.templating import environment


class Row(NamedTuple):
    name: str


@dataclass(frozen=True, slots=True)
class Record:
    name: str

    @property
    def nothing(self) -> str:
        raise AttributeError("There is nothing.")


class WrittenForm(forms.Form):
    name = forms.CharField(initial="<")


class MadeUp:
    def __getattr__(self, attribute: str) -> str:
        return f"made up: {attribute}"


VALUES = {
    "a row": Row("<"),
    "a record": Record("<"),
    "a model": Section(name="<", slug="one"),
    "items": {"name": "<"},
    "a form's field": WrittenForm(),
    "made up": MadeUp(),
    "behind a proxy": SimpleLazyObject(lambda: Row("<")),
}
READ = [
    "{{ value.name }}",
    "{% if value.name %}{{ value.name ~ '<' }}{% endif %}",
    "{% for one in [value] if one.name %}{{ one.name }}{% endfor %}",
    "{% macro shown(value, name=value.name) %}{{ name }}{% endmacro %}{{ shown(value) }}",
    "{% set kept = value.name %}{{ kept }}",
    "{{ [value][0].name }}{{ [value]|map(attribute='name')|join }}",
]


def engines() -> list[Any]:
    """Our engine, and Jinja2 without our code."""
    ours, theirs = environment(), environment()
    theirs.code_generator_class, theirs.context_class = CodeGenerator, Context
    return [ours, theirs]


@pytest.mark.parametrize("source", READ)
@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_attributes_are_read_as_jinja2_reads_them(value, source):
    ours, theirs = (engine.from_string(source) for engine in engines())
    expected = theirs.render({"value": value})

    # At first of a kind that nobody knows, and then again.
    assert [ours.render({"value": value}) for _ in range(2)] == [expected, expected]
    assert expected


def test_the_methods_of_a_mapping_come_before_its_items():
    value = {"items": 1, "name": 2, "class": 3}
    source = "{% for key, one in value.items() %}{{ key }}{% endfor %}{{ value.class }}"

    assert [engine.from_string(source).render({"value": value}) for engine in engines()] == [
        "itemsnameclass3"
    ] * 2


@pytest.mark.parametrize("value", [Row("<"), Record("<")], ids=["a row", "a record"])
@pytest.mark.parametrize("source", ["{{ value.other }}", "{{ value.nothing }}"])
def test_an_attribute_that_is_not_there_is_an_error_at_every_use(value, source):
    template = environment().from_string(source)

    for _ in range(2):
        with pytest.raises((UndefinedError, AttributeError), match=r"other|nothing"):
            template.render({"value": value})


def test_only_what_has_neither_items_nor_made_up_attributes_is_plain():
    engine = environment()
    for value in VALUES.values():
        engine.getattr(value, "name")

    assert {name for name, value in VALUES.items() if is_plain(type(value))} == {
        "a row", "a record", "a model",
    }  # fmt: skip
    assert plain_kinds >= {Row, Record, Section}
    assert not plain_kinds & {dict, WrittenForm, MadeUp, SimpleLazyObject}


@pytest.mark.parametrize("is_watched", [True, False], ids=["watched", "not watched"])
def test_changed_macros_are_imported_anew_where_files_are_watched(is_watched):
    files = {"macros.html": "{% macro one() %}1{% endmacro %}"}
    engine = environment(loader=DictLoader(files), auto_reload=is_watched)
    page = engine.from_string('{% from "macros.html" import one %}{{ one() }}')
    before = page.render({})

    files["macros.html"] = "{% macro one() %}2{% endmacro %}"

    assert [before, page.render({})] == (["1", "2"] if is_watched else ["1", "1"])


def test_what_a_template_does_not_have_is_not_imported():
    engine = environment(loader=DictLoader({"macros.html": ""}))

    with pytest.raises(UndefinedError, match="does not export the requested name 'one'"):
        engine.from_string('{% from "macros.html" import one %}{{ one() }}').render({})
