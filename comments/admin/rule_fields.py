"""What the form of a rule asks for, by the kind of the rule."""

from dataclasses import dataclass

from comments.models import Rule

Kind = Rule.Kind


@dataclass(frozen=True)
class Field:
    """The label and the help of a field; for a number also its least and greatest value."""

    label: str
    help_text: str = ""
    least: int = 1
    greatest: int = 1000
    example: int | None = None


@dataclass(frozen=True)
class KindOnForm:
    """What a kind is for, in a sentence, and its own fields."""

    purpose: str
    fields: dict[str, Field]


ON_FORM: dict[str, KindOnForm] = {
    Kind.WORDS: KindOnForm(
        "Finds words and phrases, however they are disguised: capitals, accents, s p a c e s, "
        "stretched letters.",
        {
            "entries": Field("Words and phrases", "One a line, 10,000 at most."),
            "whole_words": Field(
                "Whole words only",
                "Otherwise also inside of other words: “ass” in “class”. Thai, Chinese and Japanese "
                "are always searched everywhere.",
            ),
        },
    ),
    Kind.DOMAINS: KindOnForm(
        "Finds links to certain sites, and names of these sites.",
        {"entries": Field("Sites", "One a line, such as example.com; subdomains are included.")},
    ),
    Kind.SHORTENERS: KindOnForm(
        "Finds links through bit.ly, t.co and other services that hide where a link leads.",
        {"entries": Field("Further services", "One a line, such as example.com. May stay empty.")},
    ),
    Kind.LINKS: KindOnForm(
        "Finds comments with many links.",
        {"amount": Field("Links that a comment may have", least=0, greatest=100, example=2)},
    ),
    Kind.NEWCOMERS: KindOnForm(
        "Finds the first comments of an author. Only those that a moderator approved count.",
        {"amount": Field("Comments to be approved first", greatest=50, example=2)},
    ),
    Kind.REPEATS: KindOnForm(
        "Finds what the author or somebody else wrote within the last 24 hours, or nearly so.",
        {
            "share": Field(
                "How much alike, in per cent",
                "100 is word for word; 80 also finds texts in which a few words were changed. Short "
                "texts are compared with the author's own only, word for word.",
                least=50,
                greatest=100,
                example=80,
            )
        },
    ),
    Kind.RATE: KindOnForm(
        "Finds authors who write very much in a short time, on the whole site.",
        {
            "amount": Field("Comments of one author", greatest=100, example=5),
            "minutes": Field("within minutes", greatest=1440, example=10),
        },
    ),
    Kind.HEATED: KindOnForm(
        "Slows a discussion down while it is heated: each author may write once in a while there.",
        {
            "amount": Field(
                "A discussion is heated from comments",
                "A reader who reports one of them counts as five comments, once however many they "
                "report; reports that a moderator did not uphold don't count.",
                example=30,
            ),
            "minutes": Field("within minutes", greatest=1440, example=10),
            "pause": Field("Minutes between two comments of one author", greatest=1440, example=3),
        },
    ),
    Kind.REJECTIONS: KindOnForm(
        "Finds authors of whose comments many were rejected, removed or spam within 30 days.",
        {
            "share": Field("Not kept, in per cent", greatest=100, example=50),
            "amount": Field("of at least so many comments", greatest=100, example=4),
        },
    ),
}
