import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.checklist import accept, check
from tests.articles.management.test_make_renditions import Terminal
from tests.makers import make_article, make_person, make_section, make_user

pytestmark = pytest.mark.django_db


def run(*arguments, **options):
    """What the command says, what it shows on the terminal, and how it ends."""
    stdout, stderr = StringIO(), Terminal()
    try:
        call_command("check_articles", *arguments, stdout=stdout, stderr=stderr, **options)
    except CommandError as error:
        return stdout.getvalue(), stderr.getvalue(), (error.returncode, str(error))
    return stdout.getvalue(), stderr.getvalue(), (0, "")


def make_signed(**fields):
    article = make_article(**fields)
    article.bylines.create(person=make_person())
    return article


def test_an_archive_without_errors_ends_well():
    make_signed()
    unsigned = make_article(headline="From the agency")

    said, shown, ended = run()

    assert said == (
        f"Article {unsigned.pk} (From the agency): warning: Byline: Nobody is named as the author. "
        "Add whoever wrote it to the byline, or say why there is none.\n"
        "2 articles checked: 0 errors, 1 open warnings.\n"
    )
    assert shown.endswith(" 2 of 2\n")
    assert ended == (0, "")


def test_an_error_is_told_and_ends_with_1():
    make_signed()
    wrong = make_signed(headline="Half written", body="<p>TK</p>")

    said, _, ended = run()

    assert said == (
        f"Article {wrong.pk} (Half written): error: Paragraph 1: “TK” is a placeholder. "
        "Write what belongs there, or take it out.\n"
    )
    assert ended == (1, "2 articles checked: 1 errors, 0 open warnings.")


def test_only_errors_leaves_warnings_out():
    make_article(body="<p>TK</p>")

    said, _, ended = run("--errors-only")

    assert said.count("\n") == 1
    assert "placeholder" in said
    assert ended[0] == 1


def test_a_warning_with_its_reason_is_not_told():
    article = make_article()
    checklist = check(article)
    accept(
        checklist, by=make_user(), reasons={checklist.warnings[0].fingerprint: "From the agency"}
    )

    assert run()[0] == "1 articles checked: 0 errors, 0 open warnings.\n"


def test_every_line_of_json_is_a_finding():
    article = make_article(headline="Пра ???", body="<p>TK</p>")

    said, _, ended = run("--json")

    found = [json.loads(line) for line in said.splitlines()]
    assert [one["check"] for one in found] == [
        "placeholder",
        "possible-placeholder",
        "headline-length",
        "byline",
    ]
    assert found[0] == {
        "article": article.pk,
        "headline": "Пра ???",
        "severity": "error",
        "check": "placeholder",
        "field": "body",
        "where": "Paragraph 1",
        "words": "TK",
        "problem": "“TK” is a placeholder.",
        "remedy": "Write what belongs there, or take it out.",
        "fingerprint": found[0]["fingerprint"],
    }
    assert ended[0] == 1


def test_json_of_nothing_is_nothing():
    make_signed()

    assert run("--json")[0] == ""


def test_one_article_or_one_section_is_checked_alone():
    section = make_section(slug="world")
    wanted, other = make_article(section=section), make_article()

    for arguments in (["--section", "world"], ["--article", str(wanted.pk)]):
        said = run(*arguments)[0]
        assert f"Article {wanted.pk} " in said
        assert f"Article {other.pk} " not in said


def test_an_empty_archive_has_nothing_wrong():
    assert run() == ("0 articles checked: 0 errors, 0 open warnings.\n", "", (0, ""))


def test_what_does_not_exist_is_said_with_what_does():
    make_section(slug="world"), make_section(slug="politics")

    assert run("--section", "wrold")[2] == (
        2,
        "There is no section wrold. Choose one of: politics, world.",
    )
    assert run("--article", "999")[2] == (2, "There is no article 999.")
    assert run("--article", "999", "--section", "world")[2] == (
        2,
        "There is no article 999 in the section world.",
    )


@pytest.mark.parametrize("arguments", [["--article", "first"], ["--nonsense"]])
def test_what_can_not_be_read_is_refused(arguments):
    with pytest.raises(CommandError, match=r"invalid int value|unrecognized arguments"):
        call_command("check_articles", *arguments)


def test_quiet_run_draws_no_bar():
    make_article()

    assert run(verbosity=0)[1] == ""


def test_a_hundred_articles_cost_a_bounded_number_of_queries():
    section = make_section()

    def ask():
        with CaptureQueriesContext(connection) as queries:
            run()
        return len(queries)

    make_article(section=section)
    for_one = ask()
    for _ in range(99):
        make_article(section=section)
    for_a_hundred = ask()
    make_article(section=section)

    assert for_a_hundred == for_one <= 10
    assert ask() < 2 * for_one
