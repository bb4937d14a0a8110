from django.core.management.base import OutputWrapper

WIDTH = 30


class Progress:
    """A bar on a terminal that says how much of a long command is done.

    Nothing is written to a file or a pipe, so that logs stay readable, and nothing without an output.
    """

    def __init__(self, total: int, output: OutputWrapper | None) -> None:
        self._total = total
        self._done = 0
        self._output = output if output is not None and output.isatty() else None

    def advance(self, steps: int = 1) -> None:
        """Count what was done and draw the bar anew."""
        self._done += steps
        if self._output is not None:
            filled = WIDTH * self._done // self._total
            bar = "█" * filled + "░" * (WIDTH - filled)
            self._output.write(f"\r{bar} {self._done} of {self._total}", ending="")
            self._output.flush()

    def close(self) -> None:
        """End the line, so that what follows begins on its own."""
        if self._output is not None and self._done:
            self._output.write("")
