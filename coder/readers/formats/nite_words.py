"""Words of the NITE XML toolkit, as the AMI and ICSI meetings have them: a file for each speaker."""

from pathlib import PurePath
from xml.etree.ElementTree import Element

from coder.readers.draft import Draft
from coder.readers.format import Format
from coder.readers.json.words import Word, add_words, group_turns
from coder.readers.times import parse_time
from coder.transcript import Transcript

_NITE = "{http://nite.sourceforge.net/}"
_ID = f"{_NITE}id"
_WORDS = ("w", "c")


def likelihood(root: Element, source: str) -> float:
    """High for its root element with timed words."""
    if getattr(root, "tag", None) != f"{_NITE}root":
        return 0.0
    return 0.95 if any(word.get("starttime") for word in root.iter("w")) else 0.0


def read(root: Element, source: str) -> Transcript:
    """What one speaker of a meeting says, in turns; the other speakers have a file each.

    Raises:
        TranscriptError: no words.
    """
    draft = Draft(source, FORMAT.name, place="word")
    speaker = _name_speaker(root, source)
    words: list[tuple[int, Word]] = []
    for number, element in enumerate(root, 1):
        text = "".join(element.itertext())
        start_ms, end_ms = parse_time(element.get("starttime")), parse_time(element.get("endtime"))
        if element.tag not in _WORDS:
            draft.leave_out(number, "a sound or a gap, no word")
        elif None not in (start_ms, end_ms) and text.strip():
            is_mark = element.get("punc") == "true" and bool(words)
            words.append((number, Word(speaker, text, start_ms, end_ms, glued=is_mark)))
        else:
            draft.leave_out(number, "a word without a time")
    for turn in group_turns(words):
        add_words(draft, [word for _, word in turn], entry=turn[0][0])
    return draft.finish()


def _name_speaker(root: Element, source: str) -> str:
    """The letter between the meeting's name and "words" in ids, else in the file's name: "A" in "ES2002a.A.words"."""
    named = [element.get(_ID, "") for element in root[:1]] + [PurePath(source).name]
    parts = next((found for name in named if len(found := name.split(".")) > 2), ["", ""])
    return f"Speaker {parts[1]}" if parts[1] else ""


FORMAT = Format("nite_words", "NITE words, as of the AMI meetings (.xml)", (".xml",), likelihood, read, shape="xml")
