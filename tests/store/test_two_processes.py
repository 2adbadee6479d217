"""Several processes at one store: every correction arrives, and a new store is made once."""

import subprocess
import sys
from collections.abc import Sequence

from coder.store import Store, add_call, code_history, get_call, open_store, read_log
from tests.builders import REPOSITORY, build_review, one_word_each

EACH = 20


def start(module: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", module, *arguments]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, cwd=REPOSITORY, text=True, **pipes)  # type: ignore[call-overload]


def finish(processes: Sequence[subprocess.Popen[str]]) -> list[str]:
    answers = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0] * len(processes), answers
    return [out for out, _ in answers]


def test_corrections_of_two_processes_all_arrive(url: str, store: Store) -> None:
    review = build_review(*one_word_each("Ana", "manager", *["inform"] * EACH))
    call = add_call(store, review, person="Ana").id
    processes = [start("tests.store.correcting", url, call, person, str(EACH)) for person in ("Ana", "Ben")]
    for process in processes:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    took = [float(answer) for answer in finish(processes)]
    print(f"{2 * EACH} corrections from two processes on {store.url.get_backend_name()}: {max(took):.2f} s")
    changes = code_history(store, call)
    for person in ("Ana", "Ben"):
        own = [change.codes for change in changes if change.person == person]
        assert own == [((i, "steer"),) for i in range(EACH)]
    assert [line.action for line in read_log(store, call)].count("set codes") == 2 * EACH
    assert get_call(store, call).n_reviewed == EACH


def test_a_new_store_that_several_open_at_once_is_made_once(url: str) -> None:
    opening = "import sys; from coder.store import open_store; open_store(sys.argv[1]).close()"
    command = [sys.executable, "-c", opening, url]
    processes = [
        subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    finish(processes)
    with open_store(url) as store:
        assert [line.action for line in read_log(store)] == ["migrate to 0003"]
