"""What a page needs: a database of the right age, and static files that are known by name."""

from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def pending_migrations() -> list[str]:
    """The migrations that the database lacks, in the order in which they would run."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def has_static_files() -> bool:
    """Whether the names of the hashed static files are known, without which no page renders."""
    name = getattr(staticfiles_storage, "manifest_name", None)
    return name is None or staticfiles_storage.exists(name)
