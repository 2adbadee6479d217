"""Transcript in, coded call out: roles, probabilities, times."""

from dataclasses import replace

import pytest

from coder import code_call, measure_call, read_bytes, read_transcript, sample_calls
from coder.errors import RoleError
from coder.model_folder import Model
from coder.pipeline import MIN_TIMED_WORDS
from coder.review import Review
from coder.transcript import Transcript, Unit, Utterance
from tests.builders import talk

CALL = talk(
    ("Ana", "How did it go? Walk me through it."),
    ("Ben", "They went quiet. I think legal is the problem."),
    ("Ana", "What do you want to do? Get me the plan by Friday."),
    ("Cyd", "I can send the slides."),
    ("Ben", "Okay, I'll do that."),
)


def roles_in(review: Review) -> dict[str, str]:
    roles = {speaker.name: speaker.role for speaker in review.speakers}
    assert all(utterance.role == roles[utterance.speaker] for utterance in review.utterances)
    return roles


def test_every_utterance_gets_a_code_its_mode_and_a_confidence(model: Model) -> None:
    review = code_call(CALL, model)
    assert len(review.utterances) == 8
    for utterance in review.utterances:
        assert tuple(utterance.probabilities) == model.codebook.code_ids
        assert sum(utterance.probabilities.values()) == pytest.approx(1)
        assert utterance.code == max(utterance.probabilities, key=utterance.probabilities.__getitem__)
        assert utterance.confidence == utterance.probabilities[utterance.code]
        assert utterance.mode == model.codebook.mode_of[utterance.code]
        assert utterance.decided_by == "model"


def test_the_review_names_its_source_and_model(model: Model) -> None:
    review = code_call(replace(CALL, call="monday", source="monday.vtt", format="webvtt"), model)
    assert (review.call, review.source, review.format) == ("monday", "monday.vtt", "webvtt")
    assert (review.model_name, review.model_version) == (model.name, model.version)


# Ten turns before and after, so that neither end of the call is near.
SMALL_TALK = (("Ben", "They went quiet after the demo."), ("Ana", "Legal takes ten days.")) * 5


def in_mid_call(*lines: tuple[str, str]) -> Transcript:
    return talk(*SMALL_TALK, *lines, *SMALL_TALK)


PLAIN = (
    ("Ben", "I think the deal is stuck."),
    ("Ana", "What do you think is holding them back?"),
    ("Ben", "Mm-hm."),
    ("Ana", "Tell me more."),
)


def test_plain_examples_of_listening_are_coded_as_listening(model: Model) -> None:
    coded = code_call(in_mid_call(*PLAIN), model, manager="Ana").utterances
    modes = {utterance.text: utterance.mode for utterance in coded}
    assert [modes[text] for _, text in PLAIN[1:]] == ["listen"] * 3


def test_a_short_excerpt_is_not_taken_for_small_talk(model: Model) -> None:
    coded = code_call(talk(*PLAIN), model, manager="Ana").utterances
    assert coded[1].mode == "listen"


def test_the_proposal_is_taken_when_nobody_is_named(model: Model) -> None:
    review = code_call(CALL, model)
    assert review.proposal is not None
    assert review.roles_from == "proposed"
    assert roles_in(review) == {"Ana": "manager", "Ben": "rep", "Cyd": "rep"}


def test_a_named_manager_and_guests(model: Model) -> None:
    review = code_call(CALL, model, manager="ben", guests=["Cyd"])
    assert review.roles_from == "named"
    assert roles_in(review) == {"Ana": "rep", "Ben": "manager", "Cyd": "guest"}
    assert review.proposal is not None and review.proposal.manager == "Ana"


def test_changing_the_manager_changes_everything_that_follows_from_it(model: Model) -> None:
    ana, ben = (code_call(CALL, model, manager=name) for name in ("Ana", "Ben"))
    assert [u.text for u in ana.spoken_by("manager")] == [u.text for u in ana.utterances if u.speaker == "Ana"]
    assert [u.text for u in ben.spoken_by("manager")] == [u.text for u in ben.utterances if u.speaker == "Ben"]
    shares = [measure_call(review)["talk_share"].numerator for review in (ana, ben)]
    assert shares == [20, 13]
    assert [u.probabilities for u in ana.utterances] != [u.probabilities for u in ben.utterances]


@pytest.mark.parametrize("wrong", [{"manager": "Anna"}, {"guests": ["Zed"]}])
def test_an_unknown_name_lists_those_who_speak(model: Model, wrong: dict) -> None:
    with pytest.raises(RoleError, match='"Ana", "Ben", "Cyd"'):
        code_call(CALL, model, **wrong)


def test_roles_that_the_file_states_count(model: Model) -> None:
    review = code_call(replace(CALL, roles={"Ben": "manager", "Cyd": "guest"}), model)
    assert review.roles_from == "file"
    assert roles_in(review) == {"Ana": "rep", "Ben": "manager", "Cyd": "guest"}


def test_the_user_has_the_last_word_over_the_file(model: Model) -> None:
    review = code_call(replace(CALL, roles={"Ben": "manager", "Cyd": "guest"}), model, manager="Ana")
    assert review.roles_from == "named"
    assert roles_in(review) == {"Ana": "manager", "Ben": "rep", "Cyd": "guest"}


def test_a_file_that_states_only_guests_leaves_the_leader_to_the_proposal(model: Model) -> None:
    review = code_call(replace(CALL, roles={"Cyd": "guest"}), model)
    assert review.roles_from == "proposed"
    assert roles_in(review) == {"Ana": "manager", "Ben": "rep", "Cyd": "guest"}


def test_a_named_guest_has_the_last_word_over_the_file(model: Model) -> None:
    stated = replace(CALL, roles={"Ana": "manager", "Ben": "rep", "Cyd": "rep"})
    assert roles_in(code_call(stated, model, guests=["Cyd"]))["Cyd"] == "guest"


@pytest.mark.parametrize("names", [{"manager": ""}, {"manager": "  "}, {"manager": "Ana", "guests": ["ana"]}])
def test_an_empty_name_or_two_roles_for_one_are_refused(model: Model, names: dict) -> None:
    with pytest.raises(RoleError):
        code_call(CALL, model, **names)


def test_one_speaker_has_no_manager(model: Model) -> None:
    review = code_call(talk(("Ana", "Hello. Is anybody there?")), model)
    assert review.proposal is None
    assert roles_in(review) == {"Ana": "rep"}
    assert measure_call(review)["talk_share"].value is None


def test_utterances_of_the_codebook_form_are_kept_and_its_codes_ignored(model: Model) -> None:
    data = (
        b'{"call": "c7", "index": 0, "turn": 3, "speaker": "Dana", "role": "manager", '
        b'"text": "Walk me through it. Slowly.", "start_ms": 41200, "end_ms": 42600, "code": "social"}\n'
        b'{"call": "c7", "index": 1, "turn": 4, "speaker": "Eli", "role": "rep", "text": "Okay.", "code": "rally"}\n'
    )
    review = code_call(read_bytes(data, "c7.jsonl"), model)
    assert [(u.text, u.turn, u.start_ms) for u in review.utterances] == [
        ("Walk me through it. Slowly.", 3, 41200),
        ("Okay.", 4, None),
    ]
    assert review.utterances[1].code == "acknowledge"
    assert review.roles_from == "file"


def timed(*units: tuple[str, str, int | None, int | None]) -> Transcript:
    return Transcript("c", "c.vtt", "webvtt", tuple(Unit(*unit) for unit in units))


def speech_of(transcript: Transcript, model: Model) -> dict[str, int | None]:
    return {speaker.name: speaker.speech_ms for speaker in code_call(transcript, model).speakers}


def test_overlapping_cues_of_a_speaker_count_once(model: Model) -> None:
    call = timed(
        ("Ana", "One two three.", 0, 3000),
        ("Ana", "Two three four.", 2000, 5000),
        ("Ana", "Three.", 2500, 3000),
        ("Ana", "Four.", 4000, 6000),
        ("Ben", "Over you.", 1000, 2000),
        ("Ana", "After.", 7000, 8000),
    )
    assert speech_of(call, model) == {"Ana": 7000, "Ben": 1000}


def test_speech_time_leaves_pauses_out_and_the_longest_stretch_is_one_turn(model: Model) -> None:
    call = timed(
        ("Ana", "One.", 0, 1000),
        ("Ana", "Two.", 5000, 6500),
        ("Ben", "Three.", 7000, 8000),
        ("Ana", "Four.", 9000, 11000),
    )
    (ana, _) = code_call(call, model).speakers
    assert (ana.speech_ms, ana.words) == (4500, 3)
    assert (ana.longest_stretch.turn, ana.longest_stretch.words, ana.longest_stretch.speech_ms) == (0, 2, 2500)


def test_talk_is_counted_in_words_where_too_few_words_carry_times(model: Model) -> None:
    def call(untimed_words: int) -> Transcript:
        return timed(("Ana", "word " * 95, 0, 60_000), ("Ben", "word " * untimed_words, None, None))

    assert MIN_TIMED_WORDS == 0.95
    assert speech_of(call(5), model) == {"Ana": 60_000, "Ben": 0}
    assert speech_of(call(6), model) == {"Ana": None, "Ben": None}


def test_cues_without_length_carry_no_time(model: Model) -> None:
    assert speech_of(timed(("Ana", "Hello.", 1000, 1000), ("Ben", "Hi.", 2000, 1500)), model) == {
        "Ana": None,
        "Ben": None,
    }


def test_the_same_call_gives_the_same_review(model: Model) -> None:
    assert code_call(CALL, model) == code_call(CALL, model)


def test_words_add_up_over_utterances(model: Model) -> None:
    for sample in sample_calls():
        transcript = read_transcript(sample)
        review = code_call(transcript, model)
        assert sum(s.words for s in review.speakers) == sum(len(u.text.split()) for u in review.utterances)
        assert [s.name for s in review.speakers] == list(transcript.speakers)


def test_skipped_parts_are_handed_on(model: Model) -> None:
    assert code_call(CALL, model).skipped == ()
    stated = Utterance(0, 0, "Ana", "Hello.")
    call = Transcript("c", "c.vtt", "webvtt", (Unit("Ana", "Hello."),), (stated,), skipped=("a note",))  # type: ignore[arg-type]
    assert code_call(call, model).skipped == ("a note",)
