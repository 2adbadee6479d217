"""What weighed for a code: measured by the model that gave it, and equal to the review where nothing is left out."""

from dataclasses import replace

import numpy as np
import pytest

from coder.codebook import load_codebook
from coder.errors import ReviewError
from coder.explanation import LEAST_CHANGE, Explanation, LeftOut, explain_code, explain_spoken, spoken_of
from coder.features import Spoken
from coder.model_folder import Model, load_model
from coder.occlusion import MOST_PIECES, leave_out
from coder.pipeline import code_call
from coder.readers import read_transcript
from coder.review import Review
from coder.samples import sample_calls
from tests.builders import talk

PLACES = (0, 1, 5, 60, 200, -3, -1)
# How far the encoder's whole-number weights let a probability move when other utterances are encoded beside it.
UNSTEADY = 0.12


@pytest.fixture(scope="module", params=["default", "fast"])
def shipped(request: pytest.FixtureRequest) -> Model:
    return load_model(request.param)


@pytest.fixture(scope="module")
def coded(shipped: Model) -> Review:
    return code_call(read_transcript(sample_calls()[0]), shipped)


def explain_line(text: str, model: Model) -> Explanation:
    review = code_call(talk(("Ana", "How is Acme?"), ("Ben", "Slow."), ("Ana", text), ("Ben", "Okay.")), model)
    return explain_code(review, next(u.index for u in review.utterances if u.text == text), model)


def test_with_nothing_left_out_it_is_the_reviews_own(shipped: Model, coded: Review) -> None:
    for place in PLACES:
        utterance = coded.utterances[place]
        explained = explain_code(coded, utterance.index, shipped)
        ranked = sorted(utterance.probabilities.items(), key=lambda pair: -pair[1])
        assert (explained.code, explained.probability) == (utterance.code, utterance.confidence)
        assert (explained.runner_up, explained.runner_up_probability) == ranked[1]
        steady = 1e-9 if shipped.name == "fast" else UNSTEADY
        assert explained.rescored == pytest.approx(explained.probability, abs=steady)


def test_one_utterance_of_a_call_is_scored_as_in_the_call(shipped: Model, coded: Review) -> None:
    spoken = spoken_of(coded)
    whole = shipped.classifier.predict(spoken)[0]
    alone = shipped.classifier.predict_one([(spoken, place % len(spoken)) for place in PLACES])
    assert alone.sum(axis=1) == pytest.approx(1)
    assert np.abs(alone - whole[list(PLACES)]).max() < (1e-9 if shipped.name == "fast" else UNSTEADY)


def test_a_change_is_what_the_model_says_without_the_word() -> None:
    model = load_model("fast")
    review = code_call(read_transcript(sample_calls()[0]), model)
    utterance = next(u for u in review.spoken_by("manager") if len(u.text.split()) > 5)
    part = explain_code(review, utterance.index, model).words[2]
    assert utterance.text[part.start : part.end] == part.text
    without = " ".join((utterance.text[: part.start] + utterance.text[part.end :]).split())
    spoken = spoken_of(review)
    spoken[utterance.index] = spoken[utterance.index]._replace(text=without)
    row = dict(zip(model.classifier.codes, model.classifier.predict(spoken)[0][utterance.index], strict=True))
    assert part.change == pytest.approx(row[utterance.code] - utterance.confidence, abs=1e-6)
    assert part.code_without == max(row, key=lambda code: row[code])


def test_the_question_words_speak_for_an_open_question(shipped: Model) -> None:
    explained = explain_line("What do you think is holding them back?", shipped)
    assert explained.code == "open_question"
    what = explained.words[0]
    assert (what.text, what.matters) == ("What", True)
    assert what.change < 0


def test_it_carries_the_codebooks_own_words(shipped: Model) -> None:
    explained = explain_line("What do you think is holding them back?", shipped)
    assert explained.about == next(code for code in load_codebook().codes if code.id == "open_question")
    assert explained.about.counts and explained.about.near_misses


def test_every_word_stands_once_in_order(shipped: Model, coded: Review) -> None:
    for place in PLACES:
        text = coded.utterances[place].text
        words = explain_code(coded, coded.utterances[place].index, shipped).words
        assert [text[word.start : word.end] for word in words] == [word.text for word in words]
        assert [word.start for word in words] == sorted({word.start for word in words})
        assert all(-1 <= word.change <= 1 for word in words)


def test_context_is_what_there_is(shipped: Model, coded: Review) -> None:
    first, last = coded.utterances[0], coded.utterances[-1]
    assert offsets(explain_code(coded, first.index, shipped)) == {1}
    assert offsets(explain_code(coded, last.index, shipped)) == {-1, -2}
    middle = explain_code(coded, coded.utterances[60].index, shipped)
    assert offsets(middle) == {-2, -1, 1}
    assert "role" in {part.kind for part in middle.context}


def offsets(explained: Explanation) -> set[int]:
    return {part.offset for part in explained.context if part.offset is not None}


def test_a_long_utterance_is_left_out_in_pieces() -> None:
    model = load_model("fast")
    words = " ".join(f"word{n}" for n in range(200))
    explained = explain_spoken([Spoken(0, "Ana", "manager", words)], 0, model)
    assert len(explained.words) <= MOST_PIECES
    assert " ".join(word.text for word in explained.words) == words


@pytest.mark.parametrize("text", ["…", "", "Mm-hm.", "12:30", "見積もりはどうですか"])
def test_odd_utterances_are_explained_too(shipped: Model, text: str) -> None:
    explained = explain_spoken([Spoken(0, "Ana", "manager", text), Spoken(1, "Ben", "rep", "Okay.")], 0, shipped)
    assert np.isfinite([part.change for part in (*explained.words, *explained.context)]).all()


def test_versions_lack_what_they_say() -> None:
    call = [Spoken(n, "Ana", "manager", text) for n, text in enumerate(("One.", "Two.", "At 4:30, call me!", "Four."))]
    texts: dict[tuple[str, str], str] = {}
    for trial in leave_out(call, 2):
        version, place = trial.version
        if trial.offset is not None:
            assert [each.text for each in version] == [each.text for each in call if each.turn != 2 + trial.offset]
        elif trial.kind == "role":
            assert version[place].role not in ("manager", "rep", "guest")
        texts[trial.kind, trial.text] = version[place].text
    assert texts["punctuation", ""] == "At 4:30 call me"
    assert texts["word", "call"] == "At 4:30, me!"
    assert texts["words", "call me"] == "At 4:30, !"
    assert texts["before", ""] == texts["role", ""] == "At 4:30, call me!"


def test_where_no_part_matters_nothing_is_named() -> None:
    explained = explain_line("What do you think is holding them back?", load_model("fast"))
    small = [replace(part, change=-LEAST_CHANGE / 2) for part in (*explained.words, *explained.context)]
    spread = replace(explained, words=tuple(small), run=None, context=())
    assert spread.weightiest == ()
    assert explained.weightiest == tuple(sorted(explained.weightiest, key=lambda part: -abs(part.change)))


def test_a_run_outdoes_its_words(shipped: Model, coded: Review) -> None:
    found = [explain_code(coded, coded.utterances[place].index, shipped) for place in range(40, 160, 8)]
    runs = [(each.run, each.words) for each in found if each.run]
    assert runs
    for run, words in runs:
        assert isinstance(run, LeftOut)
        assert abs(run.change) >= max(abs(word.change) for word in words) + LEAST_CHANGE


def test_another_models_review_is_refused(coded: Review, shipped: Model) -> None:
    with pytest.raises(ReviewError, match="Code the call again") as caught:
        explain_code(replace(coded, model_version="other"), 0, shipped)
    assert shipped.version in caught.value.expected


def test_an_unknown_utterance_is_refused(coded: Review, shipped: Model) -> None:
    with pytest.raises(ReviewError, match="utterance 99999"):
        explain_code(coded, 99_999, shipped)
