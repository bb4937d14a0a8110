"""What Jinja2 compiles our templates to: its own code, with shorter ways for what pages do most.

A page reads some hundred attributes, calls a hundred functions and macros, and imports twenty templates.
Jinja2 does each by a call of its environment or context, which looks for what a template of ours never
has: values that may be asked by attribute or by item, functions that want the context, names that were
added after a template was read.
"""

from keyword import iskeyword

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

# Kinds of values whose attributes come by Python's ordinary way or not at all. Others are asked by
# `Environment.getattr`, which notes here what it learns.
plain_kinds: set[type] = set()


def is_plain(kind: type) -> bool:
    """Whether an attribute of such a value can't be an item, nor be made up when it is asked for."""
    has_items = hasattr(kind, "__getitem__") and not hasattr(kind, "_fields")
    return not (has_items or hasattr(kind, "__getattr__"))


class PageCode(CodeGenerator):
    """Jinja2's compiler, whose code finds our functions under the names of Jinja2's."""

    def visit_Template(  # noqa: N802 -- named by Jinja2, as are those below
        self, node: nodes.Template, frame: Frame | None = None
    ) -> None:
        """Name them behind all functions of the module, which look for the names when they run."""
        super().visit_Template(node, frame)
        self.writeline("from newsportal.escaping import escaped as escape")
        self.writeline("from newsportal.macros import PageMacro as Macro")
        self.writeline("from newsportal.page_code import plain_kinds")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """`value.name` where the kind of the value allows it, without a call of any function.

        What such a value lacks is an AttributeError, where Jinja2 has an undefined value of its own.
        """
        if iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        value = self.temporary_identifier()
        self.write(f"({value}.{node.attr} if type({value} := ")
        self.visit(node.node, frame)
        self.write(f") in plain_kinds else environment.getattr({value}, {node.attr!r}))")

    def visit_Call(  # noqa: N802
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """A call as Python's own, where no argument needs more and the text around is escaped."""
        is_simple = not (forward_caller or node.dyn_args or node.dyn_kwargs)
        is_simple &= not any(iskeyword(argument.key) for argument in node.kwargs)
        if not is_simple or frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        """The macros of a template that is named by its words are looked up once for all pages."""
        if isinstance(node.template, nodes.Const) and not node.with_context:
            self.write(f"environment.macros_of({node.template.value!r}, {self.name!r})")
        else:
            super()._import_common(node, frame)
