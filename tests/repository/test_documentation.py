"""The documents name every command and every variable that an operator can use."""

import ast
import re
from collections.abc import Container
from pathlib import Path

import pytest
from django.core.management import find_commands

from tests.repository.project import CODE, ROOT, own_apps, read, sources

COMMANDS = sorted(
    name for config in own_apps() for name in find_commands(str(Path(config.path, "management")))
)
OWN_PATH = re.compile(
    r"`((?:articles|checks|comments|docs|newsportal|previews|static|templates|tests)/[\w./-]*)`"
)
READERS = {"str", "bool", "int", "float", "list", "path", "url", "db_url", "json", "get", "getenv"}


def environment_variables() -> set[str]:
    """Names that the code reads from the environment, by `env.…` or by `os.environ`."""
    found: set[str] = set()
    for path in sources(*CODE, suffix=".py"):
        module = ast.parse(path.read_text(encoding="utf-8"))
        constants = {
            ast.unparse(target): node.value
            for node in module.body
            if isinstance(node, ast.Assign)
            for target in node.targets
        }
        names = [constants.get(ast.unparse(name), name) for name in _names_read(module)]
        found |= {ast.literal_eval(name) for name in names if isinstance(name, ast.Constant)}
    return found


def _names_read(module: ast.Module) -> list[ast.expr]:
    """The first arguments of calls that read the environment, directly or by a function here."""
    own_readers = {
        function.name
        for function in module.body
        if isinstance(function, ast.FunctionDef) and function.args.args
        if any(
            ast.unparse(name) == function.args.args[0].arg
            for name in map(_name_read_by, ast.walk(function))
            if name
        )
    }
    names = [_name_read_by(node, own_readers) for node in ast.walk(module)]
    return [name for name in names if name]


def _name_read_by(node: ast.AST, own_readers: Container[str] = ()) -> ast.expr | None:
    if not isinstance(node, ast.Call) or not node.args:
        return None
    called, _, method = ast.unparse(node.func).rpartition(".")
    reads = method in READERS if called in {"env", "os.environ", "os"} else method in own_readers
    return node.args[0] if reads else None


def test_variables_are_found_in_the_code():
    read_in_each_way = {"SECRET_KEY", "PORT", "NEWSPORTAL_EMBEDDED_POSTGRES_FSYNC"}

    assert read_in_each_way <= environment_variables()


def test_every_environment_variable_is_documented():
    documented = set(re.findall(r"`([A-Z][A-Z_]+)`", read("docs/operating.md")))

    assert not environment_variables() - documented


@pytest.mark.parametrize("name", COMMANDS)
def test_every_management_command_is_documented(name):
    documents = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    text = "\n".join(document.read_text(encoding="utf-8") for document in documents)

    assert re.search(rf"manage\.py {name}\b", text)


def test_every_file_that_a_document_names_exists():
    named = {
        (document.name, path)
        for document in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
        for path in re.findall(OWN_PATH, document.read_text(encoding="utf-8"))
    }

    assert named
    assert not {(document, path) for document, path in named if not (ROOT / path).exists()}


def test_every_decision_is_listed_and_has_its_four_parts():
    records = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
    index = read("docs/adr/README.md")

    assert [record.name[:5] for record in records] == [
        f"{number:04}-" for number in range(1, len(records) + 1)
    ]
    for record in records:
        text = record.read_text(encoding="utf-8")
        title = text.splitlines()[0].removeprefix(f"# {record.name[:4]}: ")
        assert f"| [{record.name[:4]}]({record.name}) | {title} |" in index
        assert re.search(r"^Status: ", text, re.MULTILINE)
        assert re.findall(r"^## (.+)$", text, re.M) == ["Context", "Decision", "Consequences"]
