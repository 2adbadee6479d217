"""The measurements: that each damages, degrades and counts what it says."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import __main__ as benchmarks
from benchmarks import audit, damage, explanations, labelled, readers, roles, sampling
from benchmarks.figures import show_share, wilson
from benchmarks.labelled import Call
from coder.model_folder import load_model
from coder.pipeline import code_call
from coder.readers import read_bytes
from coder.roles import CUES
from coder.transcript import Transcript, Unit
from tests.builders import REPOSITORY, talk
from tests.sampling.worlds import code_all, invent_frame, true_share

SPEECH = tuple((name, f"Well, line {at} is said here. Right?") for at in range(15) for name in ("Ana", "Ben"))
TALK = talk(*SPEECH)
MISLED = {cue.name: -1.0 for cue in CUES}


def names_of(call: Transcript) -> list[str]:
    return [unit.speaker for unit in call.units]


def test_wilsons_interval_is_the_published_one() -> None:
    # Newcombe 1998, table I, method 3.
    for (hits, n), (low, high) in {
        (81, 263): (0.2553, 0.3662),
        (15, 148): (0.0624, 0.1605),
        (0, 20): (0.0, 0.1611),
        (1, 29): (0.0061, 0.1718),
    }.items():
        assert wilson(hits, n) == pytest.approx((low, high), abs=1e-4)
    assert wilson(0, 0) == (0.0, 1.0)


def test_a_share_of_nothing_is_a_dash() -> None:
    assert show_share(0, 0).strip() == "–"


def test_labelled_calls_come_as_turns_with_weights_of_other_authors(small_dataset: Path) -> None:
    calls = labelled.load_calls(small_dataset)
    assert len(calls) == 6
    assert len({json.dumps(call.role_weights) for call in calls}) == 6
    for call in calls:
        assert call.managers < set(call.transcript.speakers)
        rows = (small_dataset / "calls" / f"{call.transcript.call}.jsonl").read_text(encoding="utf-8").splitlines()
        turns = {(row["turn"], row["speaker"]) for row in map(json.loads, rows)}
        assert len(call.transcript.units) == len(turns)


# who leads


def call_of(*lines: tuple[str, str], weights: dict[str, float] | None = None) -> Call:
    return Call("t", talk(*lines), frozenset(("Ana",)), weights or {"opens": 9.0})


def test_proposals_are_counted_as_right_clear_or_not() -> None:
    right = call_of(*SPEECH)
    wrong = replace(right, managers=frozenset(("Ben",)))
    unsure = replace(right, role_weights={})
    alone = call_of(("Ana", "Hello."))
    found = roles.outcomes([right, wrong, unsure, alone], 0.99)
    assert [(each.right, each.clear) for each in found] == [(True, True), (False, True), (True, False)]


def test_the_table_counts_wrong_proposals_and_doubts() -> None:
    outcomes = [roles.Outcome(True, True)] * 8 + [roles.Outcome(False, False), roles.Outcome(True, False)]
    assert roles.row("x", outcomes).split()[-3:] == ["1", "1", "1"]
    assert "9 of  10" in roles.row("x", outcomes)


def test_degraded_copies_are_what_they_say() -> None:
    call = call_of(*SPEECH)
    crowd = call_of(*SPEECH, ("Cyd", "Yes."))
    copies = roles.copies_of([call, crowd])
    assert copies["  two speakers"] == [call] and copies["  three or more speakers"] == [crowd]
    lettered = copies["names swapped for letters"][1]
    assert lettered.transcript.speakers == ("Speaker A", "Speaker B", "Speaker C")
    assert lettered.managers == {"Speaker A"}
    assert copies["as a machine caption"][0].transcript.units[0].text == "well line 0 is said here right"
    assert copies["first third of the call only"][0].transcript.units == call.transcript.units[:10]
    assert copies["without the first third"][0].transcript.units == call.transcript.units[10:]


# damage


def test_one_name_from_some_point_on() -> None:
    assert set(names_of(damage.one_name_from(TALK, part=0.0))) == {"Ana"}
    half = names_of(damage.one_name_from(TALK, part=0.5))
    assert half[:15] == names_of(TALK)[:15] and len(set(half[15:])) == 1


@pytest.mark.parametrize("share", [0.1, 0.3])
def test_a_share_of_the_turns_changes_hands_always_in_the_same_way(share: float) -> None:
    given = damage.give_away(TALK, share=share)
    assert sum(a != b for a, b in zip(names_of(given), names_of(TALK), strict=True)) == round(share * len(TALK.units))
    assert given == damage.give_away(TALK, share=share)


def test_names_are_exchanged_from_some_point_on_and_third_persons_keep_theirs() -> None:
    call = talk(*SPEECH, ("Cyd", "Yes."))
    names = names_of(damage.exchange_from(call, part=1 / 3))
    assert names[:10] == ["Ana", "Ben"] * 5 and names[11:] == ["Ana" if at % 2 else "Ben" for at in range(11, 30)] + [
        "Cyd"
    ]
    assert names_of(damage.exchange_from(call, part=0.0))[:2] == ["Ben", "Ana"]


def test_marks_and_the_second_half_are_taken_out() -> None:
    assert damage.without_marks(TALK).units[0].text == "Well line 0 is said here Right"
    half = damage.first_half(TALK)
    whole = sum(len(unit.text) for unit in TALK.units)
    assert sum(len(unit.text) for unit in half.units) == pytest.approx(whole / 2, abs=1)
    assert all(unit.text for unit in half.units)


def test_times_are_multiplied_and_missing_ones_stay_missing() -> None:
    call = replace(TALK, units=(Unit("Ana", "Hi.", 1000, 2000), Unit("Ben", "Yes.", 3000)))
    assert [(u.start_ms, u.end_ms) for u in damage.scale_times(call, by=0.2).units] == [(200, 400), (600, None)]


def test_found_damage_and_false_alarms_are_counted() -> None:
    quiet = talk(*(("Ana", "so we go on and on"), ("Ben", "and so do I all day")) * 20)
    no_marks = next(each for each in damage.damages() if each.name == "punctuation removed")
    assert damage.is_written_without_marks(quiet) and not damage.is_written_without_marks(TALK)
    assert damage.damageable(no_marks, [(TALK, {}), (quiet, {})]) == [(TALK, {})]
    assert damage.count_found(no_marks, [(TALK, {})]) == 1
    assert damage.count_alarms([(quiet, {})])["any"] == 0
    answered = talk(*(("Ana", "How so? It was late."), ("Ben", "Yes.")) * 15)
    assert damage.count_alarms([(answered, {}), (TALK, {})]) == {"any": 1, "merged_speakers": 1}


def test_every_kind_of_damage_is_meant_for_a_check_that_counts_as_an_alarm() -> None:
    kinds = [*damage.damages(), *damage.time_damages()]
    assert len({each.name for each in kinds}) == len(kinds) == 16
    assert all(each.checks <= set(damage.ALARMS) for each in kinds)


# readers


@pytest.mark.parametrize("name", ["a.vtt", "a.srt", "a.json", "a.csv", "a.docx"])
def test_files_are_read_as_the_units_they_were_made_from(name: str) -> None:
    units = [Unit(name, text, 4000 * at, 4000 * at + 3000) for at, (name, text) in enumerate(SPEECH)]
    write = getattr(readers, f"as_{name.rpartition('.')[2]}")
    found = read_bytes(write(units), name)
    assert [(unit.speaker, unit.text, unit.start_ms) for unit in found.units] == [
        (unit.speaker, unit.text, unit.start_ms) for unit in units
    ]


def test_long_files_have_as_many_cues_as_they_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "LONG", 50)
    files = readers.long_files(tuple(Unit(*line) for line in SPEECH))
    assert list(files) == ["50 cues.vtt", "50 cues.srt", "50 entries.json"]
    assert [len(read_bytes(data, name).units) for name, data in files.items()] == [50] * 3


def test_the_least_of_the_times_counts_after_a_first_run() -> None:
    runs = []
    assert readers.least_seconds(lambda: runs.append(0), runs=3) < 1
    assert len(runs) == 4


# explanations


def test_a_linear_model_explains_steadily() -> None:
    model = load_model("fast")
    found = explanations.measure(code_call(TALK, model), 3, model)
    assert found.seconds > 0
    assert found.rescored == pytest.approx(0, abs=1e-9)
    assert len(found.shifts) > 5
    assert found.shifts == pytest.approx([0.0] * len(found.shifts), abs=1e-9)


# audit


def test_the_calls_of_an_audit_differ(tmp_path: Path) -> None:
    files = sorted(audit.write_calls(tmp_path / "calls", 12).iterdir())
    assert len({file.read_bytes() for file in files}) == 12
    assert all(read_bytes(file.read_bytes(), file.name).units for file in files)


def test_the_ratio_says_how_much_faster_all_cores_are() -> None:
    assert audit.row("fast", 60.0, 40.0).split()[-3:] == ["40", "60", "1.50"]


# all together


def test_parts_are_run_by_name(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(roles, "main", lambda: print("roles here"))
    assert benchmarks.main(["roles"]) == 0
    assert capsys.readouterr().out.startswith("roles here\n\n")
    assert benchmarks.main(["rolls"]) == 2
    assert "known: roles, damage, readers, speed, explanations, audit" in capsys.readouterr().err


def test_make_benchmark_is_the_command_that_the_documents_name() -> None:
    assert "\nbenchmark: install\n\t$(BIN)/python -m benchmarks\n" in (REPOSITORY / "Makefile").read_text()
    assert "`make benchmark`" in (REPOSITORY / "README.md").read_text(encoding="utf-8")


# samples


def test_samples_are_held_against_what_people_coded_whole() -> None:
    frame, truth = invent_frame(("Ana", "2026-Q2", 6), length=60)
    coding = code_all(frame, truth)
    found = sampling.draw_often(frame, coding, "listen", samples=20)
    assert found.true == pytest.approx(true_share(frame, truth, "listen"))
    assert found.machine == pytest.approx(true_share(frame, frame.modes, "listen"))
    assert found.given == 20 and found.covered >= 16
    assert abs(found.mean - found.true) < found.half < 0.07
