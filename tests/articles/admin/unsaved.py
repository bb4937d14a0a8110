"""Typing into an article's form without saving it, as a browser does."""

from tests.articles.admin.pages import form_at, tree_of, typed_in

ADD = "/admin/articles/article/add/"
KEEP = "/admin/articles/article/unsaved/"


def type_into(client, address, **fields):
    """Open a form, type, and let the page send what is typed."""
    data = form_at(client, address) | fields
    answer = client.post(KEEP, data | {"state": "typed"})
    return data, answer


def offers_in(page):
    return [
        " ".join(one.text_content().split()) for one in tree_of(page).find_class("unsaved__offer")
    ]


def press_offer(client, address, name, **fields):
    """Press a button of the first offer of a form, with what is typed there meanwhile."""
    page = client.get(address)
    (value, *_) = tree_of(page).xpath(f"//button[@name='{name}']/@value")
    return client.post(address, typed_in(page) | fields | {name: value})
