import pytest

from checks import links


@pytest.mark.parametrize(
    "line",
    [
        "[the guide](docs/guide.md)",
        "[its part](docs/guide.md#first-steps-in-short)",
        "[the folder](docs)",
        "[here](#this-readme)",
        '![a picture](docs/picture.png "With a title")',
        "[outside](https://example.org/missing.md)",
        "[mail](mailto:editor@example.org)",
        "`[code](missing.md)`",
        "[by name]: docs/guide.md",
    ],
)
def test_a_link_that_resolves_passes(make_tree, line):
    tree = make_tree(
        {
            "README.md": f"# This `README`\n\n{line}\n",
            "docs/guide.md": "# Guide\n\n## First steps, in short\n",
            "docs/picture.png": "",
        }
    )

    assert list(links.find_problems(tree)) == []


@pytest.mark.parametrize(
    "target",
    ["guide.md", "docs/guide.md#missing", "#missing", "docs/picture.jpg", "../outside.md"],
)
def test_a_link_that_leads_nowhere_is_named(make_tree, target):
    tree = make_tree({"README.md": f"# Name\n\nSee [this]({target}).\n", "docs/guide.md": "# G\n"})

    (problem,) = links.find_problems(tree)

    assert str(problem) == (
        f"README.md:3: the link to {target} leads nowhere. Correct the path or the heading."
    )


def test_a_link_is_read_from_the_folder_of_its_document(make_tree):
    tree = make_tree(
        {"docs/adr/0001.md": "[up](../guide.md)\n[no](guide.md)\n", "docs/guide.md": ""}
    )

    assert [problem.line for problem in links.find_problems(tree)] == [2]


def test_a_block_of_code_holds_no_links(make_tree):
    tree = make_tree(
        {"README.md": "```\n[a](missing.md)\n# Not a heading\n```\n[b](#not-a-heading)\n"}
    )

    assert [problem.line for problem in links.find_problems(tree)] == [5]
