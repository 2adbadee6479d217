"""Tiers, as ELAN and Praat keep them: which hold speech, and who speaks in each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coder.readers.draft import Draft
from coder.readers.tables.columns import normalize_header
from coder.readers.text.cleaning import clean_name

# What a word in a tier's name says about its content; whole utterances are preferred to their parts.
_UTTERANCES = "utterance utterances utt utts speech spch transcript transcripts transcription transcr text texts txt tx"
_UTTERANCES += " orth ortho orthography sentence sentences phrase phrases ipu ipus turn turns dialogue dialog default"
_CHUNKS = "chunk chunks clause clauses iu ius"
_WORDS = "word words wrd token tokens ort"
_NO_SPEECH = (
    "phone phones phoneme phonemes phon phonetic phonetics segmental syllable syllables syl pitch f0 tone tones"
)
_NO_SPEECH += (
    " break breaks tobi intensity formant formants gloss glosses gls ge pos morph morphs morpheme morphemes mb"
)
_NO_SPEECH += " lemma lemmas translation translations ft language languages lang ref comment comments note notes marker"
_NO_SPEECH += " markers gesture gestures gaze posture error errors mute noise noises music silence silences laughter"
_NO_SPEECH += " event events topic topics section sections code codes coding emotion emotions sentiment activity"
_WHOLE, _PLAIN, _PART, _SINGLE, _NONE = range(5)
_RANKS = dict.fromkeys(_UTTERANCES.split(), _WHOLE) | dict.fromkeys(_CHUNKS.split(), _PART)
_RANKS |= dict.fromkeys(_WORDS.split(), _SINGLE) | dict.fromkeys(_NO_SPEECH.split(), _NONE)
# "Ana (Utterance)", "Ana - words", "Ana_gloss"; and the other way round in "tx@Ana".
_OWNER_FIRST = re.compile(r"(?P<owner>.*?[^\s\-_.:])(?:\s*[\-_.:]\s*|\s+|\s*\()(?P<kind>[^\s\-_.:()@]+)\)?")
_LONGEST_NAME = 120
_KIND_FIRST = re.compile(r"(?P<kind>[^@]+)@(?P<owner>.+)")


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
    longest parts is read.
    """
    judged = [_judge(tier) for tier in tiers]
    best: dict[str, tuple[int, bool]] = {}
    for one in judged:
        if one.rank != _NONE and one.tier.spans:
            best[one.speaker] = min(best.get(one.speaker, one.preference), one.preference)
    named = any(best)  # words of nobody repeat what a tier with a speaker holds already
    kept = []
    for one in judged:
        reason = _find_fault(one, best, named=named)
        if reason:
            draft.leave_out(one.tier.place, f'tier "{clean_name(one.tier.name)[:40]}": {reason}')
        else:
            kept += [(span, one.speaker) for span in one.tier.spans]
    for span, speaker in _sort_by_time(kept):
        draft.add(span.place, speaker, span.text, start_ms=span.start_ms, end_ms=span.end_ms)


def parse_tier_name(name: str) -> tuple[str, int]:
    """Whose tier it is, "" where the name says nothing, and the rank of what it holds.

    >>> parse_tier_name("Ana (Words)"), parse_tier_name("tx@Ana"), parse_tier_name("Ana Gil"), parse_tier_name("word")
    (('Ana', 3), ('Ana', 0), ('Ana Gil', 1), ('', 3))
    """
    name = clean_name(name).strip("\"' ")
    if len(name) > _LONGEST_NAME:
        return name, _PLAIN
    if name.isalnum() and (rank := _rank(name)) is not None:
        return "", rank
    for pattern in (_KIND_FIRST, _OWNER_FIRST):
        if (match := pattern.fullmatch(name)) and (rank := _rank(match["kind"])) is not None:
            return match["owner"].strip(), rank
    return name, _PLAIN


def _judge(tier: Tier) -> _Judged:
    owner, rank = parse_tier_name(tier.name)
    if rank == _PLAIN:
        stated = (_rank(kind) for kind in (tier.kind, tier.kind.removesuffix("T")))  # "orthT" is a usual name
        rank = next((found for found in stated if found is not None), _PLAIN)
    return _Judged(tier, clean_name(tier.participant) or owner, rank)


def _rank(kind: str) -> int | None:
    words = normalize_header(kind).split("_")
    return _RANKS.get(words[-1])


def _find_fault(one: _Judged, best: dict[str, tuple[int, bool]], *, named: bool) -> str | None:
    if not one.tier.spans:
        return "empty"
    if one.rank == _NONE:
        return "holds no speech, by its name"
    if one.preference > best[one.speaker]:
        return "the same speech in other parts, or notes on it"
    if named and not one.speaker and one.rank >= _PART:
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
