"""``coder sample``: plan, draw, code, estimate, card, from an audit and from the store."""

from pathlib import Path

import pytest

from coder.codings import read_coding
from coder.command_line import main
from coder.commands import sample
from coder.sampling.wanted import BY, COACHING_MODES
from coder.store import CallDetails, add_call, open_store
from tests.builders import build_review, one_word_each
from tests.sampling.audits import write_audit


def fill_in(path: Path, to: Path, code: str = "inform") -> Path:
    text = path.read_text(encoding="utf-8-sig")
    to.write_text(text.replace(",\n", f",{code}\n"), encoding="utf-8-sig")
    return to


def test_the_choices_are_those_of_the_library() -> None:
    assert (sample._MODES, sample._BY) == (COACHING_MODES, BY)


def test_from_an_audit_to_the_card(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    audit, out = str(write_audit(tmp_path / "audit")), tmp_path / "sample"
    wish = [audit, "--points", "12", "--by", "all", "--seed", "3"]
    assert main(["sample", "plan", *wish]) == 0
    planned = capsys.readouterr().out
    assert "For ±12 points on the share of tell, 95 % interval, over all calls" in planned
    assert "Left out: 1 call, there twice" in planned
    assert main(["sample", "draw", *wish, "--out", str(out)]) == 0
    assert capsys.readouterr().out == planned
    ana = fill_in(out / "to_code.csv", tmp_path / "ana.csv")
    ben = fill_in(out / "to_code.csv", tmp_path / "ben.csv", "reflect")
    assert main(["sample", "estimate", str(out), str(ana)]) == 0
    assert "100.0 %" in capsys.readouterr().out
    card = tmp_path / "card.md"
    assert main(["sample", "card", str(out / "key.json"), str(ana), str(ben), "--out", str(card)]) == 0
    assert capsys.readouterr().out == ""
    assert "mend the codebook's rules" in card.read_text(encoding="utf-8")


def test_a_larger_sample_asks_only_for_what_is_new(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    audit = str(write_audit(tmp_path / "audit", n_calls=12))
    small, large = tmp_path / "small", tmp_path / "large"
    assert main(["sample", "draw", audit, "--by", "all", "--points", "20", "--out", str(small)]) == 0
    ana = fill_in(small / "to_code.csv", tmp_path / "ana.csv")
    wish = ["--by", "all", "--points", "8", "--coded", str(ana), "--out", str(large)]
    assert main(["sample", "draw", audit, *wish]) == 0
    more = fill_in(large / "to_code.csv", tmp_path / "more.csv")
    first, second = (read_coding(path).units for path in (ana, more))
    assert second and not set(first) & set(second)
    capsys.readouterr()
    assert main(["sample", "estimate", str(large), str(ana), str(more)]) == 0
    told = capsys.readouterr().out
    assert f"{len(first) + len(second):,} of 240 utterances" in told
    assert "Drawn and coded by nobody" not in told and "not drawn" not in told


def test_from_the_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = str(tmp_path / "store.sqlite3")
    with open_store(place) as store:
        for number in range(3):
            rows = one_word_each("Ana", "manager", *["direct", "reflect", "inform"] * 10)
            rows.append(("Ben", "rep", "inform", f"number {number}"))
            add_call(store, build_review(*rows), CallDetails(call_date="2026-05-04", manager="Ana"), person="Eva")
    out = tmp_path / "sample"
    assert (
        main(["sample", "draw", "--store", place, "--manager", "ana", "--quarter", "2026-Q2", "--out", str(out)]) == 0
    )
    assert "Ana, 2026-Q2" in capsys.readouterr().out
    assert "manager: word" in (out / "to_code.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["plan"], "expected an audit or a store, found neither"),
        (["plan", "nowhere"], "expected a table of a finished audit, found nothing there"),
        (["estimate", "nowhere", "ana.csv"], "expected the key of a sample"),
    ],
)
def test_what_is_missing_is_told_in_one_line(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sample", *arguments]) == 1
    error = capsys.readouterr().err
    assert says in error and error.count("\n") == 1
