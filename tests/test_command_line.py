"""The commands: what they print and write, what they say when something is wrong."""

import csv
import io
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from coder import sample_calls
from coder.codebook import load_codebook
from coder.command_line import COMMANDS, build_parser, main
from tests.builders import quick_training
from tests.conftest import Trained

CALL = (
    "Ana: How did it go? Walk me through it.\nBen: They went quiet after the demo.\nAna: Get me the plan by Friday.\n"
)
Output = pytest.CaptureFixture[str]


@pytest.fixture
def call(tmp_path: Path) -> Path:
    path = tmp_path / "monday.txt"
    path.write_text(CALL, encoding="utf-8")
    return path


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


def in_a_process(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "coder.command_line", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=os.environ | environment, timeout=60, check=False
    )


# code


@pytest.mark.parametrize(
    ("kind", "begins"),
    [("text", "monday.txt: "), ("json", "{"), ("csv", "call,index,"), ("md", "# monday"), ("html", "<!doctype html>")],
)
def test_code_prints_each_kind(call: Path, capsys: Output, kind: str, begins: str) -> None:
    assert run("code", call, "--manager", "Ana", "--format", kind) == 0
    out, err = capsys.readouterr()
    assert out.startswith(begins)
    assert "Friday" in out
    assert err == ""


def test_code_takes_a_manager_a_guest_and_a_model(call: Path, trained: Trained, capsys: Output) -> None:
    assert run("code", call, "--manager", "ben", "--guest", "Ana", "--model", trained.folder, "--format", "json") == 0
    review = json.loads(capsys.readouterr().out)
    assert {s["name"]: s["role"] for s in review["speakers"]} == {"Ana": "guest", "Ben": "manager"}
    assert review["model"] == {"name": "tiny", "version": trained.config["version"]}


def test_without_a_manager_the_proposal_is_told_on_stderr(call: Path, capsys: Output) -> None:
    assert run("code", call, "--format", "json") == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["roles_from"] == "proposed"
    assert err.count("\n") == 1
    assert "probably Ana" in err and "--manager" in err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("answer", "manager"),
    [("\n", "Ana"), ("2\n", "Ben"), ("ben\n", "Ben"), ("Zed\n7\n2\n", "Ben"), ("", "Ana")],
)
def test_at_a_terminal_it_asks(
    call: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output, answer: str, manager: str
) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    monkeypatch.setattr(sys, "stderr", screen)
    assert run("code", call, "--format", "json") == 0
    assert "  1  Ana\n  2  Ben\n" in screen.getvalue()
    assert ('one of "Ana", "Ben", found "Zed"' in screen.getvalue()) == ("Zed" in answer)
    speakers = json.loads(capsys.readouterr().out)["speakers"]
    assert [speaker["name"] for speaker in speakers if speaker["role"] == "manager"] == [manager]


def test_a_misspelt_manager_is_one_line_with_the_names(call: Path, capsys: Output) -> None:
    assert run("code", call, "--manager", "Anna") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert err.startswith("coder: ") and '"Ana", "Ben"' in err and "Anna" in err


def test_out_writes_one_file_and_prints_nothing(call: Path, tmp_path: Path, capsys: Output) -> None:
    out = tmp_path / "new" / "review.html"
    assert run("code", call, "--manager", "Ana", "--format", "html", "--out", out) == 0
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert capsys.readouterr() == ("", "")


def test_out_may_be_a_folder_for_one_call(call: Path, tmp_path: Path) -> None:
    (tmp_path / "reviews").mkdir()
    assert run("code", call, "--manager", "Ana", "--format", "csv", "--out", tmp_path / "reviews") == 0
    assert [path.name for path in (tmp_path / "reviews").iterdir()] == ["monday.csv"]


def test_calls_of_one_name_do_not_overwrite_each_other(call: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "monday.txt"
    other.parent.mkdir()
    other.write_text(CALL.replace("Friday", "Tuesday"), encoding="utf-8")
    out = tmp_path / "reviews"
    assert run("code", call, other, "--manager", "Ana", "--format", "md", "--out", out) == 0
    assert sorted(path.name for path in out.iterdir()) == ["monday-2.md", "monday.md"]
    assert "Tuesday" in (out / "monday-2.md").read_text(encoding="utf-8")


def test_one_bad_file_does_not_stop_the_others(call: Path, tmp_path: Path, capsys: Output) -> None:
    empty, second, out = tmp_path / "empty.vtt", tmp_path / "tuesday.txt", tmp_path / "out"
    empty.touch()
    second.write_text(CALL, encoding="utf-8")
    assert (
        run("code", call, empty, tmp_path / "none.srt", second, "--manager", "Ana", "--format", "json", "--out", out)
        == 1
    )
    assert sorted(path.name for path in out.iterdir()) == ["monday.json", "tuesday.json"]
    err = capsys.readouterr().err.splitlines()
    assert len(err) == 2
    assert "empty.vtt" in err[0] and "none.srt" in err[1]


def test_several_calls_as_json_are_one_object_a_line(call: Path, capsys: Output) -> None:
    assert run("code", call, call, "--manager", "Ana", "--format", "json") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["call"] for line in lines] == ["monday", "monday"]


def test_several_calls_as_csv_have_one_header(call: Path, capsys: Output) -> None:
    assert run("code", call, call, "--manager", "Ana", "--format", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["index"] for row in rows] == ["0", "1", "2", "3"] * 2


@pytest.mark.parametrize("out", ["file/reviews", "file"])
def test_a_place_that_cannot_be_written_is_told(call: Path, tmp_path: Path, capsys: Output, out: str) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert run("code", call, call, "--manager", "Ana", "--out", tmp_path / out) == 1
    assert "Choose another --out" in capsys.readouterr().err


def test_a_file_name_for_several_calls_is_told(call: Path, tmp_path: Path, capsys: Output) -> None:
    assert run("code", call, call, "--manager", "Ana", "--out", tmp_path / "both.json") == 1
    assert "Name a folder" in capsys.readouterr().err
    assert list(tmp_path.glob("both*")) == []


@pytest.mark.parametrize("out", ["monday.txt", "."])
def test_the_transcript_is_never_overwritten(call: Path, capsys: Output, out: str) -> None:
    before = call.read_bytes()
    assert run("code", call, "--manager", "Ana", "--out", call.parent / out) == 1
    assert "another file than the transcript" in capsys.readouterr().err
    assert call.read_bytes() == before


def test_out_without_an_ending_is_a_folder(call: Path, tmp_path: Path) -> None:
    assert run("code", call, "--manager", "Ana", "--format", "csv", "--out", tmp_path / "new") == 0
    # The mark by which Excel knows UTF-8.
    assert (tmp_path / "new" / "monday.csv").read_bytes().startswith(b"\xef\xbb\xbfcall,")


def test_standard_input_is_read(call: Path) -> None:
    command = [sys.executable, "-m", "coder.command_line", "code", "-", "--manager", "Ana", "--format", "json"]
    done = subprocess.run(command, input=call.read_bytes(), capture_output=True, timeout=60, check=True)
    assert json.loads(done.stdout)["source"] == "standard input"


@pytest.mark.parametrize("closing", ["<&-", ">&-", "2>&-", ">/dev/full"])
def test_closed_streams_give_no_traceback(call: Path, closing: str) -> None:
    command = f'"{sys.executable}" -m coder.command_line code "{call}" {closing}'
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60, check=False)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("port", ["0", "99999", "x"])
def test_a_port_out_of_range_is_wrong_usage(capsys: Output, port: str) -> None:
    with pytest.raises(SystemExit):
        run("ui", "--port", port)
    assert "1 to 65535" in capsys.readouterr().err


def test_an_unknown_model_is_told(call: Path, capsys: Output) -> None:
    assert run("code", call, "--model", "none") == 1
    assert "default" in capsys.readouterr().err


# codebook, train, evaluate


def test_codebook_prints_every_code_or_one(capsys: Output) -> None:
    assert run("codebook") == 0
    whole = capsys.readouterr().out
    assert all(code in whole for code in load_codebook().code_ids)
    assert run("codebook", "steer") == 0
    one = capsys.readouterr().out
    assert "steer" in one and "does not count" in one and "acknowledge" not in one
    assert run("codebook", "--format", "json") == 0
    assert len(json.loads(capsys.readouterr().out)["codes"]) == 18
    assert run("codebook", "steer", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["mode"] == "persuade"


def test_codebook_lists_the_codes_for_an_unknown_one(capsys: Output) -> None:
    assert run("codebook", "stear") == 1
    assert "steer" in capsys.readouterr().err


def test_evaluate_prints_scores(trained: Trained, small_dataset: Path, capsys: Output) -> None:
    assert run("evaluate", small_dataset, "--model", trained.folder) == 0
    text = capsys.readouterr().out
    assert text.startswith(f"Model tiny {trained.config['version']} on 6 calls, 180 utterances\n")
    assert "Careful: 6 of these calls trained this model" in text
    assert run("evaluate", small_dataset, "--model", trained.folder, "--format", "json") == 0
    scores = json.loads(capsys.readouterr().out)
    assert scores["format"] == 1 and len(scores["seen_in_training"]) == 6


def test_train_tells_progress_on_stderr_and_its_score_at_the_end(
    small_dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trained: Trained, capsys: Output
) -> None:
    asked = {}

    def train(examples: Path, out: Path, **options: object) -> dict:
        asked.update(options, examples=examples, out=out)
        options["progress"]("half way")  # type: ignore[operator]
        return trained.config

    monkeypatch.setattr("coder.training.train_model", train)
    assert run("train", small_dataset, "--out", tmp_path / "m", "--folds", 2, "--seed", 9) == 0
    out, err = capsys.readouterr()
    assert (asked["examples"], asked["out"], asked["folds"], asked["seed"]) == (small_dataset, tmp_path / "m", 2, 9)
    assert err == "half way\n"
    assert trained.config["version"] in out and str(tmp_path / "m" / "README.md") in out


def test_train_refuses_too_few_authors(small_dataset: Path, tmp_path: Path, capsys: Output) -> None:
    with quick_training():
        assert run("train", small_dataset, "--out", tmp_path / "m", "--folds", 7) == 1
    assert "6 authors" in capsys.readouterr().err


# help and usage


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_every_command_shows_an_example_that_parses(command: str, capsys: Output) -> None:
    with pytest.raises(SystemExit) as leaving:
        run(command, "--help")
    assert leaving.value.code == 0
    text = capsys.readouterr().out
    assert "example:\n" in text
    program, *arguments = shlex.split(text.split("example:\n")[1])
    assert program == "coder"
    assert build_parser().parse_args(arguments).command == command


def test_help_lists_every_command(capsys: Output) -> None:
    with pytest.raises(SystemExit):
        run("--help")
    text = capsys.readouterr().out
    assert all(f"    {command} " in text for command in COMMANDS)


def test_no_command_prints_help(capsys: Output) -> None:
    assert run() == 2
    assert "usage" in capsys.readouterr().out


def test_version(capsys: Output) -> None:
    assert run("--version") == 0
    assert capsys.readouterr().out.strip().count(".") == 2


@pytest.mark.parametrize(
    "arguments", [["cod"], ["code"], ["code", "x", "--format", "pdf"], ["train", "x"], ["code", "--colour"]]
)
def test_wrong_usage_is_one_line(arguments: list[str], capsys: Output) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(arguments)
    assert leaving.value.code == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and "--help" in err


_HELP_ONLY = """
import sys
from coder.command_line import COMMANDS, main
for arguments in (["--help"], *([name, "--help"] for name in COMMANDS)):
    try:
        main(arguments)
    except SystemExit:
        pass
heavy = {"numpy", "spacy", "sklearn", "streamlit", "scipy", "pandas", "thinc"} & set(sys.modules)
print("heavy:", sorted(heavy))
"""


def test_help_imports_nothing_heavy() -> None:
    done = subprocess.run([sys.executable, "-c", _HELP_ONLY], capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("heavy: []\n")


# the process itself


def test_a_process_codes_a_sample_and_leaves_with_zero() -> None:
    done = in_a_process("code", sample_calls()[0], "--format", "json")
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["utterances"]) > 100


def test_a_process_leaves_with_one_line_and_one_for_an_error(tmp_path: Path) -> None:
    done = in_a_process("code", tmp_path / "none.vtt")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "Traceback" not in done.stderr


def test_a_reader_that_leaves_early_sees_no_traceback() -> None:
    command = f'"{sys.executable}" -m coder.command_line code "{sample_calls()[0]}" --format json | head -c 10'
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60, check=False)
    assert "Traceback" not in done.stderr and "BrokenPipe" not in done.stderr


def test_an_output_of_another_encoding_does_not_crash() -> None:
    done = in_a_process("code", sample_calls()[0], "--manager", "Marta", PYTHONIOENCODING="ascii")
    assert "Traceback" not in done.stderr
    assert done.returncode == 0


def test_read_gives_the_units_as_the_file_has_them(call: Path, capsys: Output) -> None:
    assert run("read", call, "--format", "json") == 0
    data = json.loads(capsys.readouterr().out)
    assert list(data) == ["format", "speakers", "units", "chat", "skipped", "same_people", "bots"]
    assert data["speakers"] == ["Ana", "Ben"]
    assert set(data["units"][0]) == {"speaker", "text", "start_ms", "end_ms"}


SPELLINGS = "Dana (host): Morning.\nBen Ito: Hi.\nDana: So?\nBen: Fine.\nOtter.ai: Recording.\n"


@pytest.fixture
def spellings(tmp_path: Path) -> Path:
    file = tmp_path / "spellings.txt"
    file.write_text(SPELLINGS)
    return file


def test_read_says_who_may_be_one_person_and_who_is_none(spellings: Path, capsys: Output) -> None:
    assert run("read", spellings, "--format", "json") == 0
    data = json.loads(capsys.readouterr().out)
    assert [(same["other"], same["name"], same["sure"]) for same in data["same_people"]] == [
        ("Dana (host)", "Dana", True),
        ("Ben", "Ben Ito", False),
    ]
    assert data["bots"] == ["Otter.ai"]
    assert run("read", spellings, "--explain") == 0
    out = capsys.readouterr().out
    assert '"Dana (host)" is "Dana"' in out and '"Ben" may be "Ben Ito"' in out and "Otter.ai (a bot)" in out


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ([], ["Dana", "Ben Ito", "Ben", "Otter.ai"]),
        (["--same", "Ben=Ben Ito"], ["Dana", "Ben Ito", "Otter.ai"]),
        (["--same", "Dana = Dana (host)"], ["Dana (host)", "Ben Ito", "Ben", "Otter.ai"]),
        (["--keep-apart"], ["Dana (host)", "Ben Ito", "Dana", "Ben", "Otter.ai"]),
    ],
)
def test_the_user_says_which_names_are_one_person(
    spellings: Path, options: list[str], names: list[str], capsys: Output
) -> None:
    assert run("code", spellings, "--format", "json", *options) == 0
    speakers = json.loads(capsys.readouterr().out)["speakers"]
    assert [speaker["name"] for speaker in speakers] == names
    assert speakers[-1] == {**speakers[-1], "name": "Otter.ai", "role": "guest"}


def test_a_name_that_nobody_has_cannot_be_joined(spellings: Path, capsys: Output) -> None:
    assert run("code", spellings, "--same", "Ben=Benno") == 1
    assert 'found "Benno"' in capsys.readouterr().err


def test_read_explains_what_it_left_out(tmp_path: Path, capsys: Output) -> None:
    file = tmp_path / "chat.txt"
    file.write_text('00:01:02\tAna Ruiz:\tsounds great\n00:01:09\tBen Roe:\tReacted to "sounds great" with 👍\n')
    assert run("read", file, "--explain") == 0
    out = capsys.readouterr().out
    assert "0 units" in out and "1 chat messages, not speech" in out and "Left out: 1" in out


def test_chat_is_not_coded_as_speech(tmp_path: Path, capsys: Output) -> None:
    file = tmp_path / "chat.txt"
    file.write_text("00:01:02\tAna Ruiz:\tsounds great\n00:01:09\tBen Roe:\tsee you there\n")
    assert run("code", file) == 1
    assert "2 typed chat messages and no speech" in capsys.readouterr().err
