from checks import sizes


def function(lines: int) -> str:
    return "def long_one():\n" + "    pass\n" * (lines - 1)


def test_a_file_at_the_limit_passes(make_tree):
    tree = make_tree({"a.py": "x = 1\n" * 300, "static/a.css": "\n" * 300})

    assert list(sizes.find_problems(tree)) == []


def test_a_file_over_the_limit_is_named_with_its_length(make_tree):
    tree = make_tree({"static/a.css": "\n" * 301})

    (problem,) = sizes.find_problems(tree)

    assert str(problem) == "static/a.css:301: 301 lines, at most 300 allowed. Split it by subject."


def test_a_function_at_the_limit_passes(make_tree):
    tree = make_tree({"a.py": function(40)})

    assert list(sizes.find_problems(tree)) == []


def test_a_function_over_the_limit_is_named_with_its_line(make_tree):
    tree = make_tree({"tests/a.py": "x = 1\n\n\n" + function(41)})

    (problem,) = sizes.find_problems(tree)

    assert (problem.path, problem.line) == ("tests/a.py", 4)
    assert problem.message == "long_one has 41 lines, at most 40 allowed"


def test_methods_and_asynchronous_functions_count(make_tree):
    method = "class A:\n    async def long_one(self):\n" + "        pass\n" * 40
    tree = make_tree({"a.py": method})

    assert [problem.line for problem in sizes.find_problems(tree)] == [2]


def test_migrations_may_be_long(make_tree):
    tree = make_tree({"articles/migrations/0001_start.py": function(400)})

    assert list(sizes.find_problems(tree)) == []


def test_documents_and_lock_files_may_be_long(make_tree):
    tree = make_tree({"README.md": "\n" * 400, "requirements.txt": "\n" * 4000})

    assert list(sizes.find_problems(tree)) == []


def test_a_source_that_is_not_text_is_left_to_the_other_linters(make_tree):
    tree = make_tree({"a.py": ""})
    (tree.root / "a.py").write_bytes(b"\xff")

    assert list(sizes.find_problems(tree)) == []
