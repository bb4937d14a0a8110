def test_paths_are_relative_and_in_order(make_tree):
    tree = make_tree({"b.py": "", "a/c.py": "", "a.py": ""})

    assert tree.paths == ("a.py", "a/c.py", "b.py")


def test_what_git_ignores_is_left_out(make_tree):
    tree = make_tree(
        {".gitignore": "/var/\n*.pyc\n", "var/secret": "", "a/b.pyc": "", "a/b.py": ""}
    )

    assert tree.paths == (".gitignore", "a/b.py")


def test_the_folder_of_git_is_left_out(make_tree):
    tree = make_tree({".git/config": "", "kept": ""})

    assert tree.paths == ("kept",)


def test_the_link_file_of_a_git_worktree_is_left_out(make_tree):
    tree = make_tree({".git": "gitdir: elsewhere", "kept": ""})

    assert tree.paths == ("kept",)


def test_matching_takes_several_endings(make_tree):
    tree = make_tree({"a.py": "", "b.css": "", "c.html": ""})

    assert list(tree.matching(".py", ".css")) == ["a.py", "b.css"]


def test_a_binary_file_has_no_text_and_no_lines(make_tree):
    tree = make_tree({"picture.png": ""})
    (tree.root / "picture.png").write_bytes(b"\x89PNG\xff")

    assert tree.text("picture.png") is None
    assert list(tree.lines("picture.png")) == []


def test_lines_are_numbered_from_one(make_tree):
    tree = make_tree({"a": "first\nsecond\n"})

    assert list(tree.lines("a")) == [(1, "first"), (2, "second")]
