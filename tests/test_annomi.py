"""The criterion check on AnnoMI: read as it is, each turn once, and measured by what it says.

The sessions in tests/data/annomi are invented; two annotators have coded session 2, and one of them not all of it.
"""

import csv
import io
import math
import random
from pathlib import Path

import pytest
from sklearn.metrics import roc_auc_score

from benchmarks import __main__ as benchmarks
from benchmarks import annomi
from benchmarks.annomi import MEASURES, Score
from coder.errors import CoderError, TranscriptError
from coder.measures import Measure
from coder.model_folder import Model, load_model
from coder.readers import read_transcript
from tests.builders import REPOSITORY
from tests.readers.manifest import FORMATS, needs_formats

FULL = REPOSITORY / "tests" / "data" / "annomi" / "AnnoMI-full.csv"
TEXT = FULL.read_text(encoding="utf-8")
SIMPLE_COLUMNS = [
    *("transcript_id", "mi_quality", "video_title", "video_url", "topic", "utterance_id", "interlocutor"),
    *("timestamp", "utterance_text", "main_therapist_behaviour", "client_talk_type"),
]
Cells = dict[str, str]


@pytest.fixture(autouse=True)
def few_resamples(monkeypatch: pytest.MonkeyPatch) -> None:
    """Enough to see that they are drawn."""
    monkeypatch.setattr(annomi, "RESAMPLES", 50)


@pytest.fixture(scope="module")
def fast() -> Model:
    """The model that codes in the least time."""
    return load_model("fast")


def rows_of(text: str = TEXT) -> list[Cells]:
    return list(csv.DictReader(io.StringIO(text)))


def write(folder: Path, rows: list[Cells], columns: list[str] | None = None) -> Path:
    file = folder / "copy.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, columns or list(rows[0]), extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return file


# reading


def test_each_session_is_a_transcript_and_each_turn_is_there_once() -> None:
    sessions, n_left_out = annomi.load_sessions(FULL)
    assert [session.is_high for session in sessions] == [True, False] * 3 and n_left_out == 0
    assert [session.transcript.call for session in sessions] == [f"session {number}" for number in range(6)]
    for session in sessions:
        assert [unit.speaker for unit in session.transcript.units] == ["therapist", "client"] * 6
    first = sessions[0].transcript.units
    assert first[0].text == "What brings you here today?" and first[0].start_ms == 5000
    assert first[5].text == 'It is the only half hour that is mine, "really mine".'


def test_rows_in_any_order_give_the_same_sessions(tmp_path: Path) -> None:
    rows = rows_of()
    random.Random(3).shuffle(rows)
    shuffled, _ = annomi.load_sessions(write(tmp_path, rows))
    whole, _ = annomi.load_sessions(FULL)
    assert {s.transcript.call: s.transcript.units for s in shuffled} == {
        s.transcript.call: s.transcript.units for s in whole
    }


def test_the_simple_form_gives_the_same_sessions(tmp_path: Path) -> None:
    once = {(row["transcript_id"], int(row["utterance_id"])): row for row in rows_of()}
    simple, _ = annomi.load_sessions(write(tmp_path, [once[key] for key in sorted(once)], SIMPLE_COLUMNS))
    assert [s.transcript.units for s in simple] == [s.transcript.units for s in annomi.load_sessions(FULL)[0]]


@needs_formats
def test_a_real_excerpt_gives_what_the_reader_of_tables_gives(tmp_path: Path) -> None:
    real = FORMATS / "csv-annomi" / "1.csv"
    # It holds three sessions of high quality; one is called low, so that there are both.
    rows = [
        row | {"mi_quality": "low"} if row["transcript_id"] == "2" else row
        for row in rows_of(real.read_text(encoding="utf-8"))
    ]
    sessions, n_left_out = annomi.load_sessions(write(tmp_path, rows))
    assert [len(session.transcript.units) for session in sessions] == [54, 37, 36] and n_left_out == 0
    for number, session in enumerate(sessions):
        assert session.transcript.units == read_transcript(real, call=str(number)).units


def test_a_session_in_which_one_side_says_nothing_is_left_out(tmp_path: Path) -> None:
    alone = [row for row in rows_of() if row["transcript_id"] != "0" or row["interlocutor"] == "client"]
    silent = [row | {"utterance_text": " "} if row["transcript_id"] == "1" else row for row in alone]
    sessions, n_left_out = annomi.load_sessions(write(tmp_path, silent))
    assert len(sessions) == 4 and n_left_out == 2


# what is no such file


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"mi_quality": "middling secret"}, "high or low in mi_quality"),
        ({"mi_quality": "low"}, "the same mi_quality"),
        ({"interlocutor": "nurse secret"}, "therapist or client in interlocutor"),
        ({"utterance_id": "secret"}, "a whole number in utterance_id"),
        ({"utterance_id": "9" * 5000}, "a whole number in utterance_id"),
        ({"transcript_id": ""}, "the session's number in transcript_id"),
        ({"utterance_text": "word " * 24_000}, "at most 100 words"),
        ({"utterance_text": "w" * 25_000}, "at most 20,000 characters"),
    ],
)
def test_a_cell_that_does_not_fit_is_refused_with_its_line(
    cells: Cells, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "100 words" in expected:
        monkeypatch.setattr(annomi, "MAX_WORDS", 100)
    rows = rows_of()
    rows[2] |= cells
    with pytest.raises(TranscriptError, match=expected) as caught:
        annomi.load_sessions(write(tmp_path, rows))
    assert "copy.csv line" in caught.value.where and "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "the columns mi_quality"),
        (b"Ana: Hello.\nBen: Hi.\n", "the columns mi_quality"),
        (TEXT.replace("mi_quality", "quality", 1).encode(), "found no mi_quality"),
        (TEXT.partition("\n")[0].encode(), "sessions of high and of low quality"),
        (TEXT.partition("\nlow")[0].encode(), "one quality only"),
        (TEXT.encode() + b'high,9,a,b,c,0,client,0:01,"never closed' + b"\nmore" * 30_000, 'a closing "'),
        (b"PK\x03\x04" + bytes(200), "a zip archive"),
        (bytes(range(256)) * 20, "binary data"),
        (b"\xff\xfe" + TEXT.encode()[:99], "the columns mi_quality"),
    ],
)
def test_other_files_are_refused(data: bytes, expected: str, tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    file.write_bytes(data)
    with pytest.raises(TranscriptError, match=expected):
        annomi.load_sessions(file)


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_file_is_read_or_refused(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    data = bytearray(TEXT.encode())
    for _ in range(chance.randint(1, 30)):
        at = chance.randrange(len(data))
        data[at : at + chance.choice((0, 1, 1, 40))] = chance.choice((b"", b'"', b",", b"\n", b"\0", b"\xff", b"high"))
    file = tmp_path / "damaged.csv"
    file.write_bytes(data[: chance.randrange(len(data))] if seed % 3 == 0 else data)
    try:
        sessions, _ = annomi.load_sessions(file)
    except CoderError:
        return
    assert all(set(session.transcript.speakers) == {"therapist", "client"} for session in sessions)


# measuring


def test_shares_and_ratios_come_from_the_counts_though_the_call_is_short() -> None:
    short = Measure(None, 3, 4, "utterances", reason="too short")
    assert annomi.share(short) == 0.75 and annomi.less(short) == -0.75
    assert annomi.log_ratio(short) == pytest.approx(math.log(3.5 / 4.5))
    nothing = Measure(None, 0, 0, "utterances", reason="too short")
    assert annomi.share(nothing) is None and annomi.less(nothing) is None and annomi.log_ratio(nothing) == 0


def test_a_session_has_every_measure_and_question_marks_are_counted(fast: Model) -> None:
    sessions, _ = annomi.load_sessions(FULL)
    high, low = (annomi.score_session(session.transcript, fast) for session in sessions[:2])
    assert tuple(high) == MEASURES
    assert high["baseline: question marks a turn"] == Score(4 / 6, True)
    assert low["baseline: question marks a turn"] == Score(0.0, True)
    assert not high["ask-and-listen index"].shown and high["talk share, less of it"].shown


def test_the_area_is_scikit_learns_and_its_interval_is_always_the_same() -> None:
    values = [0.9, 0.8, 0.4, 0.7, 0.3, 0.5, 0.1, 0.2]
    labels = [True] * 4 + [False] * 4
    found = annomi.rate([Score(value, value > 0.5) for value in values], labels)
    assert found.auc == roc_auc_score(labels, values) == 15 / 16
    assert found.low <= found.auc <= found.high == 1
    assert (found.n_high, found.n_low, found.n_shown) == (4, 4, 3)
    assert found == annomi.rate([Score(value, value > 0.5) for value in values], labels)


def test_sessions_without_the_measure_are_not_counted() -> None:
    found = annomi.rate([Score(0.5, True), Score(None, False), Score(0.1, False)], [True, True, False])
    assert (found.auc, found.n_high, found.n_low) == (1, 1, 1)
    none = annomi.rate([Score(0.5, True), Score(None, False)], [True, False])
    assert none.auc is None and "–" in annomi.row("x", none)
    assert annomi.rate([], []).n_high == 0


# all together


def test_the_table_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert benchmarks.main(["annomi", str(FULL), "fast"]) == 0
    printed = capsys.readouterr().out
    assert "6 sessions, 3 of high and 3 of low quality" in printed
    assert "human codes 0.93; a model trained on that corpus 0.89" in printed
    lines = [next(line for line in printed.splitlines() if line.startswith(name)) for name in MEASURES]
    assert lines[0].split()[-5:] == ["1.00", "[1.00–1.00]", "3", "3", "0"]
    assert all(line.split()[-3:-1] == ["3", "3"] for line in lines)


def test_the_command_line_tells_errors_without_a_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert benchmarks.main(["annomi"]) == 2
    assert "annomi PATH" in capsys.readouterr().err
    for path, model in ((tmp_path, "fast"), (tmp_path / "none.csv", "fast"), (FULL, "no such model")):
        assert benchmarks.main(["annomi", str(path), model]) == 1
        assert capsys.readouterr().err.startswith("benchmarks: ")
    assert benchmarks.main(["roles", "annomi"]) == 2
    assert "annomi PATH" in capsys.readouterr().err
