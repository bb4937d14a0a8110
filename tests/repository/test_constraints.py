"""Every rule of the database is shown refusing its bad row."""

import re

from tests.repository.project import CODE, own_models, sources


def test_every_constraint_has_a_test_that_names_it():
    folders = [f"tests/{name}" for name in CODE]
    tests = "\n".join(path.read_text(encoding="utf-8") for path in sources(*folders, suffix=".py"))

    names = [constraint.name for model in own_models() for constraint in model._meta.constraints]
    untested = [name for name in names if not re.search(rf"\b{name}\b", tests)]

    assert not untested, "show in a test that each refuses its bad row, and name it there"
