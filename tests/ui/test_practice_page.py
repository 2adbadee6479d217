"""The practice page: what it says without a page, and the page as Streamlit runs it."""

import json
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from coder import (
    LeftOut,
    add_samples,
    code_call,
    correct_codes,
    explain_code,
    find_alternatives,
    get_review,
    list_calls,
    load_codebook,
    load_model,
    open_store,
    pick_tells,
    read_bytes,
    read_transcript,
    sample_calls,
    score_rewrite,
    set_codes,
)
from coder.drill import MOST_PARTS
from coder.store import delete_calls
from ui.app_pages.review import NOTHING
from ui.keys import Key
from ui.practice_view import (
    alternatives_view,
    attempt_view,
    choice_note,
    rewrite_view,
    tell_label,
    tell_view,
    verdict,
)
from ui.why_view import NO_SINGLE_PART

DRAWN = """
import streamlit as st
from ui.app_pages.practice import draw_practice
draw_practice(st.session_state["review"], st.session_state["model"])
"""
OPEN, ORDER = "What do you think is holding them back?", "Send it to me by Friday."
BOOK = load_codebook()


@pytest.fixture(scope="module")
def model():
    return load_model("fast")


@pytest.fixture(scope="module")
def review(model):
    return code_call(read_transcript(sample_calls()[0]), model)


@pytest.fixture(scope="module")
def tell(review):
    return next(tell for tell in pick_tells(review, BOOK) if tell.utterance.code == "direct")


def view_of(review, tell, model):
    return tell_view(review, tell, explain_code(review, tell.utterance.index, model))


def test_views_are_plain_data(review, tell, model):
    rewrite = score_rewrite(review, tell.utterance.index, OPEN, model)
    alternatives = find_alternatives(tell.utterance, BOOK)
    json.dumps([view_of(review, tell, model), rewrite_view(rewrite), attempt_view(rewrite)])
    assert {each["mode"] for each in alternatives_view(alternatives)} == {"listen"}


def test_a_tell_stands_in_its_call(review, tell, model):
    view, at = view_of(review, tell, model), tell.utterance.index
    around = [review.utterances[place].text for place in (at - 2, at - 1, at + 1)]
    assert [each["text"] for each in (*view["before"], *view["after"])] == around
    assert view["code"]["id"] == "direct" and view["code"]["not"] and view["code"]["examples"]
    assert "% sure; next " in view["sure"].replace("\u202f", "")


def test_at_the_edges_of_a_call_there_is_less_around(model):
    lines = "\n".join(["Ana: You need to call the plant manager today.", "Ben: Okay.", "Ana: Then send me the plan."])
    review = code_call(call_of(lines), model, manager="Ana")
    tells = {tell.utterance.index: tell for tell in pick_tells(review, BOOK)}
    first, last = (view_of(review, tells[at], model) for at in (min(tells), max(tells)))
    assert (first["before"], last["after"]) == ([], [])


def call_of(lines):
    return read_bytes(lines.encode(), "call.txt")


def test_the_marked_words_are_the_text(review, model):
    for tell in pick_tells(review, BOOK)[:10]:
        view = view_of(review, tell, model)
        assert "".join(piece["text"] for piece in view["words"]) == tell.utterance.text
        assert {piece["way"] for piece in view["words"]} <= {"", "for", "against"}
        assert all(0 <= piece["strength"] <= 1 for piece in view["words"])
        assert all(bool(piece["way"]) == bool(piece["note"]) for piece in view["words"])


def test_where_nothing_weighs_the_page_says_so(review, tell, model):
    explanation = explain_code(review, tell.utterance.index, model)
    quiet = tuple(replace(part, change=0.01) for part in explanation.words)
    view = tell_view(review, tell, replace(explanation, words=quiet, run=None, context=()))
    assert [reason["effect"] for reason in view["reasons"]] == [NO_SINGLE_PART]
    assert not any(piece["way"] or piece["run"] for piece in view["words"])


def test_an_effect_is_told_as_a_change(review, tell, model):
    explanation = explain_code(review, tell.utterance.index, model)
    word = LeftOut("word", "want", 0, 4, None, -0.214, "advise")
    after = LeftOut("after", "", None, None, 1, 0.3, explanation.code)
    view = tell_view(review, tell, replace(explanation, words=(word,), run=None, context=(after,)))
    assert [(reason["what"], reason["effect"].replace("\u202f", " ")) for reason in view["reasons"]] == [
        ("the utterance after", "+30 points"),
        ("want", "−21 points; it would be Advise"),
    ]


def test_a_persons_code_gets_no_reasons_of_the_machine(review, tell, model):
    corrected = correct_codes(review, {tell.utterance.index: "pressure"})
    mine = next(each for each in pick_tells(corrected, BOOK) if each.by_person)
    view = view_of(corrected, mine, model)
    assert (view["code"]["id"], view["sure"]) == ("pressure", "The machine said Direct.")
    assert view["reasons"] == [] and view["words"][0]["text"] == mine.utterance.text
    assert tell_label(mine) == f"Pressure (coded by a person): {mine.utterance.text}"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (OPEN, "Would be coded Open question: counts as Open question / listening."),
        (ORDER, "Would be coded Direct: counts as Tell, not as listening."),
        (f"{OPEN} {ORDER}", "2 utterances: Open question, then Direct. Only the first counts as open question"),
        (f"{ORDER} {ORDER}", "2 utterances: Direct, then Direct. None of them counts"),
        (f"{OPEN} {OPEN}", "2 utterances: Open question, then Open question. All of them count"),
    ],
)
def test_a_rewrite_is_told_in_one_sentence(review, tell, model, text, says):
    rewrite = score_rewrite(review, tell.utterance.index, text, model)
    assert verdict(rewrite).startswith(says)
    bars = rewrite_view(rewrite)["bars"]
    assert len(bars) == 1 + len(rewrite.parts)
    assert all(sum(part["share"] for part in bar["parts"]) == pytest.approx(1, abs=0.001) for bar in bars)


def test_whose_sentences_they_are_is_said(review):
    assert choice_note(review, 1).endswith(": 1 sentence of Marta Lindqvist to choose from.")
    assert choice_note(review, 0) == f"From the call {review.call}."


@pytest.fixture
def page(review, model) -> AppTest:
    page = AppTest.from_string(DRAWN, default_timeout=60)
    page.session_state[Key.REVIEW] = review
    page.session_state["model"] = model
    page.run()
    assert not page.exception
    return page


def write(page: AppTest, text: str) -> AppTest:
    page.text_input[0].set_value(text).run()
    assert not page.exception
    return page


def test_it_opens_on_the_first_tell(page, review):
    assert page.selectbox(key=Key.TELL).value == pick_tells(review, BOOK)[0].utterance.index
    assert page.button(key=Key.KEEP).disabled


def test_another_one_leads_through_all_and_back(page, review):
    tells = pick_tells(review, BOOK)
    page.button(key=Key.ANOTHER).click().run()
    assert page.selectbox(key=Key.TELL).value == tells[1].utterance.index
    page.selectbox(key=Key.TELL).set_value(tells[-1].utterance.index).run()
    page.button(key=Key.ANOTHER).click().run()
    assert not page.exception
    assert page.selectbox(key=Key.TELL).value == tells[0].utterance.index


def test_attempts_are_kept_once_each_for_the_session(page, review):
    write(page, OPEN)
    assert not page.button(key=Key.KEEP).disabled
    page.button(key=Key.KEEP).click().run()
    page.button(key=Key.KEEP).click().run()
    write(page, f"{OPEN} {ORDER}").button(key=Key.KEEP).click().run()
    page.button(key=Key.ANOTHER).click().run()
    kept = page.session_state[Key.ATTEMPTS]
    assert [each["text"] for each in kept] == [OPEN, f"{OPEN} {ORDER}"]
    assert [code["name"] for code in kept[1]["codes"]] == ["Open question", "Direct"]
    assert kept[0]["instead_of"] == pick_tells(review, BOOK)[0].utterance.text
    assert page.text_input[0].value == ""


def test_what_cannot_be_scored_is_explained_and_leaves_the_rest(page):
    write(page, "What is it? " * (MOST_PARTS + 1))
    assert page.error and f"at most {MOST_PARTS} utterances" in page.text[0].value
    assert page.button(key=Key.KEEP).disabled and not page.button(key=Key.ANOTHER).disabled
    write(page, OPEN)
    assert not page.error


def test_a_call_of_another_model_is_explained(page, review):
    page.session_state[Key.REVIEW] = replace(review, model_version="other")
    page.run()
    assert not page.exception
    assert page.error and "Code the call again" in page.text[0].value


def test_a_call_without_tells_is_explained(page, model):
    page.session_state[Key.REVIEW] = code_call(call_of("Ana: Hello.\nBen: Hello.\n"), model, manager="Ana")
    page.run()
    assert not page.exception
    assert "nothing to practise on" in page.markdown[0].value
    assert not page.text_input


@pytest.fixture
def whole_page(library) -> AppTest:
    page = AppTest.from_string("from ui.app_pages.practice import draw_page; draw_page()", default_timeout=60).run()
    assert not page.exception
    return page


def test_the_page_follows_the_library(whole_page, library):
    calls = list_calls(library).calls
    opened = whole_page.selectbox(key=Key.CALL).value
    write(whole_page, OPEN)
    other = next(call.id for call in calls if call.id != opened)
    whole_page.selectbox(key=Key.CALL).set_value(other).run()
    assert not whole_page.exception
    tells = pick_tells(get_review(library, other), BOOK)
    assert whole_page.selectbox(key=Key.TELL).value == tells[0].utterance.index
    assert whole_page.selectbox(key=Key.TELL).options == [tell_label(tell) for tell in tells]
    assert whole_page.text_input[0].value == "" and not whole_page.error


def test_a_code_given_by_a_person_is_practised_first(whole_page, library):
    call_id = whole_page.selectbox(key=Key.CALL).value
    last = pick_tells(get_review(library, call_id), BOOK)[-1].utterance.index
    set_codes(library, call_id, {last: "judge"}, person="Ana")
    whole_page.run()
    assert whole_page.selectbox(key=Key.TELL).options[0].startswith("Judge (coded by a person): ")


def test_an_empty_library_is_explained(tmp_path, monkeypatch):
    place = tmp_path / "empty.sqlite3"
    monkeypatch.setenv("CALL_REVIEW_STORE", str(place))
    with open_store(str(place)) as store:
        add_samples(store, load_model("fast"), person="Ana")
        delete_calls(store, [call.id for call in list_calls(store).calls], person="Ana")
    page = AppTest.from_string("from ui.app_pages.practice import draw_page; draw_page()", default_timeout=60).run()
    assert not page.exception
    assert page.markdown[0].value == NOTHING
