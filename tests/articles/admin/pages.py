"""The admin's pages as a browser reads and sends them."""

from typing import Any

from django.test import Client
from django.urls import reverse
from lxml import html

from articles.models import Article

IS_TYPED_INTO = "not(@type='submit' or @type='checkbox' or @type='radio' or @type='file')"


def address_of(thing: Any, action: str = "change") -> str:
    """The admin's page of a row, or with `add` and `changelist` of a model."""
    meta = thing._meta
    args = [] if action in {"add", "changelist"} else [thing.pk]
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{action}", args=args)


def tree_of(response: Any) -> Any:
    return html.fromstring(response.content.decode())


def typed_in(response: Any) -> dict[str, Any]:
    """What the page's form would send if one of its buttons were pressed now."""
    form = next(
        form
        for form in tree_of(response).forms
        if form.get("id") != "logout-form" and form.method == "POST"
    )
    values: dict[str, Any] = {}
    for name, value in form.form_values():
        # A browser passes over the line break with which Django opens every text area.
        values.setdefault(name, []).append(value.removeprefix("\n"))
    # An empty choice is sent as such; lxml takes it for a box without a value.
    for name in form.xpath(".//input[@type='radio' and @checked and @value='']/@name"):
        values[name] = [""]
    # A browser sends an empty field as well.
    for name in form.xpath(f".//input[{IS_TYPED_INTO} and not(@value) and not(@disabled)]/@name"):
        values.setdefault(name, [""])
    return values


def form_at(client: Client, address: str) -> dict[str, Any]:
    response = client.get(address)
    assert response.status_code == 200
    return typed_in(response)


def with_row(data: dict[str, Any], prefix: str, **fields: Any) -> dict[str, Any]:
    """The same form with one more row below the others."""
    number = int(data[f"{prefix}-TOTAL_FORMS"][0])
    row = {f"{prefix}-{number}-{name}": value for name, value in fields.items()}
    return data | row | {f"{prefix}-TOTAL_FORMS": [str(number + 1)]}


def errors_in(response: Any) -> str:
    """The words of all errors on a page, in one line."""
    found = tree_of(response).xpath(
        "//*[contains(concat(' ', @class, ' '), ' errorlist ') or contains(@class, 'errornote')]"
    )
    return " ".join(" ".join(one.text_content().split()) for one in found)


def save(client: Client, article: Article, **fields: Any) -> Any:
    """Open the article's form, change some fields, and press Save."""
    address = address_of(article)
    return client.post(address, form_at(client, address) | {"_continue": ""} | fields)
