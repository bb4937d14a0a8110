"""The engine of the readers' pages escapes everything and knows every name."""

from typing import Any

import pytest
from django.template import engines
from django.template.loader import get_template
from jinja2 import Environment, UndefinedError, meta

from newsportal.templating import compile_templates
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
