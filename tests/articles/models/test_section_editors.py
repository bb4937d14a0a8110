"""An editor edits a section, or does not."""

import pytest

from articles.models import SectionEditor
from newsportal.accounts.roles import Role
from tests.makers import make_section, make_staff
from tests.refusals import refused_by

pytestmark = pytest.mark.django_db


def test_nobody_edits_a_section_twice():
    section = make_section()
    editor = make_staff(Role.EDITOR, edits=(section,))

    with refused_by("section_editor_once"):
        SectionEditor.objects.create(section=section, editor=editor)


def test_a_login_knows_its_sections():
    sections = (make_section(), make_section())

    assert make_staff(Role.EDITOR, edits=sections).edited_section_ids == {
        section.pk for section in sections
    }
