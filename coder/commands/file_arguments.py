"""What may have to be said of a transcript file before it can be read; the commands that read one share it."""

from argparse import ArgumentParser
from pathlib import Path


def add_file_arguments(parser: ArgumentParser) -> None:
    """Declare them."""
    parser.add_argument("--call", metavar="NAME", help="which call to read, of a file that holds several")
    parser.add_argument(
        "--with",
        action="append",
        default=[],
        type=Path,
        dest="companions",
        metavar="FILE",
        help="a file that says who speaks when (RTTM, Zoom's timeline), or who the speakers are; may be repeated",
    )
