"""Tiers, as ELAN and Praat keep them: which hold speech, and who speaks in each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coder.readers.draft import Draft
from coder.readers.json.words import Word, group_turns, join_words
from coder.readers.research.tier_words import NONE, PART, PLAIN, SINGLE, rank_of
from coder.readers.text.cleaning import clean_name

# "Ana (Utterance)", "Ana - words", "Ana_gloss"; and the other way round in "tx@Ana" and "Words - Ana".
_OWNER_FIRST = re.compile(r"(?P<owner>.*?[^\s\-_.:])(?:\s*[\-_.:]\s*|\s+|\s*\()(?P<kind>[^\s\-_.:()@]+)\)?")
_LONGEST_NAME = 120
_KIND_FIRST = re.compile(r"(?P<kind>[^@]+)@(?P<owner>.+)")
_KIND_PARTED = re.compile(r"(?P<kind>[^\W\d_]{3,})(?:\s*[\-_.:]\s*|\s+|\s*\()(?P<owner>[^()]+[^()\s])\)?")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a tier with its label; ``place`` is where the file has it."""

    place: int
    text: str
    start_ms: int | None
    end_ms: int | None


@dataclass(frozen=True, slots=True)
class Tier:
    """One tier.

    Attributes:
        place: what a note on the whole tier counts by.
        participant: who speaks, where the file says so.
        kind: the type that the file gives the tier; "" if none.
        is_child: whether the tier annotates another one.
    """

    place: int
    name: str
    spans: Sequence[Span]
    participant: str = ""
    kind: str = ""
    is_child: bool = False


@dataclass(frozen=True, slots=True)
class _Judged:
    tier: Tier
    speaker: str
    rank: int

    @property
    def preference(self) -> tuple[int, bool]:
        return self.rank, self.tier.is_child


def add_speech(draft: Draft, tiers: Sequence[Tier]) -> None:
    """Adds the speech of each speaker in order of time, and notes the tiers that are left out.

    Where several tiers hold one speaker's speech, as utterances, chunks and words do, only the one with the
    longest parts is read; words are joined into turns.
    """
    judged = [_judge(tier) for tier in tiers]
    best: dict[str, tuple[int, bool]] = {}
    for one in judged:
        if one.rank != NONE and one.tier.spans:
            best[one.speaker] = min(best.get(one.speaker, one.preference), one.preference)
    named = any(best)  # words of nobody repeat what a tier with a speaker holds already
    kept: list[tuple[Span, str]] = []
    words: list[tuple[Span, str]] = []
    for one in judged:
        reason = _find_fault(one, best, named=named)
        if reason:
            draft.leave_out(one.tier.place, f'tier "{clean_name(one.tier.name)[:40]}": {reason}')
        else:
            (words if one.rank == SINGLE else kept).extend((span, one.speaker) for span in one.tier.spans)
    for span, speaker in _sort_by_time(kept + _join_words(words)):
        draft.add(span.place, speaker, span.text, start_ms=span.start_ms, end_ms=span.end_ms)


def _join_words(words: Sequence[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """The words in turns, with their speakers; what has no times stays as it is."""
    timed = [
        (span.place, Word(speaker, span.text.strip(), span.start_ms, span.end_ms))
        for span, speaker in words
        if None not in (span.start_ms, span.end_ms) and span.text.strip()
    ]
    untimed = [(span, speaker) for span, speaker in words if None in (span.start_ms, span.end_ms)]
    turns = [(run[0][0], [word for _, word in run]) for run in group_turns(timed)]
    return untimed + [
        (Span(place, join_words(run), run[0].start_ms, run[-1].end_ms), run[0].speaker) for place, run in turns
    ]


def parse_tier_name(name: str) -> tuple[str, int]:
    """Whose tier it is, "" where the name says nothing, and the rank of what it holds.

    >>> parse_tier_name("Ana (Words)"), parse_tier_name("tx@Ana"), parse_tier_name("Ana Gil"), parse_tier_name("word")
    (('Ana', 3), ('Ana', 0), ('Ana Gil', 1), ('', 3))
    """
    name = clean_name(name).strip("\"' ")
    if len(name) > _LONGEST_NAME:
        return name, PLAIN
    if name.isalnum() and (rank := rank_of(name)) is not None:
        return "", rank
    for pattern in (_KIND_FIRST, _OWNER_FIRST, _KIND_PARTED):
        if (match := pattern.fullmatch(name)) and (rank := rank_of(match["kind"])) is not None:
            return match["owner"].strip(), rank
    return name, PLAIN


def _judge(tier: Tier) -> _Judged:
    owner, rank = parse_tier_name(tier.name)
    if rank == PLAIN:
        stated = (rank_of(kind) for kind in (tier.kind, tier.kind.removesuffix("T")))  # "orthT" is a usual name
        rank = next((found for found in stated if found is not None), PLAIN)
    return _Judged(tier, clean_name(tier.participant) or owner, rank)


def _find_fault(one: _Judged, best: dict[str, tuple[int, bool]], *, named: bool) -> str | None:
    if not one.tier.spans:
        return "empty"
    if one.rank == NONE:
        return "holds no speech, by its name"
    if one.preference > best[one.speaker]:
        return "the same speech in other parts, or notes on it"
    if named and not one.speaker and one.rank >= PART:
        return "parts of speech that another tier gives with its speaker"
    return None


def _sort_by_time(spans: Sequence[tuple[Span, str]]) -> Iterator[tuple[Span, str]]:
    """By start, one without a time after the one before it in its tier."""
    latest, keyed = 0, []
    for at, (span, speaker) in enumerate(spans):
        latest = span.start_ms if span.start_ms is not None else latest
        keyed.append((latest, at, span, speaker))
    for _, _, span, speaker in sorted(keyed, key=lambda entry: entry[:2]):
        yield span, speaker
