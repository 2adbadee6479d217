"""``coder codebook``: print what is coded."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

HELP = "print the codebook: codes, modes, lenses, signals"
EXAMPLE = "coder codebook steer"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("code", nargs="?", help="print one code only")
    parser.add_argument("--format", choices=("text", "json", "md"), default="text", help="default: text")
    parser.add_argument("--qdc", type=Path, metavar="FILE", help="write it for NVivo, ATLAS.ti, MAXQDA … (REFI-QDA)")


def run(options: Namespace) -> int:
    """Print the whole codebook or one code."""
    from dataclasses import asdict

    from coder.codebook import load_codebook
    from coder.errors import CodebookError
    from coder.reports.codebook_text import render_code, render_codebook

    codebook = load_codebook()
    if options.qdc is not None:
        from coder.exchange import write_codebook

        write_codebook(codebook, options.qdc)
        return 0
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
        sys.stdout.write(render_code(chosen[0], codebook, markdown=options.format == "md") + "\n")
    return 0
