import pytest

from checks import locks

PROJECT = """\
[project]
dependencies = [
    "django>=6.1,<6.2",    # the framework
    "psycopg[binary]>=3",  # the driver
]
[dependency-groups]
dev = [
    "pytest>=9",           # test runner
]
"""
DJANGO = "django==6.1.3 \\\n    --hash=sha256:aa\n    # via x\n"
PSYCOPG = (
    "psycopg==3.3.9 ; python_version > '3' \\\n    --hash=sha256:bb \\\n    --hash=sha256:cc\n"
)
PYTEST = "pytest==9.2.0 \\\n    --hash=sha256:dd\n"


@pytest.fixture
def repository(make_tree):
    """A repository in order, with the files that a test gives instead."""

    def make(**files):
        return make_tree(
            {
                "pyproject.toml": files.get("project", PROJECT),
                "requirements.txt": files.get("runtime", DJANGO + PSYCOPG),
                "requirements-dev.txt": files.get("development", DJANGO + PSYCOPG + PYTEST),
            }
        )

    return make


def messages(tree):
    return [f"{p.path}:{p.line}: {p.message}" for p in locks.find_problems(tree)]


def test_lock_files_in_order_pass(repository):
    assert messages(repository()) == []


def test_a_pin_without_hash_is_found(repository):
    tree = repository(development=DJANGO + PSYCOPG + "pytest==9.2.0\n")

    assert messages(tree) == ["requirements-dev.txt:7: 'pytest==9.2.0' has no hash"]


def test_a_line_that_is_no_pin_is_found(repository):
    tree = repository(runtime="thing @ git+ssh://example.org/thing\n" + DJANGO + PSYCOPG)

    assert messages(tree) == [
        "requirements.txt:1: 'thing @ git+ssh://example.org/thing' is not a pinned version"
    ]


def test_a_dependency_that_is_not_locked_is_found_in_both(repository):
    project = PROJECT.replace("[dependency", "# more\n[dependency").replace(
        "]\n# more", '    "Pillow>=13",  # pictures\n]\n# more'
    )

    assert messages(repository(project=project)) == [
        "pyproject.toml:5: Pillow is not in requirements.txt",
        "pyproject.toml:5: Pillow is not in requirements-dev.txt",
    ]


def test_a_locked_version_outside_the_range_is_found(repository):
    old = DJANGO.replace("6.1.3", "6.0.9")
    tree = repository(runtime=old + PSYCOPG, development=old + PSYCOPG + PYTEST)

    assert messages(tree) == [
        "requirements.txt:1: django 6.0.9 does not satisfy <6.2,>=6.1",
        "requirements-dev.txt:1: django 6.0.9 does not satisfy <6.2,>=6.1",
    ]


def test_tests_must_run_with_the_versions_of_the_site(repository):
    tree = repository(development=DJANGO.replace("6.1.3", "6.1.4") + PSYCOPG + PYTEST)

    assert messages(tree) == [
        "requirements-dev.txt:1: django is 6.1.4 here and 6.1.3 in requirements.txt"
    ]


def test_a_package_of_the_site_that_tests_lack_is_found(repository):
    extra = "nh3==0.3.8 \\\n    --hash=sha256:ee\n"
    tree = repository(runtime=DJANGO + PSYCOPG + extra)

    assert messages(tree) == [
        "requirements-dev.txt:1: nh3 is nothing here and 0.3.8 in requirements.txt"
    ]


def test_a_dependency_without_its_reason_is_found(repository):
    tree = repository(project=PROJECT.replace("# test runner", ""))

    assert messages(tree) == ["pyproject.toml:8: pytest>=9 has no reason"]
