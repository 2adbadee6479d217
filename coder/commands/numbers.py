"""Numbers that a command is given."""

from argparse import ArgumentTypeError


def parse_count(text: str) -> int:
    """A whole number from 0 on.

    Raises:
        ArgumentTypeError: it is none.
    """
    if not text.isdecimal():
        raise ArgumentTypeError(f"expected a whole number from 0 on, found {text!r}")
    return int(text)
