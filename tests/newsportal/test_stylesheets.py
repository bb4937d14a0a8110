"""Style sheets are joined when static files are collected, and a first visit stays light."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import django_htmx
import pytest
from django.contrib.staticfiles.finders import find
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.templatetags.static import static

from newsportal.http_cache.encodings import COMPRESSORS
from newsportal.stylesheets import joined
from tests.browser.newspaper import make_newspaper

REQUESTS, BYTES, HTML_BYTES = 8, 120_000, 60_000
# A page with one foreign name loads both families, and one of them for a second range of letters.
TYPEFACES = ["piazzolla-latin", "libre-franklin-latin", "piazzolla-latin-ext"]
LOADED = re.compile(r'<(?:link rel="(?:stylesheet|icon)" href|script src)="(?P<address>[^"]+)"')


@pytest.fixture
def sheets(tmp_path):
    """Writes sheets into a folder and gives them as `collectstatic` does."""

    def write(**texts):
        storage = FileSystemStorage(location=tmp_path)
        found = {}
        for name, text in texts.items():
            path = name.replace("__", "/") + ".css"
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text)
            found[path] = (storage, path)
        return found

    return write


def test_an_import_is_written_in_its_place_and_layer(sheets):
    found = sheets(
        site='@layer a, b;\n@import url("first.css") layer(a);\n@import url("second.css") layer(b);\n',
        first="p { color: red; }\n",
        second="p { color: blue; }\n",
    )

    assert joined(found, "site.css") == (
        "@layer a, b;\n@layer a {\np { color: red; }\n}\n@layer b {\np { color: blue; }\n}\n"
    )


def test_comments_are_left_out(sheets):
    found = sheets(
        site='/* the\nface */\n@import url("first.css") layer(a);',
        first="/* why */ p { margin: 0 }",
    )

    assert joined(found, "site.css") == "@layer a {\np { margin: 0 }}"


def test_addresses_in_a_sheet_of_another_folder_still_lead_to_their_files(sheets):
    found = sheets(
        css__site='@import url("parts/first.css") layer(a);',
        css__parts__first='p { background: url("../../img/dot.svg"), url("data:image/png;base64,AA") }',
    )

    assert joined(found, "css/site.css") == (
        '@layer a {\np { background: url("../img/dot.svg"), url("data:image/png;base64,AA") }}'
    )


def test_an_import_of_a_missing_sheet_stops_the_collection(sheets):
    found = sheets(site='@import url("gone.css") layer(a);')

    with pytest.raises(KeyError, match=r"gone\.css"):
        joined(found, "site.css")


@pytest.fixture
def own_files(settings, tmp_path):
    """Production's storage for what readers load; the admin's files, and the editor's, take long."""
    settings.STATIC_ROOT = tmp_path / "static"
    htmx = Path(django_htmx.__file__).parent / "static" / "django_htmx"
    settings.STATICFILES_DIRS = [*settings.STATICFILES_DIRS, ("django_htmx", htmx)]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "newsportal.stylesheets.JoinedStylesheetsStorage"}
    }
    return settings.STATIC_ROOT


def test_readers_load_one_small_sheet_with_hashed_fonts(own_files):
    call_command("collectstatic", interactive=False, verbosity=0)

    name = urlsplit(static("css/site.css")).path.removeprefix("/static/")
    sheet = (own_files / name).read_text()
    assert "@import" not in sheet
    assert re.search(r'url\("\.\./fonts/piazzolla-latin\.[0-9a-f]{12}\.woff2"\)', sheet)
    assert (own_files / f"{name}.br").stat().st_size < 12_000


def test_collecting_twice_gives_the_same_sheet(own_files):
    call_command("collectstatic", interactive=False, verbosity=0)
    first = static("css/site.css")

    call_command("collectstatic", interactive=False, verbosity=0)

    assert static("css/site.css") == first


def test_a_trial_run_writes_nothing(own_files):
    call_command("collectstatic", interactive=False, verbosity=0, dry_run=True)

    assert not own_files.exists()


def test_every_sheet_is_imported_once():
    folder = Path(find("css/site.css") or "").parent
    joins = {"site.css", "account.css"}
    imported = [
        name
        for face in joins
        for name in re.findall(r'url\("([^"]+)"\)', (folder / face).read_text())
    ]

    sheets = {sheet.relative_to(folder).as_posix() for sheet in folder.rglob("*.css")}
    assert sorted(imported) == sorted(sheets - joins)


@pytest.mark.django_db
def test_a_first_visit_is_light(client, own_files):
    """Pictures apart, which depend on the stories. The cache sends public pages compressed."""
    call_command("collectstatic", interactive=False, verbosity=0)
    addresses = make_newspaper()

    for kind in ("front", "section", "article", "person", "comment form"):
        response = client.get(addresses[kind])
        page = response.content
        sent = page if "private" in response["Cache-Control"] else COMPRESSORS["br"](page)
        files = [match["address"] for match in LOADED.finditer(page.decode())]
        files += [static(f"fonts/{name}.woff2") for name in TYPEFACES]

        assert len(page) < HTML_BYTES, kind
        assert len(files) + 1 <= REQUESTS, kind
        assert len(sent) + sum(_travelling(own_files, address) for address in files) < BYTES, kind


def _travelling(folder, address):
    """The bytes of a static file as a browser gets them."""
    file = folder / urlsplit(address).path.removeprefix("/static/")
    compressed = file.with_name(f"{file.name}.br")
    return (compressed if compressed.exists() else file).stat().st_size


def test_no_rule_is_tied_to_left_or_right():
    """Pages read in both directions because every rule speaks of start and end."""
    tied = re.compile(
        r"(?:margin|padding|border|inset)-(?:left|right)"
        r"|(?<![-\w])(?:left|right)\s*:"
        r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
    )
    folder = Path(find("css/site.css") or "").parent

    found = {sheet.name: tied.findall(sheet.read_text()) for sheet in folder.rglob("*.css")}

    assert {name: rules for name, rules in found.items() if rules} == {}
