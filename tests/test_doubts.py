"""What to label next: uncertain, unlike each other, some at random, never twice, never what a person coded."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from coder.command_line import main
from coder.corrections import correct_codes
from coder.doubts import RANDOM_SHARE, next_to_label
from coder.review import Review
from coder.store import add_call, open_store, set_codes
from tests.builders import build_review, spread_over

Output = pytest.CaptureFixture[str]
WORDS = "amber birch cedar delta ember flint grove hazel ivory jetty knoll larch maple north olive pearl quartz ridge"


def review_of(*texts: str, sure: float | dict[int, float] = 0.9, call: str = "c") -> Review:
    """A call of utterances with these texts; ``sure`` is the confidence of all, or by index of some."""
    review = build_review(
        *((("Ana", "Ben")[i % 2], ("manager", "rep")[i % 2], "inform", t) for i, t in enumerate(texts)), call=call
    )  # type: ignore[misc]
    given = {i: sure.get(i, 0.9) if isinstance(sure, dict) else sure for i in range(len(texts))}
    utterances = tuple(
        replace(u, confidence=given[u.index], probabilities=spread_over(u.code, given[u.index]))
        for u in review.utterances
    )
    return replace(review, utterances=utterances)


def texts_of(reviews: dict[str, Review], doubts) -> list[str]:
    return [reviews[d.call].utterances[d.index].text for d in doubts]


UNLIKE = {"c": review_of(*WORDS.split(), sure={3: 0.2, 7: 0.3, 11: 0.4})}


def test_the_most_uncertain_come_first_where_none_are_alike() -> None:
    found = next_to_label(UNLIKE, 3, random_share=0)
    assert [(d.index, d.why) for d in found] == [(3, "uncertain"), (7, "uncertain"), (11, "uncertain")]
    assert all(d.inclusion_probability is None for d in found)
    assert [d.uncertainty for d in found] == sorted((d.uncertainty for d in found), reverse=True)


def test_of_sentences_that_are_alike_one_is_enough() -> None:
    texts = ["send the plan by friday noon", "send the plan by friday noon ok", "who decides at the customer"]
    reviews = {"c": review_of(*texts, sure={0: 0.3, 1: 0.31, 2: 0.36})}
    assert [(d.index, d.why) for d in next_to_label(reviews, 2, random_share=0)] == [(0, "uncertain"), (2, "diverse")]


def test_a_fifth_is_random_with_the_probability_noted() -> None:
    found = next_to_label(UNLIKE, 10)
    drawn = [d for d in found if d.why == "random"]
    assert len(found) == 10 and len(drawn) == round(10 * RANDOM_SHARE)
    assert {d.inclusion_probability for d in drawn} == {2 / 18}


def test_every_sentence_comes_into_the_random_part_as_often_as_any_other() -> None:
    counts = dict.fromkeys(range(18), 0)
    for seed in range(900):
        for doubt in next_to_label(UNLIKE, 2, seed=seed, random_share=1):
            counts[doubt.index] += 1
    # 100 expected each; six standard deviations.
    assert all(43 < count < 157 for count in counts.values())


def test_the_same_seed_gives_the_same_whatever_the_order_of_calls() -> None:
    reviews = {name: review_of(*(f"{word} {name}" for word in WORDS.split()), call=name) for name in "ab"}
    found = next_to_label(reviews, 12, seed=4)
    assert next_to_label(dict(reversed(reviews.items())), 12, seed=4) == found
    assert next_to_label(reviews, 12, seed=5) != found


def test_no_sentence_comes_twice_and_how_many_it_stands_for_is_told() -> None:
    reviews = {
        "a": review_of("Okay.", "okay", "What now?", call="a"),
        "b": review_of("OKAY!", "what now", "No", call="b"),
    }
    found = next_to_label(reviews, 9)
    assert {(d.call, d.index): d.stands_for for d in found} == {("a", 0): 3, ("a", 2): 2, ("b", 2): 1}


def test_what_a_person_coded_is_left_out_wherever_it_was_said() -> None:
    coded = correct_codes(review_of("Okay.", "Go on."), {0: "acknowledge"})
    found = next_to_label({"a": coded, "b": review_of("Okay!", "Fine.")}, 9)
    assert {(d.call, d.index) for d in found} == {("a", 1), ("b", 1)}


def test_one_roles_utterances_alone() -> None:
    found = next_to_label(UNLIKE, 18, role="rep")
    assert {d.index for d in found} == set(range(1, 18, 2))


@pytest.mark.parametrize("reviews", [{}, {"c": review_of("…", "–")}])
def test_nothing_to_label_is_an_empty_list(reviews: dict[str, Review]) -> None:
    assert next_to_label(reviews, 5) == ()
    assert next_to_label(UNLIKE, 0) == ()


def test_the_random_ones_are_spread_over_the_queue() -> None:
    found = next_to_label(UNLIKE, 15)
    places = [place for place, doubt in enumerate(found) if doubt.why == "random"]
    assert len(places) == 3 and places[0] < 5 <= places[1] < 10 <= places[2]


def test_the_command_shows_words_only_on_request(tmp_path: Path, capsys: Output) -> None:
    place = str(tmp_path / "store.sqlite3")
    with open_store(place) as store:
        call = add_call(store, review_of("secret amber", "secret birch", sure=0.3), person="Ana").id
        set_codes(store, call, {1: "direct"}, person="Ana")
        add_call(store, review_of("a sample", call="sample"), person="Ana", is_sample=True)
    assert main(["doubts", "--store", place, "--n", "5"]) == 0
    out = capsys.readouterr().out
    assert call in out and "secret" not in out and "1 utterances of 1 calls" in out
    assert main(["doubts", "--store", place, "--with-text", "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["doubts"]
    assert (row["call"], row["index"], row["text"]) == (call, 0, "secret amber")
    with pytest.raises(SystemExit):
        main(["doubts", "--store", place, "--n", "-1"])
