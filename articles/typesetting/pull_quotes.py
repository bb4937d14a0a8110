"""Words pulled out of a text, with the name of whoever said them."""

from lxml import html
from lxml.html import HtmlElement


def set_pull_quotes(body: HtmlElement) -> None:
    """Set the name as a citation; a pull quote of nobody has no line for one."""
    for figure in body.iterchildren("figure"):
        if figure.get("class") != "pull-quote":
            continue
        caption = figure.find("figcaption")
        if not caption.text_content():
            figure.remove(caption)
            continue
        speaker = html.Element("cite")
        speaker.text, caption.text = caption.text, None
        caption.append(speaker)
