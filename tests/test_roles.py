"""Who leads: the proposal, its grounds, and names as people give them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.errors import RoleError
from coder.model_folder import Model
from coder.roles import CUES, assign_roles, describe_parts, propose_manager, speaker_parts
from coder.transcript import UNKNOWN_SPEAKER
from tests.builders import talk

LED_BY_ANA = (
    ("Ana", "How did it go? Walk me through it."),
    ("Ben", "I sent him my numbers and he said they would look at them. I think my deal is fine."),
    ("Ana", "What do you think they want? When is it closing?"),
    ("Ben", "I don't know. I asked her and she went quiet."),
    ("Ana", "Get me the plan by Friday, and make sure you call him."),
)


def test_the_one_who_asks_and_assigns_is_proposed_with_grounds(model: Model) -> None:
    proposal = propose_manager(speaker_parts(talk(*LED_BY_ANA)), model.role_weights, ceiling=model.role_ceiling)
    assert proposal is not None
    assert proposal.manager == "Ana"
    assert proposal.probability > 0.7
    assert 1 <= len(proposal.grounds) <= 3
    assert set(proposal.grounds) <= {cue.ground for cue in CUES}


def test_order_of_speaking_alone_does_not_decide(model: Model) -> None:
    late = (("Ben", "Morning."), *LED_BY_ANA)
    proposal = propose_manager(speaker_parts(talk(*late)), model.role_weights)
    assert proposal is not None and proposal.manager == "Ana"


def test_candidates_sum_to_one_highest_first(model: Model) -> None:
    parts = speaker_parts(talk(*LED_BY_ANA, ("Cyd", "Hello all."), ("Dan", "Bye.")))
    proposal = propose_manager(parts, model.role_weights, ceiling=0.9)
    assert proposal is not None
    chances = [chance for _, chance in proposal.candidates]
    assert {name for name, _ in proposal.candidates} == {"Ana", "Ben", "Cyd", "Dan"}
    assert sum(chances) == pytest.approx(1)
    assert chances == sorted(chances, reverse=True)
    assert proposal.probability == chances[0] <= 0.9


def test_no_cue_speaks_for_anybody_without_weights() -> None:
    proposal = propose_manager(speaker_parts(talk(("Ana", "Hello."), ("Ben", "Hello."))), {})
    assert proposal is not None
    assert proposal.probability == pytest.approx(0.5)
    assert proposal.grounds == ()


def test_a_title_in_the_name_decides() -> None:
    proposal = propose_manager(speaker_parts(talk(("Ben", "Hello."), ("Ana (Sales Manager)", "Hello."))), {})
    assert proposal is not None
    assert proposal.manager == "Ana (Sales Manager)"
    assert proposal.grounds == ("the name says so",)


def test_no_proposal_with_fewer_than_two_known_speakers(model: Model) -> None:
    for lines in ([("Ana", "Hello.")], [("Ana", "Hello."), (UNKNOWN_SPEAKER, "Where are we?")]):
        assert propose_manager(speaker_parts(talk(*lines)), model.role_weights) is None


def test_cues_are_differences_from_the_others() -> None:
    rows = describe_parts(speaker_parts(talk(*LED_BY_ANA)))
    assert rows[0] == [-value for value in rows[1]]
    opens = [cue.name for cue in CUES].index("opens")
    assert 0 < rows[0][opens] <= 1


def test_grounds_hold_no_words_of_the_call(model: Model) -> None:
    proposal = propose_manager(speaker_parts(talk(*LED_BY_ANA)), model.role_weights)
    assert proposal is not None
    assert not any("Friday" in ground or "plan" in ground for ground in proposal.grounds)


SPEAKERS = ("Ana Lind", "Ben Weiss", "ben ruiz", "李娜")


def test_everybody_else_is_a_rep() -> None:
    assert assign_roles(SPEAKERS, "Ana Lind", ["李娜"]) == {
        "Ana Lind": "manager",
        "Ben Weiss": "rep",
        "ben ruiz": "rep",
        "李娜": "guest",
    }
    assert set(assign_roles(SPEAKERS, None).values()) == {"rep"}


@pytest.mark.parametrize(
    ("given_name", "found"),
    [
        ("Ana Lind", "Ana Lind"),
        ("ana lind", "Ana Lind"),
        (" ANA LIND ", "Ana Lind"),
        ("ana", "Ana Lind"),
        ("Weiss", "Ben Weiss"),
        ("李娜", "李娜"),
    ],
)
def test_a_name_is_found_as_people_write_it(given_name: str, found: str) -> None:
    assert assign_roles(SPEAKERS, given_name)[found] == "manager"


@pytest.mark.parametrize("name", ["Zed", "ben", "An", "  ", "Ana Lin"])
def test_a_name_of_nobody_or_of_two_is_refused_with_the_names(name: str) -> None:
    with pytest.raises(RoleError) as error:
        assign_roles(SPEAKERS, name)
    assert all(speaker in error.value.expected for speaker in SPEAKERS)
    assert name.strip() in error.value.found


def test_an_exact_name_wins_over_one_in_another_case() -> None:
    assert assign_roles(("ben", "Ben"), "Ben") == {"ben": "rep", "Ben": "manager"}


@given(st.lists(st.text(min_size=1), min_size=1, max_size=5, unique=True))
def test_every_exact_name_is_found(names: list[str]) -> None:
    for name in names:
        roles = assign_roles(names, name)
        assert [speaker for speaker, role in roles.items() if role == "manager"] == [name]


@pytest.mark.parametrize(
    ("given", "speaker"),
    [
        ("Marta Lindqvist", "Marta Lindqvist (Host)"),
        ("marta", "Marta Lindqvist (Host)"),
        ("Jonas Weber", "Weber, Jonas"),
        ("weber", "Weber, Jonas"),
    ],
)
def test_a_name_is_taken_as_people_write_it(given: str, speaker: str) -> None:
    roles = assign_roles(("Marta Lindqvist (Host)", "Weber, Jonas"), given)
    assert [name for name, role in roles.items() if role == "manager"] == [speaker]


def test_a_name_that_two_speakers_have_is_refused() -> None:
    with pytest.raises(RoleError, match='"Ana Ruiz", "Ana Weber"'):
        assign_roles(("Ana Ruiz", "Ana Weber"), "Ana")
