"""What ends a benchmark: a figure about wrong answers would say nothing."""


class WrongAnswer(Exception):
    """The server did not answer as the measurement supposes."""


class Unmeasurable(Exception):
    """This machine lacks what the measurement needs; the message says how to get it."""
