"""Nothing leaves the machine, nothing is printed or logged, and no error repeats what was said."""

import logging
import socket
import warnings
from pathlib import Path

import pytest

from coder import CoderError, code_call, load_model, read_bytes, read_transcript, render_report, sample_calls
from coder.examples import load_examples
from coder.model_folder import Model
from coder.reports import KINDS
from tests.builders import talk

SECRET = "Nobody outside may know that Lakeland pays forty percent less."


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was asked for")

    # The class itself stays: others derive from it when they are imported.
    monkeypatch.setattr(socket.socket, "__init__", refuse)
    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)


@pytest.mark.usefixtures("no_network")
def test_coding_a_call_opens_no_socket() -> None:
    model = load_model()
    for sample in sample_calls():
        review = code_call(read_transcript(sample), model)
        assert all(render_report(review, kind) for kind in KINDS)


def test_the_library_prints_logs_and_warns_nothing(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        review = code_call(read_bytes(f"Ana: {SECRET}\nBen: Right.".encode(), "monday.txt"), load_model())
        for kind in KINDS:
            render_report(review, kind)
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []


def every_text(error: BaseException | None) -> str:
    """The messages of an error and of those behind it."""
    return "" if error is None else f"{error} {vars(error)} {every_text(error.__cause__ or error.__context__)}"


@pytest.mark.parametrize("wrong", [{"manager": "Zed"}, {"guests": ["Zed"]}])
def test_errors_of_the_pipeline_hold_no_utterance_text(model: Model, wrong: dict) -> None:
    with pytest.raises(CoderError) as error:
        code_call(talk(("Ana", SECRET), ("Ben", SECRET)), model, **wrong)
    assert not [word for word in SECRET.rstrip(".").split() if len(word) > 4 and word in every_text(error.value)]


@pytest.mark.parametrize(
    "line",
    [
        '{"speaker": "Ana", "role": "rep", "turn": 0, "code": "nope", "text": "%s"}',
        '{"speaker": "Ana", "role": "rep", "turn": 0, "text": "%s"}',
        '{"speaker": "Ana", "text": "%s"',
    ],
)
def test_errors_about_labelled_calls_hold_no_utterance_text(tmp_path: Path, line: str) -> None:
    file = tmp_path / "c.jsonl"
    file.write_text(line % SECRET, encoding="utf-8")
    with pytest.raises(CoderError) as error:
        load_examples(file)
    assert SECRET not in str(error.value)
    assert "Lakeland" not in str(error.value)


def test_a_review_keeps_no_way_back_to_the_users_folders(tmp_path: Path, model: Model) -> None:
    path = tmp_path / "private" / "monday.txt"
    path.parent.mkdir()
    path.write_text("Ana: How did it go?\nBen: Fine.\n", encoding="utf-8")
    review = code_call(read_transcript(path), model)
    assert review.source == "monday.txt"
    assert not any(str(tmp_path) in render_report(review, kind) for kind in KINDS)
