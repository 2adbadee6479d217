"""From labelled calls to a model folder: complete, honest, the same again, split by author."""

import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from coder import code_call, load_model
from coder.code_version import code_fingerprint
from coder.codebook import load_codebook
from coder.cross_validation import call_folds, fold_numbers, split_fold
from coder.errors import ExamplesError, OutputError
from coder.evaluation import spoken_of
from coder.examples import LabelledCall, load_examples
from coder.features import Spoken
from coder.model_card import render_card
from coder.model_folder import seal_model
from coder.recipes import as_captions
from coder.role_training import fit_role_weights, fit_without_each, labelled_parts, vouched_ceiling
from coder.roles import CUES
from coder.segmentation import blank_pipeline
from coder.segmenter_training import caption_turns, true_starts
from coder.training import split_turns, train_model
from tests.builders import REPOSITORY, SMALL_CALL_LENGTH, SMALL_CALLS, labelled_row, quick_training, talk, write_lines
from tests.conftest import Trained


def test_the_folder_is_complete_and_its_config_is_what_training_returned(trained: Trained) -> None:
    names = {path.relative_to(trained.folder).as_posix() for path in trained.folder.rglob("*") if path.is_file()}
    weights = {"vocabulary.json", "weights.npz", "segmenter/cfg", "segmenter/model"}
    assert names == {"config.json", "README.md", *weights}
    config = json.loads((trained.folder / "config.json").read_text(encoding="utf-8"))
    assert config == json.loads(json.dumps(trained.config))
    assert set(config["files"]) == weights
    assert (config["format"], config["name"], config["codes"]) == (2, "tiny", list(load_codebook().code_ids))


def test_what_it_was_trained_on_is_written_down(trained: Trained, small_dataset: Path) -> None:
    training = trained.config["training"]
    assert training["examples"]["fingerprint"] == load_examples(small_dataset).fingerprint
    assert (training["n_calls"], training["n_authors"], training["seed"], training["folds"]) == (6, 6, 3, 2)
    assert training["n_utterances"] == len(SMALL_CALLS) * SMALL_CALL_LENGTH
    assert len(set(training["call_fingerprints"])) == len(SMALL_CALLS)
    assert {"numpy", "scikit-learn", "spacy"} < set(training["packages"])


def test_data_code_settings_and_seed_stand_in_the_config_and_on_the_card(trained: Trained, small_dataset: Path) -> None:
    training = trained.config["training"]
    assert training["code"] == code_fingerprint()
    assert training["packages"]["call-review-coder"] == importlib.metadata.version("call-review-coder")
    card = (trained.folder / "README.md").read_text(encoding="utf-8")
    data = load_examples(small_dataset).fingerprint[:12]
    for told in (f"fingerprint `{data}`", training["settings"], "Seed 3;", f"code `{training['code']}`"):
        assert told in card


def test_the_evaluation_covers_every_utterance_once(trained: Trained) -> None:
    scores = trained.config["evaluation"]
    for name in ("model", "model_on_captions", "commonest_code", "question_mark_rule"):
        assert (scores[name]["n_calls"], scores[name]["n_utterances"]) == (6, 180), name
        assert sum(row["support"] for row in scores[name]["codes"]["labels"].values()) == 180, name
    assert sum(b["n"] for b in scores["model"]["calibration"]["bins"]) == 180
    assert (scores["second_coder"]["n_calls"], scores["second_coder"]["n_utterances"]) == (1, 30)
    assert scores["roles"]["whole_call"]["n_calls"] == 6
    assert scores["folds"] == 2


def test_the_scores_are_of_held_out_calls(trained: Trained, small_dataset: Path) -> None:
    model = load_model(trained.folder)
    calls = load_examples(small_dataset).calls
    right = sum(
        model.classifier.codes[row.argmax()] == utterance.code
        for call in calls
        for row, utterance in zip(model.classifier.predict_proba(spoken_of(call)), call.utterances, strict=True)
    )
    assert right / 180 > trained.config["evaluation"]["model"]["codes"]["accuracy"] + 0.1


def figures(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?", text.replace(",", "")))


def test_every_figure_on_the_card_stands_in_the_config(trained: Trained) -> None:
    card = (trained.folder / "README.md").read_text(encoding="utf-8")
    assert card == render_card(trained.config, load_codebook())
    known = figures(json.dumps(trained.config))
    known |= {f"{float(number):.{places}f}" for number in list(known) for places in (2, 3) if "." in number}
    known |= figures(trained.config["training"]["code"])
    known |= figures(trained.config["version"]) | figures(trained.config["training"]["examples"]["fingerprint"][:12])
    said_of_the_method = {"18", "95", "1000", "1"}
    assert figures(card) - known - said_of_the_method == set()


def test_the_cards_tables_hold_each_labels_own_figures(trained: Trained) -> None:
    card = (trained.folder / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (\S+) \| (\S+) \| (\S+) \| ([\d,]+) \|", card, re.MULTILINE)
    scores = trained.config["evaluation"]["model"]
    names = ("precision", "recall", "f1")
    expected = [
        (label, *("–" if row[name] is None else f"{row[name]:.2f}" for name in names), f"{row['support']:,}")
        for part in ("manager_modes", "codes")
        for label, row in scores[part]["labels"].items()
    ]
    assert rows == expected


def test_a_changed_figure_shows_on_the_card(trained: Trained) -> None:
    config = json.loads(json.dumps(trained.config))
    config["evaluation"]["model"]["codes"]["kappa"] = 0.123456
    config["evaluation"]["segmenter"]["as_written"]["f1"] = 0.987
    before, after = (render_card(c, load_codebook()) for c in (trained.config, config))
    assert "0.12" in set(re.findall(r"[\d.]+", after)) and after.count("0.99") == before.count("0.99") + 1


def test_the_model_codes_and_splits(trained: Trained) -> None:
    review = code_call(talk(("Ana", "What happened?"), ("Ben", "They went quiet.")), load_model(trained.folder))
    assert sum(review.utterances[0].probabilities.values()) == pytest.approx(1)


def test_the_same_examples_and_seed_give_the_same_model(trained: Trained, small_dataset: Path, tmp_path: Path) -> None:
    with quick_training():
        again = train_model(small_dataset, tmp_path / "elsewhere" / "tiny", folds=2, seed=3)
    assert again["files"] == trained.config["files"]
    assert again["version"] == trained.config["version"]


_TRAINS_AGAIN = """
import sys
from pathlib import Path
from coder.training import train_model
from tests.builders import quick_training
with quick_training():
    train_model(Path(sys.argv[1]), Path(sys.argv[2]), folds=2, seed=3)
"""


def test_another_process_writes_the_same_bytes(trained: Trained, small_dataset: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _TRAINS_AGAIN, str(small_dataset), str(tmp_path / "tiny")],
        cwd=REPOSITORY,
        env=os.environ | {"PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for name in ("config.json", "README.md", "vocabulary.json", "weights.npz", "segmenter/model"):
        assert (tmp_path / "tiny" / name).read_bytes() == (trained.folder / name).read_bytes(), name


def test_a_test_call_that_is_trained_on_is_refused_under_any_name_and_author(
    small_dataset: Path, tmp_path: Path
) -> None:
    lines = (small_dataset / "calls" / "t02a.jsonl").read_text(encoding="utf-8")
    (tmp_path / "new.jsonl").write_text(lines.replace('"t02a"', '"new"'), encoding="utf-8")
    with pytest.raises(ExamplesError, match="new in both"):
        train_model(small_dataset, tmp_path / "out", folds=2, test=tmp_path)
    assert not (tmp_path / "out").exists()


def test_a_call_of_codes_only_is_learnt_from_and_never_held_out() -> None:
    calls = [LabelledCall(f"c{n}", f"a{n}", ()) for n in range(4)]
    own, new = (LabelledCall(f"x{a}", a, (), codes_only=True) for a in ("a2", "m1"))
    fold = call_folds([*calls, own, new], 2)
    assert fold[:4] == call_folds(calls, 2)
    assert fold[4:] == [fold[2], -1]
    for number in range(2):
        train, test = split_fold([*calls, own, new], fold, number)
        assert new in train and (own in train) == (fold[2] != number)
        assert not any(call.codes_only for call in test)


def test_files_left_from_an_earlier_model_do_not_become_part_of_it(trained: Trained, tmp_path: Path) -> None:
    folder = tmp_path / "tiny"
    shutil.copytree(trained.folder, folder)
    (folder / "segmenter" / "vocab").mkdir()
    (folder / "segmenter" / "vocab" / "strings.json").write_text("[]", encoding="utf-8")
    (folder / ".DS_Store").write_bytes(b"")
    config = {key: value for key, value in trained.config.items() if key not in ("format", "version", "files")}
    assert seal_model(folder, config)["version"] == trained.config["version"]


def test_authors_are_never_split_across_folds(small_dataset: Path) -> None:
    authors = ["a", "b", "a", "c", "c", "c", "d", "e", "f", "f"]
    for folds in (2, 3, 5):
        fold = fold_numbers(authors, folds)
        assert {len({f for a, f in zip(authors, fold, strict=True) if a == author}) for author in authors} == {1}
        assert set(fold) == set(range(folds))


def test_folds_are_even_and_do_not_hang_on_the_order_of_calls() -> None:
    authors = [author for author in "abcdef" for _ in range(5)]
    fold = fold_numbers(authors, 3)
    assert [fold.count(number) for number in range(3)] == [10, 10, 10]
    backward = fold_numbers(authors[::-1], 3)
    assert dict(zip(authors, fold, strict=True)) == dict(zip(authors[::-1], backward, strict=True))


def calls_of(folder: Path, authors: int, **fields: Any) -> Path:
    for number in range(authors):
        rows = [
            labelled_row(turn=i, speaker="AB"[i % 2], role=("manager", "rep")[i % 2], text=f"word{number} {i}")
            | {"call": f"c{number}", "code": ("inform", "open_question")[i % 2]}
            | fields
            for i in range(6)
        ]
        write_lines(folder / f"c{number}.jsonl", rows)
    return folder


@pytest.mark.parametrize(("authors", "folds"), [(2, 2), (4, 5), (6, 1), (6, 0)])
def test_too_few_authors_or_folds_are_refused_before_anything_is_written(
    tmp_path: Path, authors: int, folds: int
) -> None:
    with pytest.raises(ExamplesError, match=f"{folds} folds and {authors} authors"):
        train_model(calls_of(tmp_path / "calls", authors), tmp_path / "out", folds=folds)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("fields", [{"code": "inform"}, {"role": "rep"}], ids=["one code", "no manager"])
def test_examples_that_teach_nothing_are_refused(tmp_path: Path, fields: dict[str, str]) -> None:
    with pytest.raises(ExamplesError), quick_training():
        train_model(calls_of(tmp_path / "calls", 3, **fields), tmp_path / "out", folds=3)


def test_a_place_that_cannot_be_written_is_told(small_dataset: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    for out in (tmp_path / "file", tmp_path / "file" / "model"):
        with pytest.raises(OutputError):
            train_model(small_dataset, out, folds=2)


def test_the_card_claims_nothing_of_other_peoples_calls(trained: Trained) -> None:
    config = json.loads(json.dumps(trained.config))
    config["training"]["examples"] = {
        "name": "our-recordings",
        "licence": "",
        "description": "",
        "fingerprint": "0" * 64,
    }
    card = render_card(config, load_codebook())
    assert "invented" not in card and "none is a recording" not in card


def test_the_card_names_no_second_coder_where_there_was_none(trained: Trained) -> None:
    config = json.loads(json.dumps(trained.config))
    config["evaluation"]["second_coder"] = None
    assert "second coder is the ceiling" not in render_card(config, load_codebook())


def test_captions_keep_words_and_setting() -> None:
    call = [Spoken(4, "Ana", "manager", "So – what's the plan, Ben?")]
    assert as_captions(call) == [Spoken(4, "Ana", "manager", "so what's the plan ben")]


def test_turns_are_split_where_people_split_them(small_dataset: Path) -> None:
    call = load_examples(small_dataset).calls[0]
    turns = split_turns(call)
    assert turns[0] == ["Okay, shut that.", "You've got me till ten of."]
    assert [text for turn in turns for text in turn] == [u.text for u in call.utterances]


def test_true_starts_point_at_the_utterances() -> None:
    turn = ["Right.", "What now?", "Tell me."]
    assert [" ".join(turn)[start:].split()[0] for start in true_starts(turn)] == ["Right.", "What", "Tell"]


def test_captioned_turns_leave_out_what_has_no_words() -> None:
    assert caption_turns([["Right.", "–"], ["..."], ["So, what?"]]) == [["right"], ["so what"]]


def test_an_untrained_pipeline_downloads_nothing_and_has_one_part() -> None:
    assert blank_pipeline().pipe_names == ["senter"]


def test_role_weights_are_learnt_for_each_cue_from_those_who_manage(small_dataset: Path) -> None:
    parts = [labelled_parts(call) for call in load_examples(small_dataset).calls]
    assert all(sum(leads) == 1 for _, leads in parts)
    weights = fit_role_weights(parts)
    assert set(weights) == {cue.name for cue in CUES}
    assert weights["opens"] > 0 > weights["says_i"]


def test_weights_without_a_group_come_from_the_others(small_dataset: Path) -> None:
    parts = [labelled_parts(call) for call in load_examples(small_dataset).calls]
    weights = fit_without_each(parts, ["a", "a", "b", "b", "c", "c"])
    assert list(weights) == ["a", "b", "c"]
    assert weights["b"] == fit_role_weights([*parts[:2], *parts[4:]])


def test_the_ceiling_grows_with_the_calls_tested() -> None:
    def ceiling(right: int, tested: int) -> float:
        return vouched_ceiling({"whole_call": {"n_calls": tested, "accuracy": right / tested if tested else None}})

    assert ceiling(120, 120) == 121 / 122
    assert ceiling(3, 4) == 4 / 6
    assert ceiling(0, 0) == 1 / 2
