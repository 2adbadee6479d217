"""Names, addresses and numbers out of texts; what is no name stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.pseudonyms import LEFT_OUT, Disguise, speaker_pseudonyms

NAMES = {
    "Marta Lindqvist": "Manager",
    "José Will": "Rep",
    "Al": "Rep 2",
    "Speaker 3": "Guest",
    "Anna-Lena Höß (Acme)": "Rep 3",
}


def hidden(text: str) -> str:
    return Disguise(NAMES, ["Lakeland Freight"]).apply(text)


def test_pseudonyms_say_the_role_and_number_those_who_share_it() -> None:
    speakers = [("Ben", "rep"), ("Ana", "manager"), ("Ben", "rep"), ("Cem", "rep"), ("Zoe", "manager"), ("X", "guest")]
    assert speaker_pseudonyms(speakers) == {  # type: ignore[arg-type]
        "Ben": "Rep",
        "Ana": "Manager",
        "Cem": "Rep 2",
        "Zoe": "Manager 2",
        "X": "Guest",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Marta, can you?", "Manager, can you?"),
        ("MARTA LINDQVIST said", "Manager said"),
        ("ask marta  lindqvist", "ask Manager"),
        ("Lindqvist's desk", "Manager's desk"),
        ("jose and José", "Rep and Rep"),
        ("Anna-Lena, or anna lena", "Rep 3, or Rep 3 Rep 3"),
        ("höß and Hoess, HÖSS", "Rep 3 and Hoess, Rep 3"),
        ("Al knows", "Rep 2 knows"),
        ("I met lakeland  freight", f"I met {LEFT_OUT}"),
    ],
)
def test_names_go_whole_and_in_parts_in_any_case_with_or_without_accents(text: str, expected: str) -> None:
    assert hidden(text) == expected


@pytest.mark.parametrize("text", ["Martas desk", "Smarta", "al dente", "the speaker said 3", "lakeland", "Josée"])
def test_only_whole_words_and_no_label_of_a_machine(text: str) -> None:
    assert hidden(text) == text


def test_a_name_that_is_an_everyday_word_goes_only_with_a_capital_letter() -> None:
    assert hidden("I will ask Will.") == "I will ask Rep."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mail ana.b@acme.co.uk now", "mail [e-mail] now"),
        ("ana dot b at acme dot com", "ana dot [e-mail]"),
        ("see https://acme.com/a?b=c, ok", "see [link], ok"),
        ("see www.acme.com.", "see [link]."),
        ("on acme.io/price.", "on [link]."),
        ("call +44 20 7946 0958 now", "call [phone] now"),
        ("(555) 123-4567 or 555-1234", "[phone] or [phone]"),
        ("it is 5551234567", "it is [phone]"),
    ],
)
def test_addresses_links_and_telephone_numbers_are_masked(text: str, expected: str) -> None:
    assert hidden(text) == expected


@pytest.mark.parametrize(
    "text", ["1,200,000 or 1200000", "$1 200 000", "2026-05-04", "between 100 and 200, 250 300", "45.5 % of 2026"]
)
def test_amounts_and_days_stay(text: str) -> None:
    assert hidden(text) == text


@given(st.text(max_size=60))
def test_a_text_never_becomes_empty_and_is_not_touched_without_names(text: str) -> None:
    assert bool(hidden(text).strip()) == bool(text.strip())
    if text.isalpha():
        assert Disguise({}).apply(text) == text


@given(st.text(max_size=20), st.text(max_size=20))
def test_no_name_is_left_between_marks(before: str, after: str) -> None:
    assert "Lindqvist" not in hidden(f"{before} Lindqvist, {after}")
