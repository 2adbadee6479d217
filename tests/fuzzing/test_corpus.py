"""Inputs on which readers once failed, crashed or hung, the smallest found; README.md says how they came about."""

from pathlib import Path

import pytest

from coder.readers import read_bytes
from tests.fuzzing.mutating import mutate
from tests.fuzzing.promise import BYTES, keep_promise
from tests.fuzzing.seeds import list_seeds
from tests.readers.composing import COMPOSERS, make_talk

CORPUS = sorted((Path(__file__).parent / "corpus").iterdir())
BLANKS = {"spaces": " ", "tabs": "\t", "lines": "\n", "no-break spaces": "\u00a0"}
PLAIN = [
    composer for composer in COMPOSERS if composer.format in ("name_text", "teams_text", "webvtt", "otter", "textgrid")
]
N_CHANGES = 3
SLOWNESS = 2.0  # of a machine that tests; what grows with the square of the length takes far longer


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_inputs_that_once_failed(path):
    keep_promise(path.read_bytes(), path.name, slowness=SLOWNESS)


@pytest.mark.parametrize("blank", BLANKS.values(), ids=BLANKS)
@pytest.mark.parametrize("composer", PLAIN, ids=lambda composer: composer.name)
def test_long_runs_of_blanks(composer, blank):
    run = blank * (BYTES // len(blank.encode()))
    data = composer.write(make_talk(6))
    middle = len(data) // 2
    keep_promise(data[:middle] + run.encode() + data[middle:], composer.source, slowness=SLOWNESS)
    keep_promise(data[:middle] + f"\n{run}so\n".encode() + data[middle:], composer.source, slowness=SLOWNESS)


@pytest.mark.parametrize("mark", ",;\t|")
def test_a_row_of_tens_of_thousands_of_columns(mark):
    keep_promise(f"speaker,text\nAna,Hi\nBen{mark * BYTES}Yes\n".encode(), "call.csv", slowness=SLOWNESS)
    keep_promise(f"Ana: Hi\nBen: so{mark * BYTES}Yes\n".encode(), "call.txt", slowness=SLOWNESS)


def test_wide_rows_among_many():
    rows = "Ana,Hi\n" * 4000
    keep_promise(f"speaker,text\n{rows}Ben{',' * 20_000}\n{rows}".encode(), "call.csv", slowness=SLOWNESS)


def test_thousands_of_marks_of_time_in_one_turn():
    marks = "".join(f'<Sync time="{at}"/>so {at}' for at in range(4000))
    data = f'<Trans><Episode><Turn startTime="0" endTime="5000">{marks}</Turn></Episode></Trans>'.encode()
    keep_promise(data, "call.trs", slowness=SLOWNESS)
    assert [(unit.start_ms, unit.end_ms) for unit in read_bytes(data, "call.trs").units[-2:]] == [
        (3_998_000, 3_999_000),
        (3_999_000, 5_000_000),
    ]


def test_a_quote_that_opens_and_never_closes_after_many_that_do():
    lines = '"Ana: Hi."\n"Ben: Yes."\n' * 8000
    keep_promise(f'{lines}"Ana: no\n{lines}'.encode(), "call.csv", slowness=SLOWNESS)


@pytest.mark.parametrize(("name", "data"), list_seeds("any").items(), ids=list_seeds("any"))
def test_each_seed_and_some_changes_of_it(name, data):
    for seed in range(N_CHANGES):
        keep_promise(mutate(data, seed))
    keep_promise(data)
