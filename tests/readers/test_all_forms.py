"""In every form that is read: names, times and texts of any script survive, and reading time grows with length."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coder.readers import all_formats, read_bytes
from coder.transcript import Unit
from tests.readers.composing import COMPOSERS, Composer, make_talk

NAMES = ("Ana Gil", "Łukasz Żółć", "Dr. O'Neil (Acme)", "José-María O’Neill", "李雷", "Ольга Шевченко", "محمد علي")
NAMES += ("प्रिया शर्मा", "김민수", "ทักษิณ", "Nguyễn Văn A", "Αλέξης", "דוד כהן", "ÅSA", "Speaker 1", "Frau Groß-Öztürk")
_LETTERS = st.text(st.characters(categories=["Ll", "Lo"]), min_size=1, max_size=10)
# Marks that mean something in many forms: a backslash escapes, and ">>" is a change of speakers.
_SIGNS = st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters="\u00ad\u2061\u2062\u2063\u2064\\"),
    min_size=1,
    max_size=10,
).filter(lambda text: ">>" not in text)
_LONGEST_PAUSE_MS = 600_000
_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight"]
REFUSED = {"convokit_parts", "zoom_timeline"}
FEW = 250
TIMES_AS_MANY = 8
# Of linear growth, before it is too much: a square would be 8 times it.
SLACK = 3
LEAST_SECONDS = 0.1

every_form = pytest.mark.parametrize("composer", COMPOSERS, ids=lambda composer: composer.name)


@st.composite
def calls(draw, composer: Composer) -> list[Unit]:
    """Two or three who take turns, each more than once; texts open and close with plain words."""
    people = draw(
        st.lists(st.sampled_from(NAMES), min_size=min(2, composer.people), max_size=composer.people, unique=True)
    )
    # Between words of scripts without spaces, forms of single words have none.
    word, between = (_LETTERS, " and ") if composer.words else (_SIGNS, " ")
    # "[br]" breaks a line in SBV.
    word = word.filter(lambda text: "[br]" not in text)
    texts = draw(
        st.lists(st.lists(word, min_size=1, max_size=5).map(between.join), min_size=2 * len(people), max_size=8)
    )
    units, clock = [], 0
    for at, text in enumerate(texts):
        start = clock + draw(st.integers(0, 0 if composer.joins else _LONGEST_PAUSE_MS))
        clock = start + draw(st.integers(1_000, 60_000))
        units.append(Unit(people[at % len(people)], f"so {_NUMBERS[at]} {text} then", start, clock))
    return units


@every_form
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_what_is_written_is_read(composer, data):
    units = data.draw(calls(composer))
    transcript = read_bytes(composer.write(units), composer.source)
    assert composer.show(transcript) == composer.expect(units)
    assert transcript.format == composer.format


def test_every_form_has_a_writer():
    assert {form.name for form in all_formats()} - REFUSED <= {composer.format for composer in COMPOSERS}


@every_form
def test_reading_time_grows_with_length(composer):
    few, many = (composer.write(make_talk(n)) for n in (FEW, TIMES_AS_MANY * FEW))
    assert _seconds(composer, many) < SLACK * TIMES_AS_MANY * _seconds(composer, few) + LEAST_SECONDS


def _seconds(composer: Composer, data: bytes) -> float:
    """The lesser of two times: what else the machine does should not count."""
    taken = []
    for _ in range(2):
        start = time.process_time()
        read_bytes(data, composer.source)
        taken.append(time.process_time() - start)
    return min(taken)
