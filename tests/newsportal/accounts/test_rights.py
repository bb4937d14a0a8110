"""`can` says what the table says, and no to everything else."""

from functools import partial

import pytest
from django.contrib.auth.models import AnonymousUser

from articles.governed import article_state
from articles.models import Article, Placement
from newsportal.accounts.models import User
from newsportal.accounts.rights import RightMissing, allowed, can, in_words, require
from newsportal.accounts.rights_table import TABLE, Scope, read_table
from newsportal.accounts.roles import Role
from tests.makers import make_article, make_section, make_staff
from tests.rights.table import RELATIONS, STATES, is_allowed
from tests.rights.world import make_article_in

EVERYONE = "yes | yes | yes | yes | yes |\n"
HEADING = "| what | when | Reporters | Editors | Chief editors | Moderators | Superusers |\n|---|\n"


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["new", *STATES])
@pytest.mark.parametrize("role", Role)
def test_every_cell_about_articles(role, state):
    theirs, others = make_section(), make_section()
    user = make_staff(role, edits=(theirs,) if role is Role.EDITOR else ())
    make = Article if state == "new" else partial(make_article_in, state)
    articles = {
        "own": make(section=others, created_by=user),
        "section": make(section=theirs),
        "neither": make(section=others),
    }
    assert {article_state(one) for one in articles.values()} == {state}

    for right in (right for right in TABLE if right.startswith("article.")):
        for relation in RELATIONS:
            expected = is_allowed(right, state, role, relation)
            assert can(user, right, articles[relation]) == expected, right


@pytest.mark.django_db
@pytest.mark.parametrize("right", ["article.status", "article.version", "nothing.view", "", "."])
def test_nobody_may_do_what_the_table_does_not_name(right):
    for role in Role:
        assert not can(make_staff(role), right)
        assert not can(make_staff(role), right, make_article())


@pytest.mark.django_db
def test_who_does_not_work_here_may_do_nothing():
    people = (
        AnonymousUser(),
        make_staff(Role.CHIEF_EDITOR, is_staff=False),
        make_staff(Role.CHIEF_EDITOR, is_active=False),
        make_staff(),
    )
    for somebody in people:
        assert not any(can(somebody, right) for right in TABLE)


@pytest.mark.django_db
def test_a_role_that_is_taken_away_is_gone_at_the_next_request():
    editor = make_staff(Role.CHIEF_EDITOR)
    assert can(editor, "article.publish")

    editor.groups.clear()

    assert not can(User.objects.get(pk=editor.pk), "article.publish")


@pytest.mark.django_db
def test_somebody_with_two_roles_may_do_what_either_may():
    both = make_staff(Role.REPORTER, Role.MODERATOR)

    assert can(both, "article.add")
    assert can(both, "comment.moderate")
    assert not can(both, "article.publish")


@pytest.mark.django_db
def test_djangos_question_has_the_same_answer():
    chief, moderator = make_staff(Role.CHIEF_EDITOR), make_staff(Role.MODERATOR)

    assert chief.has_perm("articles.publish_article")
    assert not moderator.has_perm("articles.view_article")
    assert not make_staff(Role.SUPERUSER).has_perm("articles.change_edition")
    assert moderator.has_module_perms("comments")
    assert not moderator.has_module_perms("articles")


@pytest.mark.django_db
def test_an_editor_without_sections_edits_nothing():
    assert not can(make_staff(Role.EDITOR), "article.add")


@pytest.mark.django_db
def test_the_front_page_is_nobodys_section():
    section = make_section()
    editor = make_staff(Role.EDITOR, edits=(section,))

    assert can(editor, "placement.arrange", Placement(section=section))
    assert not can(editor, "placement.arrange", Placement())
    assert can(make_staff(Role.CHIEF_EDITOR), "placement.arrange", Placement())


@pytest.mark.django_db
def test_lists_hold_what_somebody_may_view():
    theirs = make_section()
    reporter, editor = make_staff(Role.REPORTER), make_staff(Role.EDITOR, edits=(theirs,))
    own, near, far = make_article(created_by=reporter), make_article(section=theirs), make_article()

    def seen_by(user):
        return set(allowed(Article.objects.all(), user, "article.view"))

    assert seen_by(reporter) == {own}
    assert seen_by(editor) == {near}
    assert seen_by(make_staff(Role.REPORTER, Role.EDITOR)) == set()
    assert seen_by(make_staff(Role.CHIEF_EDITOR)) == {own, near, far}
    assert seen_by(make_staff(Role.MODERATOR)) == set()


@pytest.mark.django_db
def test_a_refusal_says_whose_right_it_is():
    with pytest.raises(RightMissing, match="Chief editors, editors of its section and superusers"):
        require(make_staff(Role.MODERATOR), "article.publish")
    assert in_words("article.view").startswith("Chief editors, editors of its section, superusers")
    assert in_words("section.delete") == "Chief editors and superusers may do this."
    assert in_words("edition.delete").startswith("Nobody may do this")


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("| a: add | any | yes | yes | maybe | yes | yes |", "maybe"),
        ("| a: add | any | yes | yes | yes | yes |", "shorter"),
        (f"| a: view | draft | {EVERYONE}", "must hold in any state"),
        (f"| a: add | draft | {EVERYONE}| a: add | live, draft | {EVERYONE}", "Two lines"),
        (f"| a: add | draft | {EVERYONE}| a: add | any | {EVERYONE}", "Two lines"),
    ],
)
def test_a_table_that_means_nothing_is_refused(lines, words):
    with pytest.raises(ValueError, match=words):
        read_table(HEADING + lines)


def test_every_role_has_its_column():
    with pytest.raises(ValueError, match="a column for each role"):
        read_table("| what | when | Reporters |\n|---|\n")
    assert all(set(rule.scopes) == set(Role) for rules in TABLE.values() for rule in rules)
    assert {scope for rules in TABLE.values() for r in rules for scope in r.scopes.values()} == set(
        Scope
    )
