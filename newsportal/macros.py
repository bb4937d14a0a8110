"""Macros whose arguments are found without an exception for each that is left out.

A page calls up to eighty macros, some with ten arguments of which most have their defaults. Jinja2
raises and catches a KeyError for each of those.
"""

from collections.abc import Callable
from typing import Any

from jinja2 import Environment
from jinja2.nodes import EvalContext
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup


class PageMacro(Macro):
    """Only the call that a page makes is shortened; all others, and all errors, are left to `Macro`."""

    def __init__(
        self, environment: Environment, function: Callable[..., str], *description: Any
    ) -> None:
        super().__init__(environment, function, *description)
        self.function = function
        takes_more = self.catch_kwargs or self.catch_varargs or self.caller
        self.is_plain = environment.autoescape is True and not takes_more
        self._places = {name: place for place, name in enumerate(self.arguments)}
        self._left_out = (missing,) * len(self.arguments)

    def __call__(self, *args: Any, **named: Any) -> str:
        """The text, as markup where the template escapes; a context may come before the arguments."""
        if self.is_plain and not (args and type(args[0]) is EvalContext):
            values = [*args, *self._left_out[len(args) :]]
            for name, value in named.items():
                place = self._places.get(name, -1)
                # Unknown, or given already: an error in Jinja2's words.
                if place < len(args):
                    break
                values[place] = value
            else:
                if len(values) == len(self._left_out):
                    # What a macro shows was escaped where it shows it. `Markup` asks what it is given
                    # whether that is markup already.
                    return str.__new__(Markup, self.function(*values))
        return super().__call__(*args, **named)
