"""RTTM: who speaks when. It is read where it has the words too (LEXEME), and else refused with the reason."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coder.errors import TranscriptError
from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.readers.json.words import Word
from coder.readers.research.nist_lines import (
    NUMBER,
    add_timed_words,
    keep_recording,
    list_lines,
    parse_seconds,
    rate_lines,
)
from coder.readers.stretches import Stretch
from coder.readers.text.cleaning import clean_name
from coder.transcript import Transcript

_KINDS = "SEGMENT SPEAKER LEXEME NON-LEX NON-SPEECH FILLER EDIT IP CB A/P SU NOSCORE NO_RT_METADATA SPKR-INFO"
_LINE = re.compile(
    rf"(?P<kind>{_KINDS.replace(' ', '|')})\s+(?P<call>\S+)\s+\S+\s+(?P<start>{NUMBER}|<NA>)\s+"
    rf"(?P<duration>{NUMBER}|<NA>)\s+(?P<text>\S+)\s+(?P<type>\S+)\s+(?P<speaker>\S+)(?:\s+\S+){{1,2}}"
)


@dataclass(frozen=True, slots=True)
class _Span:
    line: int
    speaker: str
    text: str
    start_ms: int
    end_ms: int


def likelihood(text: str, source: str) -> float:
    """High where the first lines have the kinds and fields of RTTM."""
    return 0.95 if rate_lines(text[:HEAD_CHARACTERS], _LINE, fits=bool) else 0.0


def read(text: str, source: str, call: str | None = None) -> Transcript:
    """The words, one unit for each stretch of a speaker that the file gives.

    Raises:
        SeveralCallsError: several recordings.
        TranscriptError: no words.
    """
    draft = Draft(source, FORMAT.name)
    lines = list(list_lines(text, _LINE, draft, fits=bool))
    if not any(line["kind"] == "LEXEME" for _, line in lines):
        raise _no_words(source, list(_list_spans(lines, "SPEAKER")))
    lines = keep_recording(draft, lines, call)
    stretches, words = (list(_list_spans(lines, kind)) for kind in ("SPEAKER", "LEXEME"))
    for number, line in lines:
        if line["kind"] not in ("SPEAKER", "LEXEME", "SPKR-INFO"):
            draft.leave_out(number, f"{line['kind']}: marks no word")
    for run in _group(words, stretches):
        add_timed_words(draft, [(one.line, Word(one.speaker, one.text, one.start_ms, one.end_ms)) for one in run])
    return draft.finish()


def tell_who(text: str, source: str) -> list[Stretch]:
    """The stretches of the speakers; none where the file has the words too."""
    lines = list(list_lines(text, _LINE, Draft(source, FORMAT.name), fits=bool))
    if any(line["kind"] == "LEXEME" for _, line in lines):
        return []
    calls = {number: line["call"] for number, line in lines}
    spans = _list_spans(lines, "SPEAKER")
    return [Stretch(clean_name(one.speaker), one.start_ms, one.end_ms, calls[one.line]) for one in spans]


def _list_spans(lines: Sequence[tuple[int, re.Match[str]]], kind: str) -> Iterator[_Span]:
    for number, line in lines:
        start_ms = parse_seconds(line["start"])
        if line["kind"] == kind and start_ms is not None:
            end_ms = start_ms + (parse_seconds(line["duration"]) or 0)
            yield _Span(number, line["speaker"], line["text"], start_ms, end_ms)


def _group(words: Sequence[_Span], stretches: Sequence[_Span]) -> list[list[_Span]]:
    """The words of each stretch of speech, stretches by their starts; a word in none is a run of its own."""
    runs: dict[tuple[int, int], list[_Span]] = {}
    of_speaker: dict[str, list[_Span]] = {}
    for stretch in sorted(stretches, key=lambda one: one.start_ms):
        of_speaker.setdefault(stretch.speaker, []).append(stretch)
    at = dict.fromkeys(of_speaker, 0)
    for word in sorted(words, key=lambda one: one.start_ms):
        own = of_speaker.get(word.speaker, [])
        middle = (word.start_ms + word.end_ms) // 2
        while own and at[word.speaker] + 1 < len(own) and own[at[word.speaker]].end_ms < middle:
            at[word.speaker] += 1
        holder = own[at[word.speaker]] if own else word
        holder = holder if holder.start_ms <= middle <= holder.end_ms else word
        runs.setdefault((holder.start_ms, holder.line), []).append(word)
    return [runs[key] for key in sorted(runs)]


def _no_words(source: str, stretches: Sequence[_Span]) -> TranscriptError:
    n_speakers = len({clean_name(stretch.speaker) for stretch in stretches})
    return TranscriptError(
        source,
        expected="what was said",
        found=f"only who speaks when: {len(stretches):,} stretches of {n_speakers:,} speakers, no words",
        next_step="Name the file with the words beside it (--with FILE), such as a CTM file or captions.",
    )


FORMAT = Format(
    "rttm", "RTTM with words, or beside them (.rttm)", (".rttm",), likelihood, read, takes_call=True, tell_who=tell_who
)
