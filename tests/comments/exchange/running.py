"""Running the commands in tests, and what they said."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.makers import make_edition

FILES = Path(__file__).parent / "files"


def make_bridge(**overrides):
    """The story on which the comments of the files were written."""
    return make_edition(slug="bridge", **overrides).article


def bring_in(file, *options):
    """Run `import_comments`, which stores everything; returns what it said."""
    said = StringIO()
    call_command("import_comments", str(file), *options, stdout=said, stderr=said)
    return said.getvalue()


def bring_in_partly(file, *options, code=1):
    """Run `import_comments`, which can't store everything; returns what it said, its refusal last."""
    said = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("import_comments", str(file), *options, stdout=said, stderr=said)
    assert refusal.value.returncode == code
    return f"{said.getvalue()}{refusal.value}"


def changed_file(name, folder, *changes):
    """A copy of one of the files with texts replaced."""
    text = (FILES / name).read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    copy = Path(folder) / name
    copy.write_text(text)
    return copy
