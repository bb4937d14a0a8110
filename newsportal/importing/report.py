"""Telling the person at the terminal what was understood of a file."""

from collections.abc import Callable, Iterator

from articles.importing.recognising import Key, Recognised
from articles.models import Certainty, Organisation, Person
from articles.refusals import in_words
from newsportal.importing.files import Imported


def lines_about(imported: Imported) -> Iterator[str]:
    """One line on the outcome, then what was read, a line a thing."""
    parsed, recognition = imported.parsed, imported.stored.recognition
    yield f"{imported.path}: {_outcome(imported)}"
    if not imported.changed_anything:
        return
    yield f"  headline    {parsed.headline}"
    yield f"  dateline    {parsed.dateline or 'none'}"
    yield f"  text        {_counted(len(parsed.paragraphs), 'paragraph')}"
    yield f"  subheads    {' | '.join(parsed.subheads) or 'none'}"
    called = names_of(recognition.mentions)
    certain = [one for one in recognition.mentions if one.certainty is Certainty.CONFIRMED]
    yield f"  names       {', '.join(map(called, certain)) or 'nobody who is known'}"
    for one in recognition.mentions:
        if one.certainty is not Certainty.CONFIRMED:
            yield f"  unclear     {called(one)}: “{one.phrase}”"
    for name in recognition.ambiguous:
        yield f"  not linked  “{name}” is the name of several; choose one in the admin"
    yield f"  comments    {_comments(imported)}"


def names_of(mentions: list[Recognised]) -> Callable[[Recognised], str]:
    """A function that prints a mention by the names of its candidates; two queries for all."""
    keys = {key for one in mentions for key in one.candidates}
    names: dict[Key, str] = {}
    for model in (Person, Organisation):
        wanted = [pk for kind, pk in keys if kind is model]
        rows = model._default_manager.filter(pk__in=wanted).values_list("pk", "name")
        names |= {(model, pk): name for pk, name in rows}

    def called(one: Recognised) -> str:
        return " or ".join(names[key] for key in one.candidates)

    return called


def _outcome(imported: Imported) -> str:
    if not imported.changed_anything:
        return "unchanged"
    said = [imported.stored.outcome.value]
    if imported.published_now and imported.edition:
        said.append(f"published {in_words(imported.edition.starts_at)}")
    elif imported.edition is None:
        said.append("a draft")
    return ", ".join(said)


def _comments(imported: Imported) -> str:
    found = len(imported.parsed.comments)
    if not found:
        return "none"
    if imported.comments is None:
        return f"{found} read; they are stored when the article is published (--publish)"
    said = f"{found} read, {len(imported.comments.created)} new"
    if imported.comments.changed:
        said += f", {len(imported.comments.changed)} differ from what is stored and were left alone"
    if imported.comments.missing:
        said += f", {len(imported.comments.missing)} no longer in the file and were kept"
    return said


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
