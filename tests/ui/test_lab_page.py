"""The lab as Streamlit runs it, without a browser; jobs are begun for real only where a test says so."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from coder import (
    CallDetails,
    Store,
    add_call,
    jobs_folder,
    list_jobs,
    load_model,
    open_store,
    running_job,
    set_codes,
    set_review_state,
)
from coder.comparison import compare_models
from coder.job_work import run_job
from coder.jobs import write_json
from coder.reports.comparison import comparison_data
from tests.builders import build_review, copy_model, one_word_each, quick_training
from tests.conftest import Trained
from ui import cached
from ui.keys import Lab

SCRIPT = "from ui.app_pages.lab import draw_page; draw_page()"
HOSTILE = "<img src=x> [link](javascript:1) :red[x] **bold**"
PATIENCE = 120


@pytest.fixture(autouse=True)
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CALL_REVIEW_LAB", str(tmp_path / "lab"))
    return tmp_path / "lab"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    path = str(tmp_path / "store.sqlite3")
    monkeypatch.setenv("CALL_REVIEW_STORE", path)
    monkeypatch.setattr("ui.library.needs_samples", lambda store: False)
    with open_store(path) as opened:
        yield opened


@pytest.fixture
def hostile_folder(small_dataset: Path, tmp_path: Path) -> Path:
    """Labelled calls in a folder with a name that is not to be read as anything."""
    folder = tmp_path / HOSTILE.replace("/", " ")
    folder.symlink_to(small_dataset)
    return folder


def open_section(name: str, **boxes: Any) -> AppTest:
    page = AppTest.from_string(SCRIPT, default_timeout=60)
    page.query_params[Lab.SECTION] = name
    for key, value in boxes.items():
        page.session_state[key] = value
    page.run()
    assert not page.exception
    return page


def words_of(page: AppTest) -> str:
    kinds = (page.title, page.header, page.subheader, page.markdown, page.caption, page.info, page.text, page.error)
    return "\n".join(element.value for kind in kinds for element in kind)


def charts_of(page: AppTest) -> list[Any]:
    return list(page.get("vega_lite_chart"))


def press(page: AppTest, key: str) -> AppTest:
    page.button(key=key).click().run()
    assert not page.exception
    return page


def finish(kind: str, lab: Path, result: dict[str, Any] | None = None, **asked: Any) -> None:
    """A job as it lies there when it is done; with a result as it is, else done now in this process."""
    number = len(list_jobs(lab / "jobs")) + 1
    folder = lab / "jobs" / f"20260101-120000-{number:03}-{kind}"
    folder.mkdir(parents=True)
    write_json(folder / "asked.json", {"kind": kind, "asked": asked, "at": 1.0})
    if result is None:
        with quick_training():
            run_job(folder)
    else:
        write_json(folder / "result.json", result)
        write_json(folder / "state.json", {"state": "done", "began_at": 1.0, "ended_at": 61.0})


def test_data_shows_what_is_at_hand_and_names_stay_text(store: Store, hostile_folder: Path) -> None:
    page = open_section("Data")
    assert "26,065 coded utterances in 198 calls" in words_of(page)
    page.text_input(key=Lab.NEW_FOLDER).set_value(str(hostile_folder))
    page.button[0].click().run()
    assert f"6 calls found in {hostile_folder}" in [text.value for text in page.text]
    page.selectbox(key=Lab.FOLDER).set_value(str(hostile_folder)).run()
    assert "180 coded utterances in 6 calls" in words_of(page)
    marked = [element.value for kind in (page.markdown, page.caption, page.header) for element in kind]
    assert not [value for value in marked if "<img" in value or "javascript" in value]
    press(page, "lab_forget")
    assert str(hostile_folder) not in page.selectbox(key=Lab.FOLDER).options


@pytest.mark.parametrize("path", ["", "labeled_examples", "/nowhere/at/all"])
def test_a_folder_without_labelled_calls_is_refused_in_words(store: Store, path: str, lab: Path) -> None:
    page = open_section("Data")
    page.text_input(key=Lab.NEW_FOLDER).set_value(path)
    page.button[0].click().run()
    assert not page.exception
    assert page.error[0].value == "That did not work."
    assert not (lab / "folders.json").exists()


def test_a_folder_that_is_broken_is_said_to_be_and_hides_no_others(store: Store, lab: Path) -> None:
    (lab / "examples" / "bad").mkdir(parents=True)
    (lab / "examples" / "bad" / "a.jsonl").write_text('{"turn": 1}\n', encoding="utf-8")
    page = open_section("Data")
    assert "26,065 coded utterances" in words_of(page)
    assert [option for option in page.selectbox(key=Lab.FOLDER).options if option.endswith("bad")] == []


def test_corrections_are_exported_by_one_button(store: Store, lab: Path) -> None:
    review = build_review(*one_word_each("Ana", "manager", "direct", "inform"), *one_word_each("Bo", "rep", "inform"))
    call = add_call(store, review, CallDetails(title="Monday"), person="me").id
    set_codes(store, call, {0: "open_question"}, person="me")
    set_review_state(store, call, "done", person="me")
    page = open_section("Data")
    assert "1 call of your own in the store, 1 with their review done." in words_of(page)
    page.text_input(key=Lab.EXPORT_NAME).set_value("may")
    [button] = [each for each in page.button if each.label == "Export as labelled calls"]
    button.click().run()
    assert f"1 call written to {lab / 'examples' / 'may'}: 1 of 3 utterances coded by 1 person." in words_of(page)
    assert (lab / "examples" / "may" / "dataset.json").is_file()
    page.text_input(key=Lab.EXPORT_NAME).set_value("../may")
    [button] = [each for each in page.button if each.label == "Export as labelled calls"]
    button.click().run()
    assert "small letters, digits" in words_of(page)


def test_doubtful_codes_show_words_only_when_asked(store: Store, lab: Path, small_dataset: Path) -> None:
    write_json_of_folders(lab, small_dataset)
    finish("doubts", lab, examples=str(small_dataset), folds=3)
    page = open_section("Data", **{Lab.FOLDER: str(small_dataset)})
    assert "doubtful_words" not in page.session_state
    page.toggle(key=Lab.WITH_WORDS).set_value(True).run()
    assert not page.exception
    _, words = page.session_state["doubtful_words"]
    assert words and all(words)


def write_json_of_folders(lab: Path, *folders: Path) -> None:
    lab.mkdir(parents=True, exist_ok=True)
    (lab / "folders.json").write_text(json.dumps({"format": 1, "folders": list(map(str, folders))}), encoding="utf-8")


def test_a_model_is_trained_from_the_page_and_listed(small_dataset: Path, lab: Path) -> None:
    write_json_of_folders(lab, small_dataset)
    page = open_section("Train", **{Lab.TRAIN_ON: [str(small_dataset)]})
    page.text_input(key=Lab.TRAIN_NAME).set_value("first")
    page.number_input(key=Lab.TRAIN_FOLDS).set_value(2)
    press(page, "lab_train")
    job = running_job(jobs_folder())
    assert job is not None and job.kind == "train"
    assert [button.disabled for button in page.button if button.key in ("lab_train", "lab_curve")] == [True, True]
    deadline = time.monotonic() + PATIENCE
    while running_job(jobs_folder()) and time.monotonic() < deadline:
        time.sleep(0.2)
    page.run()
    assert "Trained: first" in words_of(page)
    page = open_section("Models", **{Lab.MODEL: str(lab / "models" / "first")})
    assert len(charts_of(page)) == 3
    assert "What is taken for what" in words_of(page)


def test_work_can_be_stopped_from_the_page(small_dataset: Path, lab: Path) -> None:
    write_json_of_folders(lab, small_dataset)
    page = open_section("Train", **{Lab.TRAIN_ON: [str(small_dataset)]})
    press(page, "lab_train")
    assert "Training the model" in page.get("progress")[0].proto.text
    press(page, "stop_job")
    assert running_job(jobs_folder()) is None
    assert "Stopped: mine" in words_of(page)
    assert not (lab / "models").exists()


@pytest.mark.parametrize("name", ["", "../x", "default", "Mine"])
def test_a_name_that_does_not_fit_begins_nothing(name: str, lab: Path) -> None:
    page = open_section("Train")
    page.text_input(key=Lab.TRAIN_NAME).set_value(name)
    press(page, "lab_train")
    assert page.error[0].value == "That did not work."
    assert not list_jobs(jobs_folder())


def test_an_encoder_is_offered_only_where_it_can_be_trained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.lab_training.can_train_encoder", lambda: False)
    page = open_section("Train")
    assert page.selectbox(key=Lab.TRAIN_KIND).options == ["Linear: minutes on one core"]
    assert "make install-training" in words_of(page)
    monkeypatch.setattr("ui.lab_training.can_train_encoder", lambda: True)
    assert len(open_section("Train").selectbox(key=Lab.TRAIN_KIND).options) == 2


def test_the_shipped_models_figures_are_the_cards(lab: Path) -> None:
    page = open_section("Models")
    config = load_model("default").config
    figure = config["evaluation"]["model"]["manager_modes"]["macro_f1"]
    assert f"Macro-F1 {figure:.2f}" in words_of(page)
    assert "Score the model on labelled calls" in words_of(page) or "confusion" in str(config)
    page.selectbox(key=Lab.PART).set_value("codes").run()
    assert not page.exception
    page.selectbox(key=Lab.RUN).set_value("test").run()
    assert "1,657 utterances of 12 calls" in words_of(page)


def test_a_model_that_was_scored_here_shows_that_first(trained: Trained, unseen: Path, lab: Path) -> None:
    own = copy_model(trained.folder, lab / "models" / "mine")
    finish("score", lab, model=str(own), examples=str(unseen))
    page = open_section("Models", **{Lab.MODEL: str(own)})
    assert page.selectbox(key=Lab.RUN).options[0].endswith(", scored here")
    assert "utterances of 6 calls" in words_of(page)


def test_a_broken_model_is_said_to_be(trained: Trained, lab: Path) -> None:
    broken = copy_model(trained.folder, lab / "models" / "broken", format=99)
    page = open_section("Models", **{Lab.MODEL: str(broken)})
    assert "found format 99" in words_of(page)
    assert not charts_of(page)


def test_the_curve_of_a_models_data_stands_with_it(trained: Trained, small_dataset: Path, lab: Path) -> None:
    own = copy_model(trained.folder, lab / "models" / "mine")
    assert "No learning curve" in words_of(open_section("Models", **{Lab.MODEL: str(own)}))
    finish("curve", lab, examples=[str(small_dataset)], folds=2, seed=0)
    assert "Twice the calls, from 2 to 3" in words_of(open_section("Models", **{Lab.MODEL: str(own)}))


def test_two_models_are_compared(trained: Trained, stubborn: Path, unseen: Path, lab: Path) -> None:
    first, second = (copy_model(path, lab / "models" / path.name) for path in (stubborn, trained.folder))
    write_json_of_folders(lab, unseen)
    asked = {"first": str(first), "second": str(second), "examples": str(unseen), "seen": "leave out"}
    finish("compare", lab, **asked)
    boxes = {Lab.FIRST: asked["first"], Lab.SECOND: asked["second"], Lab.COMPARE_ON: asked["examples"]}
    page = open_section("Compare", **boxes)
    assert "300 utterances of 6 calls" in words_of(page)
    assert len(charts_of(page)) == 1
    page.selectbox(key=Lab.FIRST).set_value(asked["second"]).run()
    assert page.button(key="lab_compare").disabled and not charts_of(page)


@pytest.mark.parametrize("is_promoted", [True, False])
def test_what_came_of_a_promotion_is_told(
    is_promoted: bool, trained: Trained, stubborn: Path, unseen: Path, lab: Path
) -> None:
    own = copy_model(trained.folder, lab / "models" / "mine")
    write_json_of_folders(lab, unseen)
    compared = comparison_data(compare_models(unseen, load_model(trained.folder), load_model(stubborn)))
    result = {"comparison": compared, "worse": [] if is_promoted else ["listen"], "untold": ["pitch"]}
    finish("promote", lab, {**result, "is_promoted": is_promoted}, candidate=str(own), gold=str(unseen))
    page = open_section("Compare", **{Lab.CANDIDATE: str(own), Lab.GOLD: str(unseen)})
    assert bool(page.success) == is_promoted
    assert ("Refused: worse beyond noise on Open question / listening." in words_of(page)) != is_promoted
    assert "Too few utterances to tell for Pitch." in words_of(page)


def test_the_app_takes_the_model_that_is_used_and_lets_it_go(trained: Trained, lab: Path) -> None:
    before = cached.default_model()
    copy_model(trained.folder, lab / "in_use" / "own")
    assert cached.default_model().version == trained.config["version"] != before.version
    page = open_section("Compare")
    assert f"In use: tiny {trained.config['version']}" in words_of(page)
    press(page, "lab_back")
    assert cached.default_model().version == before.version
    assert "ships again" in words_of(page)


def test_a_model_named_at_the_start_stays(trained: Trained, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALL_REVIEW_MODEL", str(trained.folder))
    assert cached.default_model().version == trained.config["version"]
    assert "started with a model named" in words_of(open_section("Compare"))
    monkeypatch.setenv("CALL_REVIEW_MODEL", "gone")
    assert "That did not work." in words_of(open_section("Compare"))


def test_counts_are_taken_anew_when_a_file_changed(small_dataset: Path, tmp_path: Path) -> None:
    folder = tmp_path / "one"
    folder.mkdir()
    text = (small_dataset / "calls" / "t01a.jsonl").read_text(encoding="utf-8")
    (folder / "a.jsonl").write_text(text, encoding="utf-8")
    assert cached.examples_at(folder).n_utterances == 30
    (folder / "a.jsonl").write_text("".join(text.splitlines(keepends=True)[:10]), encoding="utf-8")
    assert cached.examples_at(folder).n_utterances == 10
