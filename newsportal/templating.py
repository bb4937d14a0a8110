"""The engine of the readers' pages: Jinja2, which compiles a template to Python once a process.

Django's own engine stays for the admin, whose templates are in the apps' folders. Everything is escaped
unless a template says `|safe`, and a name that nobody gave is an error and not an empty place.
"""

from collections.abc import Callable, MutableMapping
from typing import Any
from urllib.parse import quote

from django.contrib.messages import get_messages
from django.template import engines
from django.template.defaultfilters import linebreaks_filter, pluralize
from django.utils.translation import get_language, get_language_bidi
from jinja2 import Environment, StrictUndefined
from jinja2.environment import TemplateModule
from jinja2.runtime import Context

from articles.markup import GLOBALS as OF_ARTICLES
from comments.markup import GLOBALS as OF_COMMENTS
from newsportal.accounts.browsers import browser_words
from newsportal.http.addresses import path_of, static_path
from newsportal.macros import PageMacro
from newsportal.page_code import PageCode, is_plain, plain_kinds

# The attributes of a mapping come before its items.
OF_MAPPINGS = frozenset(dir(dict))


class PageContext(Context):
    """What a page is rendered with. Nothing that a template calls takes it, but for macros.

    So whether it wants the context is not asked of every function at every call. Most calls don't even
    come here (`PageCode.visit_Call`).
    """

    def call(
        self,
        called: Callable[..., Any],
        /,
        *args: Any,
        _block_vars: object = None,
        _loop_vars: object = None,
        **named: Any,
    ) -> Any:
        """Call what a template calls. The variables are those that a context would be extended by."""
        if type(called) is PageMacro:
            return called(self.eval_ctx, *args, **named)
        return called(*args, **named)


class PageEnvironment(Environment):
    """An environment whose names are all known before the first template is read."""

    code_generator_class = PageCode
    context_class = PageContext

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._macros: dict[str, TemplateModule] = {}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The attribute or the item of a name; what is plain is not asked for here again."""
        kind = type(obj)
        if kind is dict and attribute in obj and attribute not in OF_MAPPINGS:
            return obj[attribute]
        if is_plain(kind):
            plain_kinds.add(kind)
        return super().getattr(obj, attribute)

    def macros_of(self, name: str, parent: str | None) -> TemplateModule:
        """What a template has for others to import; `parent` is who imports."""
        found = self._macros.get(name)
        if found is None or self.auto_reload:
            found = self._macros[name] = self.get_template(name, parent).module
        return found

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Plain: Jinja2's chained mapping follows later changes, and is searched at every import."""
        return {**self.globals, **(d or {})}


def environment(**options: Any) -> Environment:
    """Named in the settings; Django gives the folder and whether files are watched for changes."""
    rules = {
        "autoescape": True,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        # Without a limit, and therefore without the lock of a limited cache.
        "cache_size": -1,
    }
    made = PageEnvironment(**options | rules)
    made.globals |= OF_ARTICLES | OF_COMMENTS
    made.globals |= {
        "language": get_language,
        "browser_words": browser_words,
        "is_right_to_left": get_language_bidi,
        "messages_of": get_messages,
        "static": static_path,
        "url": path_of,
    }
    made.filters |= {"linebreaks": linebreaks_filter, "pluralize": pluralize, "quoted": quoted}
    return made


def compile_templates() -> None:
    """Compile every page before the first request, so that no reader waits a quarter of a second.

    What says that something is broken is then ready as well.
    """
    made: Environment = vars(engines["jinja2"])["env"]
    for name in made.list_templates():
        made.get_template(name)


def quoted(text: str) -> str:
    """A text as one part of an address's query: no character of it means anything there."""
    return quote(text, safe="")
