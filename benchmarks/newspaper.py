"""The newspaper that is measured: made where it is missing, with threads of known lengths.

Run as `python -m benchmarks.newspaper FILE ARTICLES COMMENTS` in the environment of the site; it writes
the addresses to measure into FILE. What is there already is left alone, so it may be run again.
"""

import json
import random
import re
import sys
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID

from benchmarks.generate import set_up
from benchmarks.wrong import Unmeasurable

SHORT_THREAD, LONG_THREAD = 7, 500
WORDS = re.compile(r"[a-z]{5,}")
SENTENCES = (
    "That is not how I remember it, and I was there.",
    "Does anybody know what the ministry said about it afterwards?",
    "A good summary, thank you; the part about the negotiations was new to me.",
    "I would wait for a second source before believing this.",
    "The figures in the third paragraph don't agree with those of last week.",
    "My grandfather told the same story, with another ending.",
)


@dataclass(frozen=True)
class Addresses:
    """What the benchmarks ask for: paths, and the article on which comments are written."""

    short_thread: str
    long_thread: str
    front: str
    section: str
    person: str
    writing: int
    stories: list[str]
    words: list[str]

    def pages(self) -> dict[str, str]:
        """The pages of the tables by their names there."""
        return {
            f"article, {SHORT_THREAD} comments": self.short_thread,
            f"article, {LONG_THREAD} comments": self.long_thread,
            "front page": self.front,
            "section": self.section,
            "person": self.person,
            "search": self.search,
        }

    @property
    def search(self) -> str:
        """A search that finds much."""
        return f"/search/?q={self.words[0]}"

    @property
    def form(self) -> str:
        """Where comments are written and sent to."""
        return f"/comments/new/{self.writing}/"


def main(file: Path, articles: int, comments: int) -> None:
    """Bring everything up to date and write the addresses."""
    set_up()
    from benchmarks.data.loading import Refused, load
    from benchmarks.data.plan import Plan
    from newsportal.serving.preparing import prepare

    try:
        load(Plan(articles, comments))
    except Refused as refused:
        sys.exit(str(refused))
    prepare(lambda line: sys.stderr.write(f"{line}\n"))
    file.write_text(json.dumps(asdict(_addresses())))


def read_addresses(file: Path) -> Addresses:
    """What `main` wrote."""
    return Addresses(**json.loads(file.read_text()))


def _addresses() -> Addresses:
    from django.urls import reverse
    from django.utils import timezone

    from articles.models import Edition, Person, Subject

    now = timezone.now()
    newest = list(Edition.objects.visible(at=now).newest_first().for_cards()[:200])
    articles = [edition.article_id for edition in newest]
    short, long = (_with_thread(articles, size) for size in (SHORT_THREAD, LONG_THREAD))
    paths = {edition.article_id: edition.path for edition in newest}
    subjects = Subject.objects.visible(at=now).filter(person__isnull=False).newest_first()
    persons = Counter(subjects.values_list("person_id", flat=True)[:1000])
    person = Person.objects.get(pk=persons.most_common(1)[0][0])
    words = Counter(WORDS.findall(" ".join(edition.headline for edition in newest).lower()))
    return Addresses(
        short_thread=paths[short],
        long_thread=paths[long],
        front=reverse("front"),
        section=newest[0].section.get_absolute_url(),
        person=person.get_absolute_url(),
        writing=next(article for article in articles if article not in {short, long}),
        stories=[path for article, path in paths.items() if article not in {short, long}],
        words=[word for word, _ in words.most_common(100)],
    )


def _with_thread(articles: list[int], size: int) -> int:
    """An article with exactly so many comments; one that has none gets them where there is none."""
    from comments.models import Thread

    threads = Thread.objects.filter(article__in=articles).values_list("article", "visible_count")
    counts = dict.fromkeys(articles, 0) | dict(threads)
    if size in counts.values():
        return next(article for article, count in counts.items() if count == size)
    article = next((article for article, count in counts.items() if count == 0), None)
    if article is None:
        raise Unmeasurable("Each of the newest stories has comments; publish one that has none.")
    _discuss(article, size)
    return article


def _discuss(article: int, size: int) -> None:
    """Write comments as readers do: some begin a conversation, most answer somebody."""
    from django.utils import timezone

    from articles.models import Article
    from comments.models import Comment
    from comments.posting import post_comment

    chance = random.Random(size)  # noqa: S311 - the same thread in every run
    written: list[Comment] = []
    for number in range(size):
        answers = written and chance.random() < 0.6
        text = " ".join(chance.choices(SENTENCES, k=chance.randint(1, 8)))
        comment = post_comment(
            article=Article(pk=article),
            nickname=f"Reader {chance.randrange(size)}",
            text=text,
            submission_id=UUID(int=chance.getrandbits(128), version=4),
            now=timezone.now(),
            parent=chance.choice(written[-40:]) if answers else None,
            browser=f"browser {number}",
        )
        written.append(comment)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
