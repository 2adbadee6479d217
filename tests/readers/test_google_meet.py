import pytest

from coder.errors import TranscriptError
from coder.readers import read_bytes

MEET = """# Weekly - 2024/11/21 15:51 GMT - Transcript
### Attendees
Ana Gil, Ben, Fireflies.ai Notetaker Bruno

#### _This editable transcript was computer generated and might contain errors._

**Ana Gil:** Hi.
And: so on.

00:05:00

**Ben:**

**Ben:** \\[laughs\\] Yes.

**Meeting ended after 00:14:03 👋**
"""

NOTES = """📝 Notes
Invited Ana Gil, Ben
Summary
Ana: the price was discussed.
Details
Ben: the renewal was discussed.
📖 Transcript
Weekly - Transcript
00:00:00

Ana Gil: Hi.

Ben: Yes.

Ana Gil: So?

Transcription ended after 00:01:00
"""


def describe(text: str):
    transcript = read_bytes(text.encode(), "call.md")
    assert transcript.format == "google_meet"
    return [(unit.speaker, unit.text) for unit in transcript.units], [
        (note.where, note.reason) for note in transcript.skipped
    ]


def test_attendees_times_empty_turns_and_the_end():
    units, notes = describe(MEET)
    assert units == [("Ana Gil", "Hi. And: so on."), ("Ben", "[laughs] Yes.")]
    assert [where for where, _ in notes] == ["line 1", "line 2", "line 3", "line 5", "line 10", "line 12", "line 16"]
    assert dict(notes)["line 12"] == "no text"
    assert dict(notes)["line 16"] == "sentence of the tool that made the export"


def test_notes_are_no_speech():
    units, notes = describe(NOTES)
    assert units == [("Ana Gil", "Hi."), ("Ben", "Yes."), ("Ana Gil", "So?")]
    assert dict(notes)["line 4"] == "above the transcript: title, attendees or notes, not speech"


MARKDOWN = """# **📝 Notes**

Invited [Ana](mailto:a@example.com)

### Summary
Ana: the price was discussed.

# **📖 Transcript**

### 00:00:04 {#00:00:04}

**Ana Gil:** Hi\\!
**Ben:** Yes.

### 00:05:04 {#00:05:04}

**Ana Gil:** So?

### Transcription ended after 00:06:43

*This editable transcript was computer generated and might contain errors.*
"""


def test_a_mark_of_time_is_that_of_the_turn_below_it():
    transcript = read_bytes(MARKDOWN.encode(), "call.md")
    assert [(unit.speaker, unit.text, unit.start_ms) for unit in transcript.units] == [
        ("Ana Gil", "Hi!", 4000),
        ("Ben", "Yes.", None),
        ("Ana Gil", "So?", 304_000),
    ]


def test_notes_without_a_transcript_are_refused():
    notes = MARKDOWN.partition("# **📖")[0] + "**Ana:** a\n\n**Ben:** b\n\n**Ana:** c\n"
    for text in (notes, "Notes by Gemini\n\nAna: a\nBen: b\nAna: c\n"):
        with pytest.raises(TranscriptError):
            read_bytes(text.encode(), "call.md")
