from checks.__main__ import main
from checks.problem import Problem
from tests.checks.test_locks import DJANGO, PROJECT, PSYCOPG, PYTEST

FILES = {
    "pyproject.toml": PROJECT,
    "requirements.txt": DJANGO + PSYCOPG,
    "requirements-dev.txt": DJANGO + PSYCOPG + PYTEST,
}


def test_a_repository_in_order_is_met_with_silence(make_tree, capsys):
    tree = make_tree(FILES)

    assert main(tree.root) == 0
    assert capsys.readouterr().out == ""


def test_every_problem_is_printed_in_the_order_of_the_files(make_tree, capsys):
    tree = make_tree({**FILES, "b.md": "[b](missing.md)\n", "a.css": "\n" * 301})

    assert main(tree.root) == 1
    assert [line.split(": ")[0] for line in capsys.readouterr().out.splitlines()] == [
        "a.css:301",
        "b.md:1",
    ]


def test_a_problem_says_where_what_and_how():
    problem = Problem("a.py", 3, "it is wrong", "Put it right")

    assert str(problem) == "a.py:3: it is wrong. Put it right."
