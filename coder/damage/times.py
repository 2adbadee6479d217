"""Times that are missing, or that nobody can have spoken in."""

from collections.abc import Callable, Sequence

from coder.damage.touched import TALK
from coder.review import Finding
from coder.transcript import Transcript, Unit, count_words

# Conversational English runs at 120 to 200 words a minute; nobody speaks 400 for seconds on end.
FASTEST = 400
SLOWEST = 30
# Of shorter cues the rounding of their times is a large part.
MIN_SPAN_MS = 2_000
MIN_WORDS = 100
# A few odd cues stand in every file.
MIN_SHARE = 0.1
_NEXT = "Export the transcript again with start and end times, or as WebVTT."


def find_missing_times(transcript: Transcript) -> Finding | None:
    """Speech without start and end, where the file has times for some of it or for none."""
    words = sum(count_words(unit.text) for unit in transcript.units)
    timed = sum(count_words(unit.text) for unit in transcript.units if _span(unit))
    if not words or timed >= 0.95 * words:
        return None
    started = sum(count_words(unit.text) for unit in transcript.units if unit.start_ms is not None)
    if timed:
        says = f"{_percent(words - timed, words)} of the words have no start and end time."
    elif started:
        says = "The file says when each part starts, not when it ends."
    else:
        says = "The file has no times."
    effect = "Talk share and the longest stretch are measured in words; pauses and interruptions cannot be seen."
    return Finding("missing_times", says, TALK, effect, _NEXT)


def find_implausible_speed(transcript: Transcript) -> Finding | None:
    """Cues spoken faster or slower than people speak, where they hold a good part of the words, or all together."""
    spans = [(count_words(unit.text), span) for unit in transcript.units if (span := _span(unit))]
    if not (says := _odd_cues([pair for pair in spans if pair[1] >= MIN_SPAN_MS]) or _odd_whole(spans)):
        return None
    effect = "Talk share and the longest stretch are measured by these times."
    return Finding("implausible_speed", f"{says}; the times cannot be right.", TALK, effect, _NEXT)


def _odd_cues(spans: Sequence[tuple[int, int]]) -> str | None:
    words = sum(count for count, _ in spans)
    fast = _words_where(spans, lambda pace: pace > FASTEST)
    slow = _words_where(spans, lambda pace: pace < SLOWEST)
    if words < MIN_WORDS or fast + slow < MIN_SHARE * words:
        return None
    many, way, limit = (fast, "faster than", FASTEST) if fast >= slow else (slow, "slower than", SLOWEST)
    return f"{_percent(many, words)} of the timed words run {way} {limit} words a minute"


def _odd_whole(spans: Sequence[tuple[int, int]]) -> str | None:
    """Too fast on the whole, as where seconds were taken for milliseconds; rounding of short cues evens out."""
    words, spoken_ms = (sum(column) for column in zip(*spans, strict=True)) if spans else (0, 0)
    if words < MIN_WORDS or words * 60_000 <= FASTEST * spoken_ms:
        return None
    return f"The timed words run at {words * 60_000 // spoken_ms:,} words a minute on the whole"


def _words_where(spans: Sequence[tuple[int, int]], is_odd: Callable[[float], bool]) -> int:
    return sum(words for words, ms in spans if is_odd(words * 60_000 / ms))


def _span(unit: Unit) -> int:
    """How long the unit lasts; 0 where the file does not say."""
    return 0 if unit.start_ms is None or unit.end_ms is None else max(0, unit.end_ms - unit.start_ms)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %"
