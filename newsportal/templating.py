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
from jinja2 import Environment, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context

from articles.markup import GLOBALS as OF_ARTICLES
from comments.markup import GLOBALS as OF_COMMENTS
from newsportal.accounts.browsers import browser_words
from newsportal.http.addresses import path_of, static_path
from newsportal.macros import PageMacro


class PageCode(CodeGenerator):
    """Jinja2's compiler, whose code finds our functions under the names of Jinja2's."""

    def visit_Template(  # noqa: N802 -- named by Jinja2
        self, node: nodes.Template, frame: Frame | None = None
    ) -> None:
        """Name them behind all functions of the module, which look for the names when they run."""
        super().visit_Template(node, frame)
        self.writeline("from newsportal.escaping import escaped as escape")
        self.writeline("from newsportal.macros import PageMacro as Macro")


class PageContext(Context):
    """What a page is rendered with. Nothing that a template calls takes it, but for macros.

    So whether it wants the context is not asked of every function at every call.
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
