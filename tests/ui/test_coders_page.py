"""The coders' page as Streamlit runs it, without a browser."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from coder import (
    Store,
    add_call,
    assign_coding,
    blind_codes_of,
    code_history,
    codings_of_call,
    confirm_rest,
    find_differences,
    finish_coding,
    get_review,
    gold_of_review,
    list_coding_tasks,
    load_codebook,
    measure_agreement,
    score_training,
    set_blind_codes,
    set_codes,
    set_review_state,
    settled_codes,
    this_person,
)
from tests.builders import REPOSITORY, build_review
from ui.coding_tab import NOTHING_TO_DO
from ui.coding_view import LETTERS, coding_view
from ui.comparing_tab import IN_VIEW
from ui.comparing_view import agreement_view, settling_view
from ui.keys import Key
from ui.learning_view import learning_view

PAGE = "from ui.app_pages.coders import draw_page; draw_page()"
BROWSER = "a browser"
ROWS = (
    ("Ana", "manager", "open_question", "How is Lakeland going?"),
    ("Ben", "rep", "inform", "They postponed."),
    ("Ana", "manager", "direct", "Call them today."),
    ("Ben", "rep", "acknowledge", "All right."),
)
EXAMPLE = REPOSITORY / "tests" / "data" / "formats" / "examples-2" / "calls" / "mine-0001.jsonl"


@pytest.fixture
def call(library: Store) -> str:
    return add_call(library, build_review(*ROWS), person="Ana").id


@pytest.fixture
def two_codings(library: Store, call: str) -> str:
    """The call, coded by Zoe and Ben, who differ on the first and the last utterance."""
    for coder, codes in (
        ("Zoe", ("open_question", "inform", "direct", "support")),
        ("Ben", ("steer", "inform", "direct", "acknowledge")),
    ):
        task = assign_coding(library, call, coder, person="Ana")
        set_blind_codes(library, task, dict(enumerate(codes)))
        finish_coding(library, task)
    return call


def open_page(tab: str = "code") -> AppTest:
    page = AppTest.from_string(PAGE, default_timeout=60)
    page.query_params["do"] = tab
    page.run()
    assert not page.exception
    return page


def send(page: AppTest, key: str, *acts: Mapping[str, Any], first: int = 1) -> AppTest:
    """What the browser sends: acts, numbered."""
    numbered = [{"n": n, **act} for n, act in enumerate(acts, first)]
    page.session_state[key] = {"sent": {"browser": BROWSER, "acts": numbered}}
    page.run()
    assert not page.exception
    return page


def codes_of(library: Store, call: str) -> dict[str, dict[int, str]]:
    return {each.coder: each.code_of for each in blind_codes_of(library, call)}


def components(page: AppTest) -> list[str]:
    return [each.key for each in page.main if each.type == "bidi_component"]


def test_every_code_has_a_letter_of_its_name_that_no_other_has() -> None:
    names = {code.id: code.name.lower() for code in load_codebook().codes}
    assert set(LETTERS) == set(names)
    assert len(set(LETTERS.values())) == len(LETTERS)
    assert all(letter in names[code] for code, letter in LETTERS.items())


def test_what_the_browser_gets_to_code_holds_no_code_of_anybody_else(library: Store, call: str) -> None:
    set_codes(library, call, {0: "steer"}, person="Ana")
    view = coding_view("task", get_review(library, call, corrected=False).utterances, {1: "inform"}, applied={})
    assert view["given"] == {"1": "inform"}
    fields = {"index", "turn", "who", "role", "text", "time", "asked"}
    assert all(set(row) == fields for row in view["rows"])
    assert [row["text"] for row in view["rows"]] == [row[3] for row in ROWS]


def test_a_call_is_given_coded_and_finished(library: Store, call: str) -> None:
    page = open_page()
    assert NOTHING_TO_DO in [each.value for each in page.markdown]
    page.selectbox(key=Key.GIVEN_CALL).set_value(call)
    page.button(key=Key.GIVE).click().run()
    assert not page.exception
    (task,) = list_coding_tasks(library, call_id=call)
    assert (task.coder, task.assigned_by) == (this_person(), this_person())
    assert "monday · not begun" in page.selectbox(key=Key.TASK).options
    acts = [{"call": task.id, "kind": "code", "codes": {str(i): "inform"}} for i in range(3)]
    send(page, Key.CODING, *acts)
    assert codes_of(library, call) == {this_person(): dict.fromkeys(range(3), "inform")}
    # The same acts come again, with one more.
    send(page, Key.CODING, *acts, {"call": task.id, "kind": "code", "codes": {"0": "steer"}})
    assert codes_of(library, call)[this_person()][0] == "steer"
    send(page, Key.CODING, {"call": task.id, "kind": "finish"}, first=5)
    assert [each.state for each in list_coding_tasks(library)] == ["done"]
    assert "monday · done, 3 of 4 coded" in page.selectbox(key=Key.TASK).options


@pytest.mark.parametrize(
    "act",
    [
        {"kind": "code", "codes": {"0": "nope"}},
        {"kind": "code", "codes": {"99": "inform"}},
        {"kind": "finish"},
    ],
    ids=["code", "place", "nothing coded"],
)
def test_what_cannot_be_is_told_and_changes_nothing(library: Store, call: str, act: dict[str, Any]) -> None:
    task = assign_coding(library, call, this_person(), person="Ana")
    page = send(open_page(), Key.CODING, {"call": task, **act})
    assert page.error
    assert codes_of(library, call) == {this_person(): {}}
    assert "Lakeland" not in " ".join(each.value for each in page.text)


@pytest.mark.parametrize(
    "sent", ["x", {"browser": 1}, {"browser": "b", "acts": [1, {"n": "1"}, {"n": 1, "call": "x", "kind": "drop"}]}]
)
def test_what_has_another_shape_is_passed_over(library: Store, call: str, sent: Any) -> None:
    assign_coding(library, call, this_person(), person="Ana")
    page = open_page()
    page.session_state[Key.CODING] = {"sent": sent}
    page.run()
    assert not page.exception and not page.error


def test_everybody_codes_under_their_name_and_it_is_remembered(library: Store, call: str) -> None:
    assign_coding(library, call, "Zoe", person="Ana")
    page = open_page()
    page.text_input(key=Key.CODER_BOX).set_value("Zoe").run()
    assert "monday · not begun" in page.selectbox(key=Key.TASK).options
    assert open_page().text_input(key=Key.CODER_BOX).value == "Zoe"


def test_a_call_not_begun_is_taken_back(library: Store, call: str) -> None:
    assign_coding(library, call, "Zoe", person="Ana")
    page = open_page()
    page.button(key=Key.TAKE).click().run()
    assert not page.exception
    assert list_coding_tasks(library) == ()


def test_codings_are_compared_and_settled(library: Store, two_codings: str) -> None:
    page = open_page("compare")
    assert page.multiselect[0].value == ["Zoe", "Ben"]
    assert page.multiselect[0].options == ["Zoe", "Ben", "The machine"]
    assert components(page) == ["agreement-table", "settling"]
    act = {"call": two_codings, "kind": "settle"}
    send(page, Key.SETTLING, {**act, "codes": {"0": "steer"}}, {**act, "codes": {"3": "acknowledge"}})
    assert settled_codes(library, two_codings) == {0: "steer", 3: "acknowledge"}
    assert get_review(library, two_codings).utterances[0].code == "steer"
    send(page, Key.SETTLING, {"call": two_codings, "kind": "undo"}, first=3)
    assert settled_codes(library, two_codings) == {0: "steer"}
    set_codes(library, two_codings, {1: "social"}, person=this_person())
    send(page, Key.SETTLING, {"call": two_codings, "kind": "undo"}, first=4)
    assert settled_codes(library, two_codings) == {0: "steer"}
    assert all(change.undone_at is None for change in code_history(library, two_codings)[-1:])


def test_the_figures_are_those_of_the_report(library: Store, two_codings: str) -> None:
    codings = codings_of_call(library, two_codings)[:2]
    view = agreement_view(measure_agreement(*codings), "")
    codes, modes = (row["cells"] for row in view["overall"])
    assert codes[0].startswith("50.0 % (") and codes[-2:] == ["4", "4"]
    assert modes[0].startswith("75.0 % (")
    assert view["head"][1:3] == ["A = Zoe: coded 4 of them", "B = Ben: coded 4 of them"]
    assert {row["name"] for row in view["codes"]} == {
        "Open question",
        "Inform",
        "Direct",
        "Support",
        "Steer",
        "Acknowledge",
    }


def test_the_list_of_differences_gets_shorter(library: Store, two_codings: str) -> None:
    codings = codings_of_call(library, two_codings)[:2]
    review = get_review(library, two_codings, corrected=False)
    differences = find_differences(two_codings, codings)
    view = settling_view(two_codings, review, differences, names=["Zoe", "Ben"], settled={3: "support"})
    (left,) = view["rows"]
    assert (left["index"], left["own"]["text"], left["before"]) == (0, "How is Lakeland going?", [])
    assert {choice["code"]: choice["by"] for choice in left["choices"]} == {"open_question": ["Zoe"], "steer": ["Ben"]}
    assert [(each["index"], each["code"]) for each in view["settled"]] == [(3, "support")]
    assert view["total"] == 2


def test_what_is_not_finished_is_not_compared(library: Store, call: str) -> None:
    task = assign_coding(library, call, "Zoe", person="Ana")
    set_blind_codes(library, task, {0: "steer"})
    assert [coding.name for coding in codings_of_call(library, call)] == ["The machine"]
    assert "No coding is finished yet" in open_page("compare").markdown[-1].value


def test_reviewed_codes_are_compared_with_a_warning(library: Store, two_codings: str) -> None:
    set_codes(library, two_codings, {0: "direct"}, person="Ana")
    codings = codings_of_call(library, two_codings)
    assert len(codings) == 4
    assert codings[3].units[(two_codings, 0)].code == "direct"
    assert len(codings[3].units) == 1
    assert agreement_view(measure_agreement(codings[0], codings[3]), IN_VIEW)["note"] == IN_VIEW


def test_a_part_of_a_reviewed_call_is_coded_and_told(library: Store, call: str) -> None:
    confirm_rest(library, call, person="Ana")
    set_review_state(library, call, "done", person="Ana")
    before = codes_of(library, call), code_history(library, call)
    page = open_page("learn")
    page.button(key=Key.BEGIN).click().run()
    lesson = page.session_state[Key.LESSON]
    assert lesson.asked == (0, 1, 2, 3)
    codes = {"0": "steer", "1": "inform", "2": "direct", "99": "inform"}
    act = {"call": lesson.id}
    send(page, Key.LEARNING, {**act, "kind": "code", "codes": codes}, {**act, "kind": "finish"})
    assert page.session_state[Key.LESSON].given == {0: "steer", 1: "inform", 2: "direct"}
    assert components(page) == ["learning-result"]
    assert (codes_of(library, call), code_history(library, call)) == before
    page.button(key=Key.LEAVE).click().run()
    assert Key.LESSON not in page.session_state


def test_each_miss_is_told_with_counts_and_the_codebook(library: Store, call: str) -> None:
    confirm_rest(library, call, person="Ana")
    gold = gold_of_review(get_review(library, call))
    view = learning_view(score_training(gold, range(4), {0: "steer", 1: "inform", 2: "advise"}), gold)
    assert view["head"] == "1 of 3 utterances as settled, 2 by mode"
    rows = {row["name"]: (row["found"], row["right"]) for row in view["rows"]}
    assert rows["Inform"] == ("1 of 1 · 100\u202f%", "1 of 1 · 100\u202f%")
    assert rows["Steer"] == ("–", "0 of 1 · 0\u202f%")
    assert rows["Open question"] == ("0 of 1 · 0\u202f%", "–")
    first = view["misses"][0]
    assert (first["text"], first["given"]["name"], first["settled"]["name"]) == (ROWS[0][3], "Steer", "Open question")
    assert first["near"] and all(line.startswith("Not ") for line in first["near"])


def test_a_labelled_call_can_be_brought(library: Store) -> None:
    page = open_page("learn")
    page.file_uploader[0].upload("mine.jsonl", Path(EXAMPLE).read_bytes(), "application/jsonl").run()
    assert not page.exception
    page.button(key=Key.BEGIN).click().run()
    assert page.session_state[Key.LESSON].asked


def test_a_broken_labelled_call_is_told(library: Store) -> None:
    page = open_page("learn")
    page.file_uploader[0].upload("mine.jsonl", b'{"turn": 1, "text": "Hollyhock"}', "application/jsonl").run()
    assert not page.exception
    assert page.error
    assert "Hollyhock" not in " ".join(each.value for each in page.text)
