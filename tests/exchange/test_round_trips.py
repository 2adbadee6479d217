"""What is written in a form is read back: all of it, but for what the form is said not to hold."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from coder.errors import CoderError
from coder.examples import LabelledCall, load_examples
from coder.exchange import FORMS, Form, read_calls, write_calls
from coder.exchange.form import fit_calls
from tests.builders import LABELED_EXAMPLES
from tests.exchange.calls import CALLS, MONDAY, PLAIN, SETTLED, TWO_CODERS, calls

OTHERS = [form for form in FORMS if form != "examples"]


def place(folder: Path, form: str) -> Path:
    return folder / ("out.json" if FORMS[form].place == "file" else "out")


def read_back(written: tuple[LabelledCall, ...], form: str, folder: Path) -> tuple[LabelledCall, ...]:
    write_calls(written, place(folder, form), form)
    came = read_calls(place(folder, form), form)
    assert came.left_out == ()
    return came.calls


@pytest.mark.parametrize("form", OTHERS)
def test_a_call_comes_back(form: str, tmp_path: Path) -> None:
    assert read_back(CALLS, form, tmp_path) == fit_calls(CALLS, FORMS[form])


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(calls(coded=True))
def test_any_coded_call_comes_back(form: str, written: tuple[LabelledCall, ...]) -> None:
    with TemporaryDirectory() as folder:
        assert read_back(written, form, Path(folder)) == fit_calls(written, FORMS[form])


@pytest.mark.parametrize("form", OTHERS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(calls())
def test_any_half_coded_call_comes_back(form: str, written: tuple[LabelledCall, ...]) -> None:
    with TemporaryDirectory() as folder:
        assert read_back(written, form, Path(folder)) == fit_calls(written, FORMS[form])


@pytest.mark.parametrize("form", OTHERS)
def test_the_shipped_calls_come_back(form: str, tmp_path: Path) -> None:
    every_tenth = load_examples(LABELED_EXAMPLES).calls[::10]
    assert read_back(every_tenth, form, tmp_path) == fit_calls(every_tenth, FORMS[form])


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_only_what_is_told_is_changed(form: Form, tmp_path: Path) -> None:
    plain = tuple(replace(call, first=None, second=None, second_tags=None) for call in (PLAIN, SETTLED))
    assert fit_calls(plain, form) == plain
    assert write_calls(plain, tmp_path / "x.json", form.id) == ()
    told = (
        write_calls((replace(MONDAY, author="\x01"), SETTLED, TWO_CODERS), tmp_path / "y.json", form.id)
        if (form.id != "examples")
        else ()
    )
    expected = [] if form.holds_coders else ["left out: other coders' codes of 2 calls, for the form holds one coder's"]
    # In XML a control character, in CHAT the line break besides.
    n_changed = len({"\x01", form.keep_text("\x01")} | {"a\nb", form.keep_text("a\nb")}) - 2
    expected += [f"replaced: characters that the form cannot hold, in {n_changed} texts or names"] if n_changed else []
    assert list(told) == expected


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_overwritten(form: str, tmp_path: Path) -> None:
    path = place(tmp_path, form)
    write_calls((PLAIN,), path, form)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    with pytest.raises(CoderError) as caught:
        write_calls((TWO_CODERS,), path, form)
    assert caught.value.found == "something there already"
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize("form", FORMS)
def test_writing_twice_writes_the_same(form: str, tmp_path: Path) -> None:
    files = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        write_calls((PLAIN, SETTLED), place(folder, form), form)
        files.append([file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()])
    assert files[0] == files[1]
