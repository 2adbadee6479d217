"""Run the measurements that are named, or all."""

import sys
import time
from importlib import import_module

PARTS = ("roles", "damage", "readers", "speed")


def main(names: list[str]) -> int:
    """Print each part; 2 where one is unknown."""
    if unknown := set(names) - set(PARTS):
        print(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(PARTS)}", file=sys.stderr)
        return 2
    started = time.perf_counter()
    for name in names or PARTS:
        import_module(f"benchmarks.{name}").main()
        print(flush=True)
    print(f"{time.perf_counter() - started:.0f} s in all")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
