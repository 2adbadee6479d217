"""Both poles of each axis, counted, and the questions that serve value's poles."""

from dataclasses import replace

from coder.codebook import load_codebook
from coder.measures import LensCount, count_lenses, sort_questions
from coder.review import Review
from tests.builders import build_review
from tests.measures.helpers import by_a_person, manager, rep


def lensed(review: Review, sure: dict[int, tuple[str, ...]], possible: dict[int, tuple[str, ...]]) -> Review:
    changed = [replace(u, lenses=sure.get(u.index, ()), possible=possible.get(u.index, ())) for u in review.utterances]
    return replace(review, utterances=tuple(changed))


FOUR = build_review(manager("inform"), rep(), manager("open_question"), manager("inspect"))


def test_every_lens_of_the_codebook_stands_once_on_its_axis() -> None:
    axes = count_lenses(FOUR)
    counted = [count.lens for axis in axes for count in (axis.manager, axis.leader) if count]
    assert sorted(counted) == sorted(lens.id for lens in load_codebook().lenses)
    assert [(axis.axis, axis.leader) for axis in axes if axis.leader is None] == [("discount", None)]
    assert (axes[0].axis, axes[0].manager.lens, axes[0].leader and axes[0].leader.lens) == (
        "value",
        "count_value",
        "create_value",
    )


def test_poles_are_counted_apart_and_possible_tags_enter_no_count() -> None:
    review = lensed(FOUR, {0: ("count_value",), 3: ("count_value", "create_value")}, {2: ("count_value",)})
    value = count_lenses(review)[0]
    assert value.manager == LensCount("count_value", 2, (0, 3), (2,))
    assert value.leader == LensCount("create_value", 1, (3,), ())


def test_a_reps_words_carry_no_lens() -> None:
    review = lensed(FOUR, {1: ("count_value",)}, {1: ("create_value",)})
    assert count_lenses(review)[0].manager == LensCount("count_value", 0, (), ())
    assert count_lenses(review)[0].leader == LensCount("create_value", 0, (), ())


def test_a_lens_found_too_unsurely_has_no_count_but_its_places() -> None:
    unsure = replace(lensed(FOUR, {}, {2: ("create_value",)}), uncounted_tags=("create_value",))
    value = count_lenses(unsure)[0]
    assert value.leader == LensCount("create_value", None, (), (2,))
    assert value.manager.count == 0


def test_a_persons_codes_say_nothing_of_lenses() -> None:
    wholly = by_a_person(replace(FOUR, uncounted_tags=("create_value",)), [0, 1, 2, 3])
    assert [axis.leader.count for axis in count_lenses(wholly)[:1] if axis.leader] == [None]


def test_without_a_manager_an_unsure_lens_stays_unknown() -> None:
    alone = replace(build_review(rep()), uncounted_tags=("create_value",))
    assert count_lenses(alone)[0].leader == LensCount("create_value", None, (), ())


def test_questions_are_sorted_by_the_pole_that_they_serve() -> None:
    codes = ("open_question", "clarify", "inspect", "steer", "inform", "inspect")
    review = build_review(*[manager(code) for code in codes], rep(code="open_question"))
    sure = {0: ("create_value",), 2: ("count_value",), 4: ("count_value",), 5: ("count_value",), 6: ("count_value",)}
    sorted_ = sort_questions(lensed(review, sure, {3: ("count_value",), 5: ("create_value",)}))
    assert sorted_.creating_value == (0, 5)
    assert sorted_.counting_value == (2, 3)
    assert sorted_.neither == (1,)
