"""Put codes on a call from a process of its own, at a steady pace; prints how long it took, in seconds."""

import sys
import time

from coder.store import open_store, set_codes


def main(url: str, call: str, person: str, n_codes: int) -> None:
    """Wait for a line on standard input, then set codes one by one."""
    with open_store(url) as store:
        print("ready", flush=True)
        sys.stdin.readline()
        began = time.perf_counter()
        for i in range(n_codes):
            set_codes(store, call, {i: "steer"}, person=person)
        print(time.perf_counter() - began)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
