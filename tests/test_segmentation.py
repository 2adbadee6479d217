"""Turns into utterances: no text lost, no time out of place, nothing left as one long block."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.model_folder import Model
from coder.segmentation import MAX_WORDS, PAUSE_MS, Segmenter, is_unpunctuated, join_units
from coder.transcript import Transcript, Unit, Utterance, count_words
from tests.builders import talk


@pytest.fixture(scope="module")
def segmenter(model: Model) -> Segmenter:
    return model.segmenter


def texts(segmenter: Segmenter, *lines: tuple[str, str]) -> list[str]:
    return [utterance.text for utterance in segmenter.split(talk(*lines))]


def without_spaces(text: str) -> str:
    return "".join(text.split())


CAPTIONS = (
    "so i went back to them on monday and he said they were still waiting for legal and i told him we had agreed on "
    "thursday so what did you do then i called procurement and they had no idea what i was talking about so now i "
    "do not know what to think okay tell me what you want to do next i would like to go and see him"
)


def test_sentences_become_utterances(segmenter: Segmenter) -> None:
    found = texts(segmenter, ("Ana", "What happened there? They went quiet. I want the plan by Friday."))
    assert found == ["What happened there?", "They went quiet.", "I want the plan by Friday."]


def test_an_abbreviation_does_not_end_an_utterance(segmenter: Segmenter) -> None:
    assert texts(segmenter, ("Ana", "We asked for 2.5 million.")) == ["We asked for 2.5 million."]


def test_utterances_know_their_turn_and_speaker(segmenter: Segmenter) -> None:
    utterances = segmenter.split(talk(("Ana", "Right. What now?"), ("Ben", "We wait."), ("Ana", "Okay.")))
    assert [(u.index, u.turn, u.speaker) for u in utterances] == [
        (0, 0, "Ana"),
        (1, 0, "Ana"),
        (2, 1, "Ben"),
        (3, 2, "Ana"),
    ]


def test_an_utterance_may_run_over_several_cues(segmenter: Segmenter) -> None:
    assert texts(segmenter, ("Ana", "I think we should"), ("Ana", "wait for legal. What do you think?")) == [
        "I think we should wait for legal.",
        "What do you think?",
    ]


def test_unpunctuated_captions_are_split(segmenter: Segmenter) -> None:
    found = texts(segmenter, ("Ana", CAPTIONS))
    assert len(found) >= 4
    assert " ".join(found) == CAPTIONS


def test_no_utterance_is_longer_than_the_limit(segmenter: Segmenter) -> None:
    monotone = " ".join(["word"] * 500)
    found = texts(segmenter, ("Ana", monotone))
    assert " ".join(found) == monotone
    assert max(map(count_words, found)) <= MAX_WORDS
    assert len(found) <= 500 // (MAX_WORDS // 6)


def test_a_long_pause_begins_an_utterance_in_captions_only(segmenter: Segmenter) -> None:
    def split(first: str, second: str, pause: int) -> int:
        units = (Unit("Ana", first, 0, 2000), Unit("Ana", second, 2000 + pause, 6000))
        return len(segmenter.split(Transcript("c", "c.vtt", "webvtt", units)))

    captions = "they are waiting for the", "board to sign the thing"
    written = "They are waiting for the", "board to sign the thing."
    assert split(*captions, PAUSE_MS) == split(*captions, PAUSE_MS - 1) + 1
    assert split(*written, PAUSE_MS) == 1


def test_utterances_that_the_file_states_are_taken_as_they_are(segmenter: Segmenter) -> None:
    units = (Unit("Ana", "One. Two. Three?"), Unit("Ana", "and four"))
    stated = (Utterance(0, 0, "Ana", "One. Two. Three?"), Utterance(1, 0, "Ana", "and four"))
    assert segmenter.split(Transcript("c", "c.jsonl", "codebook_jsonl", units, stated)) is stated


@pytest.mark.parametrize("text", ["...", "?!", "–", "😀", "\u200b", "—— ——", "(", "1", "Á", "\ufeff.", "'"])
def test_odd_texts_stay_one_utterance(segmenter: Segmenter, text: str) -> None:
    assert texts(segmenter, ("Ana", text)) == [text]


def test_marks_before_the_first_word_stay_with_it(segmenter: Segmenter) -> None:
    assert texts(segmenter, ("Ana", "... so what happened?"))[0].startswith("...")


def test_an_opening_quotation_mark_goes_with_its_words(segmenter: Segmenter) -> None:
    found = texts(segmenter, ("Ana", 'He said no. "Why did you do that?" he asked.'))
    assert found[:2] == ["He said no.", '"Why did you do that?" he asked.']


@pytest.mark.parametrize(
    ("lines", "answer"),
    [
        (["So where are we?", "Not signed."], False),
        (["so where are we", "not signed"], True),
        (["word " * 59 + "end."], False),
        (["word " * 70 + "end."], True),
        (["どうですか。", "まだです。"], False),
        ([], False),
    ],
)
def test_is_unpunctuated(lines: list[str], answer: bool) -> None:
    assert is_unpunctuated(lines) is answer


words = st.text(min_size=1, max_size=60).filter(str.strip)
pieces = st.lists(st.tuples(st.sampled_from(["Ana", "Ben"]), words), min_size=1, max_size=6)


@settings(max_examples=80, deadline=None)
@given(pieces)
def test_no_text_is_lost_whatever_it_is(segmenter: Segmenter, lines: list[tuple[str, str]]) -> None:
    transcript = talk(*lines)
    utterances = segmenter.split(transcript)
    for turn in transcript.turns:
        said = "".join(u.text for u in utterances if u.turn == turn.index)
        assert without_spaces(said) == without_spaces(join_units(turn.units))
    assert [u.index for u in utterances] == list(range(len(utterances)))
    assert all(u.text == u.text.strip() != "" for u in utterances)


vocabulary = st.sampled_from(
    ["so", "then", "what", "we", "did", "call", "him", "and", "okay", "why", "yes", "it", "they"]
)


@settings(max_examples=30, deadline=None)
@given(st.lists(vocabulary, min_size=1, max_size=300))
def test_the_limit_holds_for_any_words(segmenter: Segmenter, spoken: list[str]) -> None:
    found = texts(segmenter, ("Ana", " ".join(spoken)))
    assert " ".join(found).split() == spoken
    assert max(map(count_words, found)) <= MAX_WORDS


sentences = st.lists(
    st.sampled_from(["Right.", "What happened then?", "so they", "went quiet after the demo.", "I see, okay."]),
    min_size=1,
    max_size=8,
)


def timed(spoken: list[str], lengths: list[int], gap: int) -> Transcript:
    clock, units = 0, []
    for text, length in zip(spoken, lengths, strict=False):
        units.append(Unit("Ana", text, clock, clock + length))
        clock += length + gap
    return Transcript("c", "c.vtt", "webvtt", tuple(units))


@settings(max_examples=60, deadline=None)
@given(sentences, st.lists(st.integers(0, 5000), min_size=8, max_size=8), st.integers(0, 2000))
def test_times_go_forward_and_stay_inside_the_turn(
    segmenter: Segmenter, spoken: list[str], lengths: list[int], gap: int
) -> None:
    transcript = timed(spoken, lengths, gap)
    utterances = segmenter.split(transcript)
    edges = [edge for u in utterances for edge in (u.start_ms, u.end_ms)]
    assert None not in edges
    assert edges == sorted(edges)
    assert edges[0] == transcript.units[0].start_ms
    assert edges[-1] == transcript.units[-1].end_ms


def test_times_inside_a_cue_follow_its_characters(segmenter: Segmenter) -> None:
    transcript = Transcript("c", "c.vtt", "webvtt", (Unit("Ana", "Right then. What now?", 1000, 3100),))
    utterances = segmenter.split(transcript)
    assert [(u.text, u.start_ms, u.end_ms) for u in utterances] == [
        ("Right then.", 1000, 2100),
        ("What now?", 2200, 3100),
    ]


def test_an_utterance_that_begins_a_cue_begins_with_it(segmenter: Segmenter) -> None:
    units = (Unit("Ana", "Right then.", 0, 1000), Unit("Ana", "What now?", 2000, 3400))
    utterances = segmenter.split(Transcript("c", "c.vtt", "webvtt", units))
    assert [(u.start_ms, u.end_ms) for u in utterances] == [(0, 1000), (2000, 3400)]


def test_without_times_none_are_made_up(segmenter: Segmenter) -> None:
    assert all(u.start_ms is u.end_ms is None for u in segmenter.split(talk(("Ana", "Right. What now?"))))


def test_with_one_end_known_only_that_edge_is_told(segmenter: Segmenter) -> None:
    def split(start_ms: int | None, end_ms: int | None) -> list[tuple[int | None, int | None]]:
        unit = Unit("Ana", "Right then. What now? Tell me.", start_ms, end_ms)
        utterances = segmenter.split(Transcript("c", "c.txt", "name_text", (unit,)))
        return [(u.start_ms, u.end_ms) for u in utterances]

    assert split(5000, None) == [(5000, None), (None, None), (None, None)]
    assert split(None, 9000) == [(None, None), (None, None), (None, 9000)]


# A speaker's own cues may overlap: rolling captions, or a slow line shown over quick ones.
OVERLAPPING = (
    Unit("Ana", "So they went quiet. What was it they", 0, 10_000),
    Unit("Ana", "wanted? Okay?", 2_000, 3_000),
)


def test_overlapping_cues_keep_their_text(segmenter: Segmenter) -> None:
    found = segmenter.split(Transcript("c", "c.vtt", "webvtt", OVERLAPPING))
    assert " ".join(u.text for u in found) == join_units(OVERLAPPING)


def test_times_go_forward_when_cues_overlap(segmenter: Segmenter) -> None:
    utterances = segmenter.split(Transcript("c", "c.vtt", "webvtt", OVERLAPPING))
    assert len(utterances) == 3
    assert all((u.start_ms or 0) <= (u.end_ms or 0) for u in utterances)
    assert all((one.start_ms or 0) <= (two.start_ms or 0) for one, two in pairwise(utterances))
