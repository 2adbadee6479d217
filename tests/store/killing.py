"""Kill a writer with -9 at random moments, many times; run as a program, on its own.

Each round forks a writer, which notes every change that was confirmed to it, and kills it. Then all that was
confirmed must be in the store. A process of its own: no other threads when it forks.
"""

import json
import os
import random
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing

from coder.codebook import load_codebook
from coder.review import CodedUtterance, Review
from coder.store import (
    CallQuery,
    Store,
    add_call,
    add_note,
    code_history,
    delete_calls,
    get_review,
    list_calls,
    list_notes,
    open_store,
    read_log,
    set_codes,
)
from coder.store.location import is_file

MOST_LINES = 12
NEXT_CHANGE_S = 0.02
OPENING_S = 0.2


def main(url: str, rounds: int, seed: int) -> None:
    """Print as JSON how often it killed and how many changes had been confirmed."""
    rng = random.Random(seed)
    with open_store(url) as store:
        first = _review(*["word"] * 20)
        call = add_call(store, first, person="Ana").id
    confirmed: list[tuple[str, str, int]] = []
    for number in range(rounds):
        confirmed += _round(url, call, number, rng)
        with open_store(url) as store:
            _check(store, call, confirmed)
    print(json.dumps({"kills": rounds, "confirmed": len(confirmed)}))


def _round(url: str, call: str, number: int, rng: random.Random) -> list[tuple[str, str, int]]:
    """What the writer was told is kept, before it was killed."""
    reads, writes = os.pipe()
    writer = os.fork()
    if not writer:
        os.close(reads)
        try:
            _write(url, call, number, lambda line: os.write(writes, f"{json.dumps(line)}\n".encode()))
        finally:
            os._exit(1)
    os.close(writes)
    lines = rng.choice((0, rng.randrange(1, MOST_LINES)))
    heard = b""
    while heard.count(b"\n") < lines:
        heard += os.read(reads, 1)
    # Without a line it dies while it opens the store, else at some moment of the next change.
    time.sleep(rng.random() * (NEXT_CHANGE_S if lines else OPENING_S))
    os.kill(writer, signal.SIGKILL)
    _, status = os.waitpid(writer, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, "the writer ended by itself"
    with os.fdopen(reads, "rb") as told:
        heard += told.read()
    return [tuple(json.loads(line)) for line in heard.decode().splitlines(keepends=True) if line.endswith("]\n")]


def _write(url: str, call: str, number: int, tell: Callable[[object], object]) -> None:
    codes = load_codebook().code_ids
    tell("begun")
    with open_store(url) as store:
        for i in range(1_000_000):
            set_codes(store, call, {i % 20: codes[i % len(codes)]}, person=f"{number}-{i}")
            tell(("codes", f"{number}-{i}", i))
            note = add_note(store, call, f"{number}-{i}", person="Ana")
            tell(("note", note, i))
            review = _review(f"round {number} call {i}")
            added = add_call(store, review, person="Ana").id
            tell(("call", added, i))
            if i % 3 == 0:
                tell(("going", added, i))
                delete_calls(store, [added], person="Ana")
                tell(("gone", added, i))


def _review(*texts: str) -> Review:
    # Built here: the other tests' builders import much, and each program like this one would pay for it.
    codes = {"inform": 1.0}
    utterances = [
        CodedUtterance(i, 0, "Ana", "manager", text, None, None, "inform", "tell", 1.0, codes)
        for i, text in enumerate(texts)
    ]
    return Review("call", "call.txt", "name_text", "tiny", "0", "named", None, (), tuple(utterances))


def _check(store: Store, call: str, confirmed: list[tuple[str, str, int]]) -> None:
    kept = {kind: [name for each, name, _ in confirmed if each == kind] for kind in ("codes", "note", "call")}
    going, gone = ({name for each, name, _ in confirmed if each == kind} for kind in ("going", "gone"))
    changes = code_history(store, call)
    people = {change.person for change in changes}
    assert set(kept["codes"]) <= people, "a confirmed code is lost"
    assert set(kept["note"]) <= {note.id for note in list_notes(store, call)}, "a confirmed note is lost"
    calls = {each.id for each in list_calls(store, CallQuery(limit=None)).calls}
    assert set(kept["call"]) - going <= calls, "a confirmed call is lost"
    assert not gone & calls, "a deleted call is back"
    for each in list(calls)[-3:]:
        assert get_review(store, each).utterances
    last = {position: code for change in changes for position, code in change.codes}
    assert {u.index: u.code for u in get_review(store, call).utterances if u.decided_by == "person"} == last
    actions = [line.action for line in read_log(store)]
    assert actions.count("set codes") == len(changes), "a change without its line, or a line without its change"
    assert actions.count("add call") - actions.count("delete call") == len(calls)
    assert actions.count("add note") == len(list_notes(store, call))
    if is_file(store.url):
        with closing(sqlite3.connect(str(store.url.database))) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
