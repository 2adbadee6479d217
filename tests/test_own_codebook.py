"""Another codebook than the one that ships: a model brings it, it is trained, coded, measured, compared."""

from pathlib import Path

import pytest

from coder import analyse, code_call, load_codebook, load_model, measure_call, render_report, use_codebook
from coder.analysis import Analysis
from coder.command_line import main
from coder.errors import ModelError
from coder.measures import definition_of, definitions
from coder.model_folder import Model, choose_codebook
from coder.training import train_model
from tests.builders import (
    GERMAN,
    LONG_SESSION,
    MOTIVATIONAL,
    SESSIONS,
    build_review,
    copy_model,
    labelled_row,
    quick_training,
    talk,
    write_lines,
)
from tests.conftest import Trained
from ui.codebook_view import codebook_view
from ui.view import summary_view

SHIPPED_IDS = {"tell_share", "listen_share", "pitch_share", "persuade_share"}

pytestmark = pytest.mark.usefixtures("any_codebook")


def test_a_model_brings_its_codebook(therapist: Path) -> None:
    model = load_model(therapist)
    assert model.codebook.name == "motivational-interviewing"
    assert load_codebook() == model.codebook == load_codebook(MOTIVATIONAL)
    assert (therapist / "codebook.toml").read_bytes() == MOTIVATIONAL.read_bytes()
    assert model.config["codebook"] == {"name": "motivational-interviewing", "version": "0.3", "own": True}


def test_the_codebook_of_a_model_is_under_its_seal(therapist: Path, tmp_path: Path) -> None:
    copy = copy_model(therapist, tmp_path / "copy")
    changed = MOTIVATIONAL.read_text(encoding="utf-8").replace("Drawing out", "Pulling out")
    (copy / "codebook.toml").write_text(changed, encoding="utf-8")
    with pytest.raises(ModelError, match=r"codebook\.toml as it was saved"):
        load_model(copy)


def test_a_named_codebook_that_disagrees_with_the_model_is_told(therapist: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["--codebook", str(GERMAN), "code", str(LONG_SESSION), "--model", str(therapist)]) == 1
    told = capsys.readouterr().err
    assert "Gespräch am Küchentisch 1, which is in use" in told and "motivational-interviewing 0.3" in told
    assert "--codebook" in told


def test_one_process_works_with_one_codebook(therapist: Path) -> None:
    load_model(therapist)
    with pytest.raises(ModelError, match=r"motivational-interviewing 0\.3, which is in use"):
        load_model("fast")
    use_codebook(None)
    load_model("fast")
    with pytest.raises(ModelError, match="coaching-conversation 1, which is in use"):
        load_model(therapist)


def test_the_environment_names_a_codebook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALL_REVIEW_CODEBOOK", str(GERMAN))
    assert load_codebook().code_ids == ("dank", "auskunft")
    with pytest.raises(ModelError, match="which is in use"):
        choose_codebook("fast")


def test_a_named_codebook_that_differs_in_texts_only_is_the_one_shown(therapist: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts.toml"
    texts.write_text(MOTIVATIONAL.read_text(encoding="utf-8").replace("Evoking", "Drawing out"), encoding="utf-8")
    use_codebook(texts)
    load_model(therapist)
    assert load_codebook().modes[0].name == "Drawing out"


def test_a_broken_named_codebook_is_told_before_anything_is_read(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["code", "none.txt", "--codebook", str(tmp_path / "none.toml")]) == 1
    assert "a codebook in TOML" in capsys.readouterr().err


def test_every_utterance_gets_a_code_of_that_codebook(session_analysis: Analysis) -> None:
    book, review = load_codebook(), session_analysis.review
    assert len(review.utterances) == 61
    assert {utterance.code for utterance in review.utterances} <= set(book.code_ids)
    assert all(utterance.mode == book.mode_of[utterance.code] for utterance in review.utterances)
    assert all(tuple(utterance.probabilities) == book.code_ids for utterance in review.utterances)


def test_measures_are_those_that_the_codebook_has_the_parts_for(session_analysis: Analysis) -> None:
    ids = [definition.id for definition in definitions()]
    shares = ["evoke_share", "ask_share", "teach_share", "oppose_share", "change_share", "sustain_share"]
    assert [each for each in ids if each.endswith("_share")] == ["talk_share", *shares]
    assert {"questions_to_directives", "ask_and_listen_index", "reflections_to_questions", "tell_runs"} <= set(ids)
    # It has neither signals nor lenses.
    without = {"uptake_after_concern", "uptake_otherwise", "let_drop", "next_steps_by_rep"}
    assert not (without | SHIPPED_IDS) & set(ids)
    assert list(session_analysis.measures["manager"]) == ids


def test_formulas_name_the_codes_of_the_codebook(own_model: Model) -> None:
    assert definition_of("questions_to_directives").formula == "open questions ÷ (direct + advise)"
    questions = "(open questions + closed_question)"
    assert definition_of("reflections_to_questions").formula == (
        f"(simple_reflection + complex_reflection) ÷ {questions}"
    )
    assert definition_of("self_answered_questions").formula.endswith(f"to teach or oppose ÷ {questions}")
    assert definition_of("question_yield").formula.endswith("the same after a closed_question")
    assert definition_of("evoke_share").name == "Evoking"


def test_figures_count_the_codes_that_play_the_part() -> None:
    use_codebook(MOTIVATIONAL)
    asked = [("Sofia", "manager", code, "Well?") for code in ["open_question"] * 6 + ["closed_question"] * 2]
    said = [("Sofia", "manager", code, "So.") for code in ["advise"] * 3 + ["direct"] + ["complex_reflection"] * 4]
    rest = [("Sofia", "manager", code, "Hm.") for code in ["other"] * 10 + ["give_information"] * 5]
    measures = measure_call(build_review(*asked, *said, *rest, ("Jamal", "rep", "change_talk", "Yes.")))
    made_of = {name: (each.numerator, each.denominator) for name, each in measures.items()}
    assert made_of["questions_to_directives"] == (6, 4)
    assert made_of["ask_and_listen_index"] == made_of["evoke_share"] == (10, 21)
    assert made_of["teach_share"] == (8, 21)
    assert made_of["reflections_to_questions"] == (4, 8)
    assert made_of["self_answered_questions"] == (1, 8)
    assert (measures["longest_tell_run"].value, measures["words_before_advice"].value) == (5.0, 0.0)


def test_no_suggestion_is_made_from_calls_of_another_codebook(session_analysis: Analysis) -> None:
    assert session_analysis.suggestion is None
    assert session_analysis.is_led
    assert (session_analysis.lenses, session_analysis.questions.counting_value) == ((), ())


def test_the_commands(therapist: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    for arguments in (
        ["evaluate", str(SESSIONS), "--model", str(therapist)],
        ["--codebook", str(MOTIVATIONAL), "agree", str(SESSIONS / "calls"), str(SESSIONS / "calls")],
        ["codebook", "--codebook", str(MOTIVATIONAL)],
        ["codebook", "simple_reflection", "--codebook", str(MOTIVATIONAL)],
        ["code", str(LONG_SESSION), "--model", str(therapist), "--format", "csv"],
    ):
        assert main(arguments) == 0, capsys.readouterr().err
        told = capsys.readouterr().out
        assert "simple_reflection" in told
        assert "open_question" in told or "codebook" in arguments


def test_examples_of_another_codebook_say_how_to_name_it(capsys: pytest.CaptureFixture) -> None:
    assert main(["agree", str(SESSIONS / "calls"), str(SESSIONS / "calls")]) == 1
    assert "name its codebook: --codebook" in capsys.readouterr().err


def test_the_card_tells_its_own_codes_and_no_others(therapist: Path) -> None:
    card = (therapist / "README.md").read_text(encoding="utf-8")
    assert "macro-F1, 13 codes" in card and "18 codes" not in card
    assert "*Motivational interviewing, short form*, version 0.3" in card
    for gone in ("coaching", "sales", "| tell share", "listen share"):
        assert gone not in card
    assert "| evoke share |" in card


def test_a_model_of_the_codebook_that_ships_carries_none(trained: Trained) -> None:
    assert not (trained.folder / "codebook.toml").exists()
    assert set(trained.config["codebook"]) == {"name", "version"}


def test_other_languages_are_shown_as_they_are_written(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["codebook", "--codebook", str(GERMAN)]) == 0
    told = capsys.readouterr().out
    assert "Jemand bedankt sich für etwas Bestimmtes." in told and "The speaker" not in told
    assert not any(head in told for head in ("Rules", "Lenses", "Signals"))
    use_codebook(GERMAN)
    shown = codebook_view()
    assert (shown["rules"], shown["axes"], shown["signals"]) == ([], [], [])
    assert shown["modes"][0]["codes"][0]["examples"] == ["Schön, dass du die Äpfel mitgebracht hast."]


def test_a_codebook_without_parts_is_trained_and_reported(tmp_path: Path) -> None:
    use_codebook(GERMAN)
    lines = ["Danke für die Suppe, Oma.", "Der Herd ist aus.", "Schön war das gestern.", "Um acht fährt der Bus."]
    for call in range(6):
        rows = [
            labelled_row(
                call=f"k{call}",
                index=at,
                turn=at,
                speaker="Jürgen" if at % 2 else "Oma Grete",
                role="rep" if at % 2 else "manager",
                text=f"{text} {'Ja.' * (call % 2)}".strip(),
                code="auskunft" if at % 2 else "dank",
            )
            for at, text in enumerate(lines * 8)
        ]
        write_lines(tmp_path / "examples" / f"k{call}.jsonl", rows)
    with quick_training():
        train_model(tmp_path / "examples", tmp_path / "kueche", folds=2)
    spoken = [("Oma Grete" if at % 2 else "Jürgen", line) for at, line in enumerate(lines * 16)]
    review = code_call(talk(*spoken), load_model(tmp_path / "kueche"), manager="Oma Grete")
    analysis = analyse(review)
    assert [name for name in analysis.measures["manager"] if name.endswith(("_share", "index", "runs"))] == [
        "talk_share",
        "naehe_share",
        "sache_share",
    ]
    text = render_report(review, "text")
    assert "Nähe & Wärme" in text and "Manager's questions" not in text and "Telling" not in text
    assert "Nähe &amp; Wärme · Dank" in render_report(review, "html")
    summary = summary_view(analysis)
    assert [figure["id"] for figure in summary["headlines"]] == ["talk_share"]
    assert summary["apart"] == []
    assert [group["title"] for group in summary["groups"]] == ["Listening", "Talk"]
