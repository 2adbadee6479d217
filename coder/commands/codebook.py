"""``coder codebook``: print what is coded."""

import json
import sys
from argparse import ArgumentParser, Namespace

HELP = "print the codebook: codes, modes, lenses, signals"
EXAMPLE = "coder codebook steer"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("code", nargs="?", help="print one code only")
    parser.add_argument("--format", choices=("text", "json", "md"), default="text", help="default: text")


def run(options: Namespace) -> int:
    """Print the whole codebook or one code."""
    from dataclasses import asdict

    from coder.codebook import load_codebook
    from coder.errors import CodebookError
    from coder.reports.codebook_text import render_code, render_codebook

    codebook = load_codebook()
    chosen = [code for code in codebook.codes if options.code in (None, code.id)]
    if not chosen:
        known = ", ".join(codebook.code_ids)
        raise CodebookError("code", expected=f"one of {known}", found=repr(options.code), next_step="Check the name.")
    if options.format == "json":
        data = asdict(codebook) if options.code is None else asdict(chosen[0])
        sys.stdout.write(json.dumps(data, indent=1, ensure_ascii=False) + "\n")
    elif options.code is None:
        sys.stdout.write(render_codebook(codebook, markdown=options.format == "md"))
    else:
        sys.stdout.write(render_code(chosen[0], markdown=options.format == "md") + "\n")
    return 0
