"""Migrations are named by hand, form one line in each app, and leave nothing out."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.repository.project import own_apps

APPS = own_apps()


@pytest.fixture(scope="module")
def graph():
    return MigrationLoader(None).graph


def names_in(config, graph):
    return sorted(name for label, name in graph.nodes if label == config.label)


@pytest.mark.parametrize("config", APPS, ids=lambda config: config.label)
def test_migrations_are_named_by_hand(config, graph):
    assert not [name for name in names_in(config, graph) if re.search(r"_auto_|_and_more$", name)]


@pytest.mark.parametrize("config", APPS, ids=lambda config: config.label)
def test_migrations_are_numbered_without_a_gap(config, graph):
    names = names_in(config, graph)

    assert [name[:5] for name in names] == [f"{n:04}_" for n in range(1, len(names) + 1)]


@pytest.mark.parametrize("config", APPS, ids=lambda config: config.label)
def test_each_migration_follows_the_one_before_it(config, graph):
    names = names_in(config, graph)

    for earlier, later in pairwise(names):
        dependencies = graph.nodes[config.label, later].dependencies
        assert (config.label, earlier) in dependencies


@pytest.mark.parametrize("config", APPS, ids=lambda config: config.label)
def test_the_last_migration_is_written_down(config, graph):
    """Two branches that both add one then conflict in this file."""
    names = names_in(config, graph)
    record = Path(config.path, "migrations", "max_migration.txt")

    assert not names or record.read_text().split() == [names[-1]]


@pytest.mark.django_db
def test_models_and_migrations_agree(capsys):
    call_command("makemigrations", check=True, dry_run=True)

    assert capsys.readouterr().out == "No changes detected\n"
