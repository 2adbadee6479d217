import pytest
from packed import reasons_of, rows_of

from coder.errors import TranscriptError
from coder.readers import read_bytes
from coder.transcript import UNKNOWN_SPEAKER

Tier = tuple[str, list[tuple[float, float, str]]]
COACH: Tier = ("Coach", [(0, 1, ""), (1, 2.5, 'How did "it" go?'), (2.5, 4, "  ")])
REP: Tier = ("Rep", [(0, 2.25, ""), (2.25, 3, "Quiet.\nVery.")])


def quote(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def write_short(*tiers: Tier) -> str:
    lines = ['File type = "ooTextFile"', 'Object class = "TextGrid"', "", "0", "4", "<exists>", str(len(tiers))]
    for name, intervals in tiers:
        lines += ['"IntervalTier"', quote(name), "0", "4", str(len(intervals))]
        lines += [str(part) if not isinstance(part, str) else quote(part) for one in intervals for part in one]
    return "\n".join(lines)


def write_long(*tiers: Tier) -> str:
    lines = ['File type = "ooTextFile"', 'Object class = "TextGrid"', "", "xmin = 0 ", "xmax = 4 "]
    lines += ["tiers? <exists> ", f"size = {len(tiers)} ", "item []: "]
    for at, (name, intervals) in enumerate(tiers, 1):
        lines += [f"    item [{at}]:", '        class = "IntervalTier" ', f"        name = {quote(name)} "]
        lines += ["        xmin = 0 ", "        xmax = 4 ", f"        intervals: size = {len(intervals)} "]
        for number, (start, end, text) in enumerate(intervals, 1):
            lines += [f"        intervals [{number}]:", f"            xmin = {start} ", f"            xmax = {end} "]
            lines += [f"            text = {quote(text)} "]
    return "\n".join(lines)


def read(text: str, encoding: str = "utf-8"):
    return read_bytes(text.encode(encoding), "call.TextGrid")


@pytest.mark.parametrize("write", [write_short, write_long])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_both_forms(write, encoding):
    transcript = read(write(COACH, REP), encoding)
    assert transcript.format == "textgrid"
    assert rows_of(transcript) == [("Coach", 'How did "it" go?', 1000, 2500), ("Rep", "Quiet. Very.", 2250, 3000)]
    assert transcript.skipped == ()


def test_phones_points_and_pauses_are_left_out():
    points = '\n"TextTier"\n"pitch"\n0\n4\n1\n0.5\n"120"'
    words = ("word", [(0, 1, "sp"), (1, 2, "mary"), (2, 3, "rolled"), (3, 4, "sil")])
    transcript = read(write_short(("phone", [(1, 1.5, "m")]), words, ("empty", [])) + points)
    assert rows_of(transcript) == [(UNKNOWN_SPEAKER, "mary rolled", 1000, 3000)]
    assert reasons_of(transcript) == [
        'tier "phone": holds no speech, by its name',
        "2 pauses, labelled as such",
        'tier "empty": empty',
        'tier "pitch": marks points in time, not speech',
    ]


def test_words_of_a_speaker_who_has_phrases_too():
    phrases, words = ("Ana - phrases", [(0, 2, "Hello you")]), ("Ana - words", [(0, 1, "Hello"), (1, 2, "you")])
    assert rows_of(read(write_short(words, phrases))) == [("Ana", "Hello you", 0, 2000)]
    assert [text for _, text, *_ in rows_of(read(write_short(words, REP)))] == ["Hello you", "Quiet. Very."]


def test_words_of_nobody_beside_tiers_of_speakers():
    transcript = read(write_short(COACH, ("words", [(1, 2, "How"), (2, 3, "did")])))
    assert transcript.speakers == ("Coach",)
    assert "another tier gives" in reasons_of(transcript)[0]


def test_half_a_file_is_read_as_far_as_it_goes():
    text = write_short(COACH, REP)
    transcript = read(text[: text.index('"Rep"') + 15])
    assert transcript.speakers == ("Coach",)
    assert "2 intervals announced" in reasons_of(transcript)[0]


def test_a_grid_without_speech_is_refused():
    with pytest.raises(TranscriptError):
        read(write_long(("phones", [(0, 1, "a")])))


def test_words_of_two_speakers_are_joined_into_turns():
    words = [("Ana - words", [(0, 1, "so"), (1, 2, "yes"), (6, 7, "then")]), ("Ben - words", [(2.5, 3, "no")])]
    assert rows_of(read(write_short(*words))) == [
        ("Ana", "so yes", 0, 2000),
        ("Ben", "no", 2500, 3000),
        ("Ana", "then", 6000, 7000),
    ]


def test_a_tier_that_cannot_be_told_is_missed():
    transcript = read(write_short(COACH, REP).replace('"IntervalTier"', '"IntervlTier"', 1))
    assert transcript.speakers == ("Rep",)
    assert reasons_of(transcript) == ["2 tiers announced, 1 found"]
