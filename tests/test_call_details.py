"""What a call seems to be: proposed only on grounds."""

from dataclasses import replace
from datetime import date

import pytest

from coder.call_details import find_day, propose_details
from coder.review import RoleProposal
from tests.builders import build_review

TODAY = date(2026, 6, 1)
MAY_4 = date(2026, 5, 4)
PAIR = (("Ana", "manager", "inspect", "Is it still closing?"), ("Ben", "rep", "inform", "They went quiet."))
CROWD = (PAIR[0], *((name, "rep", "inform", "Two of mine slip.") for name in ("Ben", "Cleo", "Dov")))


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-04",
        "2026-5-4",
        "20260504",
        "202605041030",
        "2026_05_04 10-30",
        "GMT20260504-140000_Recording.transcript",
        "June/2026.05.04 Ana and Ben",
        "May 4, 2026",
        "May_4_2026",
        "4 May 2026",
        "4-May-2026",
        "1:1 of the 4th of May 2026",
        "sept plan, 4 MAY 2026",
        "04.05.2026",
        "call 2026-05-04 to 2026-05-04",
    ],
)
def test_a_day_is_found_in_the_forms_that_tools_write(text):
    assert find_day(text, TODAY) == MAY_4


@pytest.mark.parametrize(
    "text",
    [
        "04/05/2026",
        "04-05-2026",
        "2026-02-30",
        "2026-13-01",
        "31.04.2026",
        "2026-06-02",
        "2027-01-01",
        "1999-05-04",
        "2026-05-04 to 2026-05-05",
        "call 12026050433",
        "ticket 20269999",
        "marching 4 2026",
        "call.vtt",
        "",
    ],
)
def test_a_day_that_is_ambiguous_impossible_future_or_not_the_only_one_is_not_taken(text):
    assert find_day(text, TODAY) is None


@pytest.mark.parametrize("text", ["25/05/2026", "05/25/2026", "05-25-2026"])
def test_slashes_tell_a_day_where_only_one_order_is_possible(text):
    assert find_day(text, TODAY) == date(2026, 5, 25)


def test_today_is_taken_and_the_same_number_twice_is_no_riddle():
    assert find_day("2026-06-01", TODAY) == TODAY
    assert find_day("04/04/2026", TODAY) == date(2026, 4, 4)


def test_the_file_name_goes_before_the_title_and_the_ground_says_so():
    review = build_review(*PAIR, call="2026-05-05", source="a.vtt")
    assert propose_details(review, today=TODAY).details.call_date == "2026-05-05"
    found = propose_details(review, file_name="2026-05-04.vtt", today=TODAY)
    assert found.details.call_date == "2026-05-04"
    assert found.grounds[0] == "The file name says 2026-05-04."


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ana-Ben 1-1", "one_to_one"),
        ("1:1 notes", "one_to_one"),
        ("1on1_Ana", "one_to_one"),
        ("one-to-one-pipeline", "one_to_one"),
        ("weekly FORECAST", "cadence"),
        ("pipeline_review_may", "cadence"),
        ("deal-review-listening", "deal_review"),
        ("Onboarding week 2", "onboarding"),
        ("pipeline", "other"),
        ("the deal", "other"),
        ("Q1-1", "other"),
        ("2026-1-1", "other"),
        ("11:11", "other"),
        ("deal review in our 1:1", "other"),
    ],
)
def test_a_type_is_taken_from_a_name_that_says_just_one(name, kind):
    assert propose_details(build_review(*PAIR, call=name), today=TODAY).details.type == kind


def test_what_the_manager_calls_it_as_it_opens_is_taken():
    said = ("Ana", "manager", "inform", "Welcome to the deal review.")
    found = propose_details(build_review(said, *PAIR))
    assert found.details.type == "deal_review"
    assert found.grounds[0] == "The manager calls it a deal review as it opens."
    by_rep = ("Ben", "rep", "inform", "I was late for the deal review.")
    assert propose_details(build_review(by_rep, *PAIR)).details.type == "other"
    later = [*PAIR * 20, said]
    assert propose_details(build_review(*later)).details.type == "other"


def test_three_reps_and_the_forecast_are_a_cadence_call():
    assert propose_details(build_review(*CROWD)).details.type == "cadence"
    assert propose_details(build_review(*CROWD[:3])).details.type == "other"
    silent = [(name, role, code, "Hello there.") for name, role, code, _ in CROWD]
    assert propose_details(build_review(*silent)).details.type == "other"


def test_who_only_looks_in_is_no_rep_of_a_cadence_call():
    assert propose_details(build_review(*PAIR * 20, *CROWD[2:])).details.type == "other"


def test_names_are_proposed_where_it_is_known_who_leads():
    found = propose_details(build_review(*CROWD))
    assert (found.details.manager, found.details.rep) == ("Ana", "Ben, Cleo, Dov")
    assert "You said who leads." in found.grounds


def test_no_names_where_the_tool_hardly_knows_who_leads():
    unsure = RoleProposal("Ana", 0.7, ("opens the call",), (("Ana", 0.7), ("Ben", 0.3)))
    review = build_review(*PAIR, roles_from="proposed", proposal=unsure)
    assert propose_details(review).details.manager == ""
    sure = replace(review, proposal=replace(unsure, probability=0.97))
    found = propose_details(sure)
    assert (found.details.manager, found.details.rep) == ("Ana", "Ben")
    assert found.grounds[-1] == "Who leads: 97 % sure, opens the call."


def test_a_machines_label_is_nobodys_name():
    rows = [(f"Speaker {n}", role, code, text) for n, (_, role, code, text) in enumerate(PAIR)]
    found = propose_details(build_review(*rows))
    assert (found.details.manager, found.details.rep) == ("", "")


def test_grounds_hold_no_word_of_the_call():
    said = ("Ana", "manager", "inform", "Zanzibar, this is our forecast call.")
    assert "Zanzibar" not in " ".join(propose_details(build_review(said, *CROWD)).grounds)
