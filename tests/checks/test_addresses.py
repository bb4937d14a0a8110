import pytest

from checks import addresses


def found(tree):
    return [(problem.path, problem.line) for problem in addresses.find_problems(tree)]


@pytest.mark.parametrize("end", ["", "/", "/django/"])
def test_the_address_of_a_package_index_is_found_anywhere(make_tree, end):
    path = "/sim" + "ple"
    tree = make_tree({"docs/a.md": f"Plain.\nFrom https://packages.example.org{path}{end}\n"})

    assert found(tree) == [("docs/a.md", 2)]


def test_a_page_whose_name_begins_like_an_index_passes(make_tree):
    tree = make_tree({"docs/a.md": "https://example.org/simplest/\n"})

    assert found(tree) == []


@pytest.mark.parametrize("folder", addresses.HOME_FOLDERS.split("|"))
def test_a_path_of_one_machine_is_found(make_tree, folder):
    tree = make_tree({"a.py": f"FOLDER = '/{folder}/somebody/x'\n"})

    assert found(tree) == [("a.py", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "/usr/bin/chromium",
        "https://example.org/home/page",
        "var/tmp/x",
        "/work-life/",
        "$(A)/tmp/x",
    ],
)
def test_a_path_that_every_machine_has_passes(make_tree, text):
    tree = make_tree({"a.py": f"x = '{text}'\n"})

    assert found(tree) == []


@pytest.mark.parametrize("path", ["pyproject.toml", "requirements.txt", "Makefile", ".ci/run"])
def test_an_address_in_a_configuration_file_is_found(make_tree, path):
    tree = make_tree({path: "a\n# https://packages.test/a.whl\n"})

    assert found(tree) == [(path, 2)]


def test_the_option_that_chooses_an_index_is_found(make_tree):
    option = "--index" + "-url"
    tree = make_tree({"requirements.txt": f"{option} somewhere\n"})

    assert found(tree) == [("requirements.txt", 1)]


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "news.example.org"])
def test_an_address_that_leads_nowhere_outside_passes(make_tree, host):
    tree = make_tree({"Makefile": f"# serves http://{host}/\n"})

    assert found(tree) == []


def test_documents_and_texts_may_name_sources(make_tree):
    tree = make_tree(
        {"docs/a.md": "https://example.org\n", "newsportal/demo/credits.toml": "https://a.org"}
    )

    assert found(tree) == []


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("templates/a.html", '<script src="https://example.org/a.js"></script>'),
        ("templates/a.html", '<img alt="" srcset="//example.org/a.webp 2x">'),
        ("templates/a.html", '<link rel="stylesheet" href="https://example.org/a.css">'),
        ("static/a.css", "body { background: url(https://example.org/a.png) }"),
        ("static/a.css", '@import "//example.org/a.css";'),
        ("static/a.js", 'import {a} from "https://example.org/a.js";'),
        ("static/a.js", "await fetch('https://example.org/a.json');"),
    ],
)
def test_what_a_page_loads_from_elsewhere_is_found(make_tree, path, line):
    tree = make_tree({path: f"\n{line}\n"})

    assert found(tree) == [(path, 2)]


@pytest.mark.parametrize(
    "line",
    [
        '<a href="https://example.org/">a source</a>',
        '<link rel="canonical" href="https://example.org/a/">',
        '<svg xmlns="http://www.w3.org/2000/svg">',
        "<img src=\"{% static 'a.png' %}\">",
    ],
)
def test_a_page_may_link_to_elsewhere(make_tree, line):
    tree = make_tree({"templates/a.html": line})

    assert found(tree) == []


def test_a_picture_is_not_read_as_text(make_tree):
    tree = make_tree({"a.png": ""})
    (tree.root / "a.png").write_bytes(b"\xff /home" + b"/me/x")

    assert found(tree) == []
