from itertools import pairwise

import pytest

from coder.errors import TranscriptError
from coder.readers import read_bytes
from coder.transcript import UNKNOWN_SPEAKER

ZOOM = """WEBVTT

1
00:00:01.000 --> 00:00:04.500
Dana Whitfield: Hello? Can you hear me?

2
00:00:05.000 --> 00:00:06.000
Justin Florentine (Besu): You sound great.

3
00:00:06.500 --> 00:00:09.000
and a bit loud

4
00:00:10.000 --> 00:00:12.000
stokes: Note: we start at 12:30.
"""

TEAMS = """WEBVTT

62357a1d-d250-41d5-a1cf-6cc0eeceffcc/15-0
00:00:04.963 --> 00:00:08.571
<v Ruth Castellanos>OK,
I think we are recording</v>

62357a1d-d250-41d5-a1cf-6cc0eeceffcc/16-0
00:00:10.683 --> 00:00:11.563
Good.

62357a1d-d250-41d5-a1cf-6cc0eeceffcc/17-0
00:11.600 --> 00:13.803
<v.loud Amara O&apos;Neil>Yeah. <v Ruth Castellanos>So: who is first?
"""


def read(text: str, source: str = "call.vtt"):
    return read_bytes(text.encode(), source)


def said(transcript):
    return [(unit.speaker, unit.text) for unit in transcript.units]


def test_zoom_names_times_and_carried_speaker():
    transcript = read(ZOOM)
    assert transcript.format == "webvtt"
    assert transcript.call == "call"
    assert said(transcript) == [
        ("Dana Whitfield", "Hello? Can you hear me?"),
        ("Justin Florentine (Besu)", "You sound great."),
        ("Justin Florentine (Besu)", "and a bit loud"),
        ("stokes", "Note: we start at 12:30."),
    ]
    assert [(unit.start_ms, unit.end_ms) for unit in transcript.units][:2] == [(1000, 4500), (5000, 6000)]
    assert transcript.skipped == ()


def test_teams_voices_lines_and_missing_closing_tag():
    transcript = read(TEAMS)
    assert said(transcript) == [
        ("Ruth Castellanos", "OK, I think we are recording"),
        (UNKNOWN_SPEAKER, "Good."),
        ("Amara O'Neil", "Yeah."),
        ("Ruth Castellanos", "So: who is first?"),
    ]
    assert (transcript.units[2].start_ms, transcript.units[3].end_ms) == (11600, 13803)


def test_words_after_a_closed_voice_stay_with_it():
    transcript = read("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Esme>Hee!</v> <i>laughter</i>\n")
    assert said(transcript) == [("Esme", "Hee! laughter")]


def test_header_metadata_and_comment_blocks_are_not_speech():
    transcript = read(
        "WEBVTT - a call\nKind: captions\nLanguage: en\n\nNOTE one\nAna: no\n\n"
        "STYLE\n::cue { color: red }\n\n"
        "REGION\nid:fred\n\n00:01.000 --> 00:02.000 align:start position:0%\nAna: Yes.\n\nNOTE two\n"
    )
    assert said(transcript) == [("Ana", "Yes.")]
    assert [(note.where, note.reason) for note in transcript.skipped] == [
        ("line 5", "NOTE block (and 1 more), not speech"),
        ("line 8", "STYLE block, not speech"),
        ("line 11", "REGION block, not speech"),
    ]


def test_tags_entities_and_invisible_characters_are_taken_out():
    transcript = read(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n"
        "Ana: <b>R&D</b> &amp; <c.big>Q&lt;A</c>, <00:01.500>so "
        "<lang en>it</lang>\u200b\u00a0goes <inaudible>\n"
    )
    assert said(transcript) == [("Ana", "R&D & Q<A, so it goes <inaudible>")]


@pytest.mark.parametrize(
    "line",
    [
        "00:01.000 -> 00:02.000",
        "00:0x.000 --> 00:02.000",
        "--> 00:02.000",
        "00:01.000 -->",
        "00:01.000 → 00:02.000",
    ],
)
def test_text_after_a_broken_timing_line_is_kept_without_times(line):
    transcript = read(f"WEBVTT\n\n00:00.000 --> 00:00.500\nAna: Hi.\n\n{line}\nBen: Hello.\n")
    assert said(transcript) == [("Ana", "Hi."), ("Ben", "Hello.")]
    assert (transcript.units[1].start_ms, transcript.units[1].end_ms) == (None, None)
    assert transcript.skipped[0].where == "line 6"
    assert "timing line" in transcript.skipped[0].reason
    assert "Hello" not in transcript.skipped[0].reason


def test_faulty_cues_are_noted_with_their_lines():
    transcript = read(
        "WEBVTT\n\n00:05.000 --> 00:04.000\nAna: Hi.\n\n00:06.000 --> 00:07.000\n\n"
        "Ben said this\n\n62357a1d-d250-41d5-a1cf-6cc0eeceffcc/1-0\n"
    )
    assert [(unit.speaker, unit.text, unit.start_ms, unit.end_ms) for unit in transcript.units] == [
        ("Ana", "Hi.", 5000, None),
        ("Ana", "Ben said this", None, None),
    ]
    assert [note.where for note in transcript.skipped] == ["line 3", "line 6", "line 8", "line 10"]
    reasons = [note.reason for note in transcript.skipped]
    assert "0:04 before start 0:05" in reasons[0]
    assert reasons[1] == "no text"
    assert "kept without times" in reasons[2]
    assert "no text" in reasons[3]


def test_text_on_the_timing_line_is_not_lost():
    transcript = read("WEBVTT\n\n00:01.000 --> 00:02.000 Hello there\nyou\n")
    assert said(transcript) == [(UNKNOWN_SPEAKER, "Hello there you")]


def test_missing_blank_lines_and_missing_header():
    text = "1\n00:01.000 --> 00:02.000\nAna: Hi.\n2\n00:02.000 --> 00:03.000\nBen: Hello.\n"
    assert said(read("WEBVTT\n" + text)) == [("Ana", "Hi."), ("Ben", "Hello.")]
    assert read("WEBVTT\n" + text).format == read(text).format == "webvtt"
    assert said(read(text)) == [("Ana", "Hi."), ("Ben", "Hello.")]


def test_overlapping_times_stay_as_written():
    transcript = read("WEBVTT\n\n00:01.000 --> 00:05.000\nAna: a\n\n00:02.000 --> 00:03.000\nBen: b\n")
    assert all(later.start_ms < earlier.end_ms for earlier, later in pairwise(transcript.units))


def test_content_decides_over_the_extension():
    assert read(ZOOM, "call.txt").format == "webvtt"
    assert read(ZOOM, "call.srt").format == "webvtt"
    assert read("1\n00:00:01,000 --> 00:00:02,000\nAna: Hi.\n", "call.vtt").format == "srt"


def test_a_header_alone_is_no_speech():
    with pytest.raises(TranscriptError) as caught:
        read("WEBVTT")
    assert caught.value.where == "call.vtt"
    assert caught.value.found == "none"


def test_speakers_above_the_timing_lines():
    transcript = read(
        'WEBVTT\n\n1 "Ana Gil" (3238)\n00:00:01.000 --> 00:00:04.000\nHello: hi\n\n'
        '2 "Ben" (32)\n00:00:05.000 --> 00:00:06.000\nYes\nso\n\n3\n00:00:07.000 --> 00:00:08.000\nbye\n'
    )
    assert said(transcript) == [("Ana Gil", "Hello: hi"), ("Ben", "Yes so"), (UNKNOWN_SPEAKER, "bye")]


@pytest.mark.parametrize(
    "name",
    [
        "Jonas Weber (Acme Corp, Senior Account Executive)",
        "Dr. Jürgen Graf Schmidt-Rottluff (Regional Sales, EMEA) [he/him]",
        "Conference Room 3B - Berlin Office Second Floor",
    ],
)
def test_a_long_name_is_a_speaker_of_its_own(name):
    lines = ["Marta Ruiz: How did it go?", f"{name}: Badly.", "Marta Ruiz: Tell me.", f"{name}: They left."]
    cues = "".join(f"00:00:0{i}.000 --> 00:00:0{i + 1}.000\n{line}\n\n" for i, line in enumerate(lines))
    transcript = read_bytes(f"WEBVTT\n\n{cues}".encode(), "call.vtt")
    assert [(unit.speaker, unit.text) for unit in transcript.units][1::2] == [(name, "Badly."), (name, "They left.")]


def test_names_that_recur_above_the_timing_lines():
    names = ["Ana Gil", "Ben", "Ana Gil", "Ben"]
    plain = "".join(f"{name}\n00:0{i}.000 --> 00:0{i}.900\nsaid {i}\n\n" for i, name in enumerate(names))
    numbered = "".join(f"{i}\n{name}\n00:0{i}.000 --> 00:0{i}.900\nsaid {i}\n\n" for i, name in enumerate(names))
    for cues in (plain, numbered):
        transcript = read("WEBVTT\n\n" + cues)
        assert said(transcript) == [(name, f"said {i}") for i, name in enumerate(names)]
        assert transcript.skipped == ()


def test_chapters_above_the_timing_lines_are_no_speakers():
    cues = "".join(f"Chapter {i}\n00:0{i}.000 --> 00:0{i}.900\nsaid {i}\n\n" for i in range(4))
    assert read("WEBVTT\n\n" + cues).speakers == (UNKNOWN_SPEAKER,)


def test_names_as_the_first_line_of_each_cue():
    names = ["Ana Gil", "Ben", "Ana Gil", "Ben"]
    cues = "".join(f"00:0{i}.000 --> 00:0{i}.900\n{name}\nsaid {i}\nand so\n\n" for i, name in enumerate(names))
    assert said(read("WEBVTT\n\n" + cues)) == [(name, f"said {i} and so") for i, name in enumerate(names)]


def test_a_voice_named_only_where_it_changes_carries_on():
    cues = ["<v Ana>one", "two", "three", "<v Ben>four", "five", "<v Ana>six"]
    text = "WEBVTT\n\n" + "".join(f"00:0{i}.000 --> 00:0{i}.900\n{cue}\n\n" for i, cue in enumerate(cues))
    assert [unit.speaker for unit in read(text).units] == ["Ana", "Ana", "Ana", "Ben", "Ben", "Ana"]


def test_a_blank_line_below_every_line():
    text = "WEBVTT\n\n\n1\n\n00:01.000 --> 00:02.000\n\nAna: Hi.\n\n2\n\n00:03.000 --> 00:04.000\n\nBen: Yes.\n"
    assert [(unit.text, unit.start_ms) for unit in read(text).units] == [("Hi.", 1000), ("Yes.", 3000)]


def test_files_joined_and_a_header_in_small_letters():
    one = "webvtt\n\n00:01.000 --> 00:02.000\nAna: Hi.\n\n"
    transcript = read(one + "WEBVTT\nKind: captions\n\n00:01.000 --> 00:02.000\nBen: Yes.\n")
    assert said(transcript) == [("Ana", "Hi."), ("Ben", "Yes.")]
    assert [note.reason for note in transcript.skipped] == ["WEBVTT block, not speech"]


def test_changes_of_speakers_inside_a_cue_and_without_names():
    named = "WEBVTT\n\n00:01.000 --> 00:03.000\n>> ANA: So? >> BEN: No.\n\n00:04.000 --> 00:05.000\n>> ANA: Oh.\n"
    assert said(read(named)) == [("ANA", "So?"), ("BEN", "No."), ("ANA", "Oh.")]
    nameless = "WEBVTT\n\n00:01.000 --> 00:03.000\n&gt;&gt; Hello.\n\n00:04.000 --> 00:05.000\n>> Hi. >> So?\n"
    assert said(read(nameless)) == [(UNKNOWN_SPEAKER, "Hello."), (UNKNOWN_SPEAKER, "Hi. So?")]


def test_adverbs_before_a_colon_are_no_speakers():
    lines = ["Right, shall we?", "Note: it crashed.", "Honestly: I never found it.", "Okay."]
    cues = "".join(f"00:0{i}.000 --> 00:0{i}.900\n{line}\n\n" for i, line in enumerate(lines))
    assert [unit.text for unit in read("WEBVTT\n\n" + cues).units] == lines


def test_voices_quoted_named_twice_or_escaped():
    cues = ['<v "Ana Gil">Hi', "<v Ben>Ben: Yes", "&lt;v Ana Gil&gt;So&lt;/v&gt;"]
    text = "WEBVTT\n\n" + "".join(f"00:0{i}.000 --> 00:0{i}.900\n{cue}\n\n" for i, cue in enumerate(cues[:2]))
    assert said(read(text)) == [("Ana Gil", "Hi"), ("Ben", "Yes")]
    assert said(read(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{cues[2]}\n")) == [("Ana Gil", "So")]


def test_a_start_before_the_recording_is_its_beginning():
    transcript = read(
        "WEBVTT\n\n-00:00:01.000 --> 00:00:02.000\nAna: Hi.\n\n00:00:03.000 --> 00:00:04.000\nBen: Yes.\n"
    )
    assert [(unit.text, unit.start_ms) for unit in transcript.units] == [("Hi.", 0), ("Yes.", 3000)]


def test_a_dash_before_a_voice_takes_no_time():
    transcript = read(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Speaker 0>Hi\n\n00:03.000 --> 00:04.000\n- <v Speaker 1>Yes\n"
    )
    assert [(unit.speaker, unit.start_ms) for unit in transcript.units] == [("Speaker 0", 1000), ("Speaker 1", 3000)]
    assert transcript.skipped == ()
