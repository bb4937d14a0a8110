"""The few rows that stories rest on: the paper, its sections, its pictures, and whom it writes about."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO

import PIL.Image
from django.db.models import Max

from articles.models import Image, Organisation, Person, Publication, Section
from articles.pictures import AlreadyInLibrary, add_picture
from benchmarks.data.plan import Plan
from benchmarks.data.words import organisation_name, person_name, slug_of

# How often stories are in a section, in parts of a hundred.
SECTIONS = {
    "Politics": 30, "World": 20, "Economy": 15, "Sport": 12, "Culture": 10, "Science": 7, "Cities": 5,
    "Chess": 1,
}  # fmt: skip
PICTURES = 4
SIZE = (1200, 750)
AT_ONCE = 5_000


def found_the_paper() -> None:
    """The paper's name, its sections and its pictures, unless they are there."""
    Publication.objects.get_or_create(id=1, defaults={"name": "The Measured Times"})
    for key, name in enumerate(SECTIONS, start=1):
        Section.objects.get_or_create(
            id=key, defaults={"name": name, "slug": slug_of(name), "position": key}
        )
    for number in range(PICTURES):
        drawing = PIL.Image.radial_gradient("L").rotate(90 * number).resize(SIZE).convert("RGB")
        drawing.paste((60 * number, 90, 200), (0, 0, SIZE[0], 100 * (number + 1)))
        file = BytesIO()
        drawing.save(file, "JPEG")
        file.seek(0)
        with suppress(AlreadyInLibrary):
            add_picture(file, alt_text=f"A drawing of light, {number}", credit="Nobody")


def picture_keys() -> list[int]:
    return list(Image.objects.order_by("pk").values_list("pk", flat=True))


def name_people(plan: Plan) -> Iterator[int]:
    """Write the people who are missing; yields how many at a time."""
    return _write(Person, plan.people, lambda key: Person(id=key, **_named(person_name(key))))


def name_organisations(plan: Plan) -> Iterator[int]:
    """Write the organisations that are missing; yields how many at a time."""
    return _write(
        Organisation,
        plan.organisations,
        lambda key: Organisation(id=key, kind="other", **_named(organisation_name(key))),
    )


def _write[Row: (Person, Organisation)](
    model: type[Row], count: int, make: Callable[[int], Row]
) -> Iterator[int]:
    written = model._default_manager.aggregate(last=Max("pk"))["last"] or 0
    yield written
    for start in range(written + 1, count + 1, AT_ONCE):
        rows = [make(key) for key in range(start, min(start + AT_ONCE, count + 1))]
        model._default_manager.bulk_create(rows)
        yield len(rows)


def _named(name: str) -> dict[str, str]:
    return {"name": name, "slug": slug_of(name), "summary": f"{name}, in the news"}
