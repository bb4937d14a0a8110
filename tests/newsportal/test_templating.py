"""The engine of the readers' pages escapes everything and knows every name."""

from typing import Any

import pytest
from django.template import engines
from django.template.loader import get_template
from jinja2 import Environment, UndefinedError, meta
from jinja2.runtime import Context

from newsportal.templating import compile_templates
from newsportal.templating import environment as make_environment
from tests.repository.project import ROOT, sources

FOLDER = ROOT / "templates"
NAMES = [path.relative_to(FOLDER).as_posix() for path in sources("templates", suffix=".html")]
COMPONENTS = [name for name in NAMES if name.startswith("components/")]
MARKUP = '<b class="x">\'&'
ESCAPED = "&lt;b class=&#34;x&#34;&gt;&#39;&amp;"


@pytest.fixture
def environment() -> Environment:
    made: Environment = vars(engines["jinja2"])["env"]
    return made


def rendered(source, **context):
    return engines["jinja2"].from_string(source).render(context)


def test_what_is_shown_is_escaped():
    assert rendered("{{ text }}", text=MARKUP) == ESCAPED


@pytest.mark.parametrize("name", NAMES)
def test_every_template_is_compiled_by_the_engine_that_escapes(environment, name):
    template: Any = get_template(name)

    assert template.backend.env is environment
    assert environment.autoescape is True


def test_a_server_compiles_every_page_before_it_answers(environment):
    environment.cache.clear()

    compile_templates()

    assert {name for _, name in environment.cache} == set(NAMES)


def test_a_macro_escapes_its_arguments_once():
    macro = '{% from "components/empty.html" import empty %}'

    assert rendered(macro + "{{ empty(text) }}", text=MARKUP) == f'<p class="empty">{ESCAPED}</p>'


CALLED = {
    "a macro": "{% macro shown(x, y=2) %}{{ x }}{{ y }}{% endmacro %}{{ shown(1) }}{{ shown(1, y=3) }}",
    "a function": "{{ function(1) }}{{ function(1, y=3) }}",
    "a method": "{{ 'a'.upper() }}{{ 'a b'.split(sep='a') }}",
    "a caller": "{% macro shown() %}{{ caller(1) }}{% endmacro %}"
    "{% call(x) shown() %}{% for y in [2] %}{{ x }}{{ function(y) }}{% endfor %}{% endcall %}",
    "a block": "{% block one %}1{{ function(2) }}{% endblock %}{{ self.one() }}",
    "a loop": "{% for x in [1, [2]] recursive %}{{ x if x is number else loop(x) }}{% endfor %}",
    "a class": "{% set kept = namespace(x=1) %}{{ kept.x }}{{ range(2)|list }}",
}


@pytest.mark.parametrize("source", CALLED.values(), ids=CALLED)
def test_what_a_template_calls_is_called_as_jinja2_does(source):
    ours, theirs = make_environment(), make_environment()
    theirs.context_class = Context
    function = {"function": lambda x, y=2: f"<{x}{y}>"}

    assert ours.from_string(source).render(function) == theirs.from_string(source).render(function)


@pytest.mark.parametrize("shown", ["{{ shown(1) }}", "{% call shown(1) %}{% endcall %}"])
def test_a_macro_takes_only_what_it_names(shown):
    with pytest.raises(TypeError, match="shown"):
        rendered("{% macro shown() %}{% endmacro %}" + shown)


def test_nothing_that_templates_call_takes_the_context(environment):
    """`PageContext` would not give it."""
    assert not [one for one in environment.globals.values() if hasattr(one, "jinja_pass_arg")]


@pytest.mark.parametrize(
    "text", ["{{ missing }}", "{% if missing %}{% endif %}", "{{ x.missing }}"]
)
def test_a_name_that_nobody_gave_is_an_error(text):
    with pytest.raises(UndefinedError, match="missing"):
        rendered(text, x={})


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_knows_its_arguments_and_the_environment_alone(environment, name):
    source = (FOLDER / name).read_text(encoding="utf-8")

    assert meta.find_undeclared_variables(environment.parse(source)) <= set(environment.globals)


def test_an_address_is_quoted_to_the_last_character():
    assert rendered("{{ text|quoted }}", text="a/b&c=ü ?") == "a%2Fb%26c%3D%C3%BC%20%3F"
