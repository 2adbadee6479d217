import pytest
from packed import reasons_of, rows_of

from coder.errors import TranscriptError
from coder.readers import read_bytes

SLOTS = "".join(f'<TIME_SLOT TIME_SLOT_ID="t{at}" TIME_VALUE="{at}00"/>' for at in range(10))


def timed(name: str, start: int, end: int, text: str) -> str:
    refs = f'ANNOTATION_ID="{name}" TIME_SLOT_REF1="t{start}" TIME_SLOT_REF2="t{end}"'
    value = f"<ANNOTATION_VALUE>{text}</ANNOTATION_VALUE>"
    return f"<ANNOTATION><ALIGNABLE_ANNOTATION {refs}>{value}</ALIGNABLE_ANNOTATION></ANNOTATION>"


def hung(name: str, on: str, text: str) -> str:
    value = f"<ANNOTATION_VALUE>{text}</ANNOTATION_VALUE>"
    refs = f'ANNOTATION_ID="{name}" ANNOTATION_REF="{on}"'
    return f"<ANNOTATION><REF_ANNOTATION {refs}>{value}</REF_ANNOTATION></ANNOTATION>"


def tier(name: str, *annotations: str, **attributes: str) -> str:
    more = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f'<TIER TIER_ID="{name}"{more}>{"".join(annotations)}</TIER>'


def read(*tiers: str, slots: str = SLOTS):
    tree = f"<ANNOTATION_DOCUMENT><TIME_ORDER>{slots}</TIME_ORDER>{''.join(tiers)}</ANNOTATION_DOCUMENT>"
    return read_bytes(f'<?xml version="1.0" encoding="UTF-8"?>{tree}'.encode(), "call.eaf")


def test_speech_of_several_tiers_in_order_of_time():
    transcript = read(
        tier("Coach", timed("a", 0, 2, "How did it go?"), timed("b", 5, 6, "Oh?")),
        tier("x", timed("c", 2, 4, "Quiet."), PARTICIPANT="Ben"),
    )
    assert transcript.format == "elan"
    assert rows_of(transcript) == [
        ("Coach", "How did it go?", 0, 200),
        ("Ben", "Quiet.", 200, 400),
        ("Coach", "Oh?", 500, 600),
    ]


def test_parts_notes_and_markers_are_left_out():
    transcript = read(
        tier("P1 (Utterance)", timed("a", 0, 2, "Hello you"), PARTICIPANT="P1"),
        tier("marker", timed("m", 0, 9, "start")),
        tier("P1 (Chunk)", timed("b", 0, 1, "Hello"), PARTICIPANT="P1", PARENT_REF="P1 (Utterance)"),
        tier("P1 (ChunkLanguage)", hung("d", "b", "en"), PARTICIPANT="P1", PARENT_REF="P1 (Chunk)"),
        tier("Freie Bemerkung", hung("e", "a", "loud"), PARENT_REF="P1 (Utterance)"),
        tier("Ben"),
    )
    assert rows_of(transcript) == [("P1", "Hello you", 0, 200)]
    assert [note.where for note in transcript.skipped] == [f"tier {number}" for number in range(2, 7)]


def test_words_that_hang_on_a_tier_of_numbers_have_its_times():
    transcript = read(
        tier("ref@Ana", timed("a", 0, 2, "Ana.001"), LINGUISTIC_TYPE_REF="refT"),
        tier("orth@Ana", hung("b", "a", "Hello"), PARENT_REF="ref@Ana", LINGUISTIC_TYPE_REF="orthT"),
        tier("word@Ana", hung("c", "b", "Hello"), PARENT_REF="orth@Ana"),
    )
    assert rows_of(transcript) == [("Ana", "Hello", 0, 200)]


def test_the_type_of_a_tier_says_what_its_name_does_not():
    transcript = read(
        tier("K", timed("a", 0, 2, "Hello"), LINGUISTIC_TYPE_REF="utterance"),
        tier("K-X", timed("b", 0, 2, "waves"), LINGUISTIC_TYPE_REF="gestures"),
    )
    assert rows_of(transcript) == [("K", "Hello", 0, 200)]


def test_slots_without_times_and_circles_of_references():
    transcript = read(
        tier("Ana", timed("a", 0, 2, "Hello"), hung("r1", "r2", "x"), hung("r2", "r1", "y"), PARENT_REF="Ana"),
        slots='<TIME_SLOT TIME_SLOT_ID="t0"/><TIME_SLOT TIME_SLOT_ID="t2" TIME_VALUE="9e9"/>',
    )
    assert rows_of(transcript) == [("Ana", text, None, None) for text in ("Hello", "x", "y")]


def test_an_empty_document_is_refused():
    with pytest.raises(TranscriptError) as caught:
        read(tier("default"))
    assert 'tier "default": empty' in caught.value.found


def test_entities_are_refused():
    with pytest.raises(TranscriptError) as caught:
        read_bytes(b'<!DOCTYPE a [<!ENTITY b "x">]><ANNOTATION_DOCUMENT>&b;</ANNOTATION_DOCUMENT>', "call.eaf")
    assert "entities" in caught.value.found


def test_notes_are_of_tiers_that_are_not_read():
    assert reasons_of(read(tier("Ana", timed("a", 0, 2, "Hi")))) == []
