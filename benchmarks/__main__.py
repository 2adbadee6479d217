"""Run the measurements that are named, or all.

By themselves only: ``annomi PATH [MODEL]``, which needs a file, and ``bakeoff [ROW …]``, which takes long.
"""

import sys
import time
from importlib import import_module

from coder.errors import CoderError

PARTS = ("roles", "damage", "readers", "speed", "explanations", "audit", "sampling", "app")
ON_A_FILE = "annomi"
BAKEOFF = "bakeoff"


def main(names: list[str]) -> int:
    """Print each part; 2 where one is unknown, 1 where a file cannot be used."""
    if names[:1] == [ON_A_FILE]:
        return _on_a_file(names[1:])
    if names[:1] == [BAKEOFF]:
        return import_module("benchmarks.bakeoff.command").main(names[1:])
    if unknown := set(names) - set(PARTS):
        known = f"{', '.join(PARTS)}, or by itself {ON_A_FILE} PATH or {BAKEOFF}"
        print(f"unknown: {', '.join(sorted(unknown))}; known: {known}", file=sys.stderr)
        return 2
    started = time.perf_counter()
    for name in names or PARTS:
        import_module(f"benchmarks.{name}").main()
        print(flush=True)
    print(f"{time.perf_counter() - started:.0f} s in all")
    return 0


def _on_a_file(arguments: list[str]) -> int:
    if len(arguments) not in (1, 2):
        print(f"usage: python -m benchmarks {ON_A_FILE} PATH [MODEL]", file=sys.stderr)
        return 2
    try:
        import_module(f"benchmarks.{ON_A_FILE}").main(*arguments)
    except CoderError as error:
        print(f"benchmarks: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
