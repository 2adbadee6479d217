"""Google Meet's transcript as text or Markdown: attendees, "Name: text" paragraphs, a time every five minutes.

Where Gemini's notes stand in the same document, they are a machine's summary and no speech.
"""

import re

from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.readers.text.named_turns import rate_named, read_named
from coder.transcript import Transcript

_SURE = re.compile(
    r"^(?:[^\w\n]|_){0,20}(?:this editable transcript was computer generated|(?:meeting|transcription) ended after \d)",
    re.IGNORECASE | re.MULTILINE,
)
_NOTES = re.compile(
    r"^(?:[^\w\n]|_){0,20}(?:notes by gemini|you should review gemini's notes)|^\W{0,10}\N{MEMO}\s{0,3}\w+\W{0,5}$",
    re.IGNORECASE | re.MULTILINE,
)
_TRANSCRIPT_HEADING = re.compile(
    r"[\W_]{0,20}(?:.{0,150}\s-\s)?(?:transcript|transkript|transcription|transcripción|trascrizione|transcrição)[\W_]{0,20}",
    re.IGNORECASE,
)
_ATTENDEES_HEADING = re.compile(r"[#*\s]*attendees[*\s]*", re.IGNORECASE)


def likelihood(text: str, source: str) -> float:
    """Sure with Google's own sentences, or with a heading for the attendees and one for the transcript."""
    head = text[:HEAD_CHARACTERS]
    lines = head.split("\n")
    has_headings = all(
        any(heading.fullmatch(line) for line in lines) for heading in (_ATTENDEES_HEADING, _TRANSCRIPT_HEADING)
    )
    return 0.9 if (has_headings or _SURE.search(head) or _NOTES.search(head)) and rate_named(head) else 0.0


def read(text: str, source: str) -> Transcript:
    """The conversation in the document; turns of which Google heard no word are noted."""
    draft = Draft(source, FORMAT.name)
    lines = text.split("\n")
    first = _find_transcript(lines)
    for number, line in enumerate(lines[:first], 1):
        if line.strip():
            draft.leave_out(number, "above the transcript: title, attendees or notes, not speech")
    read_named(draft, lines, first=first)
    return draft.finish()


def _find_transcript(lines: list[str]) -> int:
    """The line below the last heading of the transcript; without one 0, or below everything if there are notes."""
    headings = [at for at, line in enumerate(lines) if _TRANSCRIPT_HEADING.fullmatch(line)]
    if headings:
        return headings[-1] + 1
    text = "\n".join(lines)
    return len(lines) if _NOTES.search(text) and not _SURE.search(text) else 0


FORMAT = Format(
    "google_meet", "Google Meet transcript as text (.txt, .md)", (".txt", ".md"), likelihood, read, at_most=0.9
)
