"""Praat's TextGrid, long and short form: interval tiers with text are read, point tiers are not."""

import re
from collections.abc import Iterator

from coder.errors import TranscriptError
from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.readers.research.tiers import Span, Tier, add_speech
from coder.readers.text.cleaning import clean_name, clean_text
from coder.transcript import Transcript

_HEAD = re.compile(r'\s*(?:File type\s*=\s*)?"ooTextFile(?: short)?"\s+(?:Object class\s*=\s*)?"TextGrid"')
# Praat takes numbers and texts that stand free and passes over all else, so that both forms are one to it.
_TOKEN = re.compile(r'"([^"]*(?:""[^"]*)*)"|(?<!\S)(-?\d{1,9}(?:\.\d*)?(?:[eE][+-]?\d{1,2})?)(?!\S)')
_INTERVALS, _POINTS = "IntervalTier", "TextTier"
_PAUSES = frozenset(("sp", "sil", "spn", "pau", "#", "<sil>", "<sp>", "<p:>", "<p>", "{sl}", "silence"))
_Token = str | float


def likelihood(text: str, source: str) -> float:
    """High where the text opens as a TextGrid does."""
    return 0.95 if _HEAD.match(text[:HEAD_CHARACTERS]) else 0.0


def read(text: str, source: str) -> Transcript:
    """The speech in the interval tiers, in order of time.

    Raises:
        TranscriptError: no tier holds speech.
    """
    head = _HEAD.match(text)
    if not head:
        raise TranscriptError(
            source,
            expected='a TextGrid, which opens with "ooTextFile" and "TextGrid"',
            found="another beginning",
            next_step="In Praat, save the TextGrid as a text file.",
        )
    draft = Draft(source, FORMAT.name, place="tier")
    tokens = [_parse_token(match) for match in _TOKEN.finditer(text, head.end())]
    add_speech(draft, list(_list_tiers(tokens, draft)))
    return draft.finish()


def _parse_token(match: re.Match[str]) -> _Token:
    return float(match[2]) if match[2] else match[1].replace('""', '"')


def _list_tiers(tokens: list[_Token], draft: Draft) -> Iterator[Tier]:
    """The interval tiers; a tier is its class, name, start, end and number of entries, then these."""
    number, at = 0, 0
    while at < len(tokens):
        if tokens[at] not in (_INTERVALS, _POINTS):
            at += 1
            continue
        number += 1
        kind, name, *numbers = [*tokens[at : at + 5], None, None, None, None][:5]
        at += 5
        if not isinstance(name, str) or not isinstance(numbers[2], float):
            draft.leave_out(number, "the file breaks off, or is damaged, at the head of the tier")
            continue
        name = clean_name(name).strip('"')
        if kind == _POINTS:
            draft.leave_out(number, f'tier "{name[:40]}": marks points in time, not speech')
            continue
        spans, at = _take_intervals(tokens, at, int(numbers[2]), number)
        if len(spans) < numbers[2]:
            draft.leave_out(number, f'tier "{name[:40]}": {numbers[2]:.0f} intervals announced, {len(spans)} found')
        yield Tier(number, name, _leave_out_pauses(spans, draft))
    # Start, end and number of tiers stand above them.
    if len(tokens) > 2 and isinstance(tokens[2], float) and tokens[2] > number:
        draft.leave_out(number + 1, f"{tokens[2]:.0f} tiers announced, {number} found")


def _take_intervals(tokens: list[_Token], at: int, n_intervals: int, number: int) -> tuple[list[Span], int]:
    spans = []
    while len(spans) < n_intervals:
        start, end, label, *_ = [*tokens[at : at + 3], None, None, None]
        if not isinstance(start, float) or not isinstance(end, float) or not isinstance(label, str):
            break
        spans.append(Span(number, label, _to_ms(start), _to_ms(end)))
        at += 3
    return spans, at


def _to_ms(seconds: float) -> int | None:
    return round(seconds * 1000) if 0 <= seconds < 1e9 else None


def _leave_out_pauses(spans: list[Span], draft: Draft) -> list[Span]:
    labelled = [span for span in spans if clean_text(span.text)]
    spoken = [span for span in labelled if clean_text(span.text).casefold() not in _PAUSES]
    if n_pauses := len(labelled) - len(spoken):
        draft.leave_out(labelled[0].place, f"{n_pauses} pauses, labelled as such")
    return spoken


FORMAT = Format("textgrid", "Praat (.TextGrid)", (".textgrid",), likelihood, read)
