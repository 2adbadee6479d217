"""Who spoke how much and when: talk share, lengths, pauses, interruptions. No code enters these but a question's."""

from itertools import pairwise, takewhile
from statistics import median

from coder.codebook import load_codebook
from coder.measures.definitions import MIN_EXCHANGES, Measure, too_few
from coder.review import CodedUtterance, Review, Stretch
from coder.transcript import Role

# Share of turns under the wrong name that talk share is tried against.
WRONG_TURNS = 0.05
# Less overlap than this is how people usually take turns (Levinson and Torreira 2015).
LEAST_OVERLAP_MS = 300
# Where more of the times than this are whole seconds, they are too coarse for pauses.
MOST_WHOLE_SECONDS = 0.5
_MINUTE_MS = 60_000


def is_timed(review: Review) -> bool:
    """Whether talk is measured in time."""
    return all(speaker.speech_ms is not None for speaker in review.speakers)


def talk_share(review: Review, role: Role) -> Measure:
    """This side's share of the talk."""
    timed = is_timed(review)
    amounts = [(s.role, s.speech_ms if timed else s.words) for s in review.speakers]
    own = sum(amount or 0 for r, amount in amounts if r == role)
    everyone = sum(amount or 0 for _, amount in amounts)
    reason = None
    if len(review.speakers) < 2:
        reason = "only one speaker: there is nobody to share the talk with"
    elif not everyone:
        reason = "no speech to measure"
    return Measure(None if reason else own / everyone, own, everyone, talk_unit(review), reason=reason)


def talk_unit(review: Review) -> str:
    """What talk is measured in: "ms of speech" or "words"."""
    return "ms of speech" if is_timed(review) else "words"


def longest_stretch(review: Review, role: Role) -> Measure:
    """The longest turn of anybody on this side."""
    timed = is_timed(review)
    stretches = [speaker.longest_stretch for speaker in review.speakers_in(role)]
    longest = max(stretches, key=lambda stretch: _length(stretch, timed=timed))
    length = _length(longest, timed=timed)
    return Measure(float(length), length, None, talk_unit(review), turn=longest.turn)


def median_turn(review: Review, role: Role) -> Measure:
    """The middle of this side's turns."""
    timed = is_timed(review)
    lengths = [_length(each, timed=timed) for speaker in review.speakers_in(role) for each in speaker.stretches]
    middle = median(lengths)
    return Measure(float(middle), round(middle), None, talk_unit(review))


def switches_a_minute(review: Review) -> Measure:
    """Changes of speaker for each minute of the call."""
    names = [utterance.speaker for utterance in review.utterances]
    switches = sum(a != b for a, b in pairwise(names))
    times = [t for u in review.utterances for t in (u.start_ms, u.end_ms) if t is not None]
    length = max(times) - min(times) if times and is_timed(review) else 0
    reason = None if length else "the file has no times"
    return Measure(None if reason else switches * _MINUTE_MS / length, switches, length, "switches", reason=reason)


def pause_after_question(review: Review) -> Measure:
    """Median pause between the manager's question and the next speaker, in milliseconds."""
    if reason := _too_coarse(review):
        return Measure(None, 0, None, "ms", reason=reason)
    questions = load_codebook().parts.questions
    asked = [pair for pair in _changes(review) if pair[0].role == "manager" and pair[0].code in questions]
    gaps = {a.index: b.start_ms - a.end_ms for a, b in asked if a.end_ms is not None and b.start_ms is not None}
    pauses = {index: gap for index, gap in gaps.items() if gap >= 0}
    reason = too_few(len(pauses), "timed answers", MIN_EXCHANGES)
    middle = int(median(pauses.values())) if pauses else 0
    return Measure(None if reason else float(middle), middle, None, "ms", reason=reason, utterances=tuple(pauses))


def interruptions(review: Review) -> Measure:
    """Manager's turns that begin while another still speaks."""
    pairs = [(a, b) for a, b in _changes(review) if None not in (a.end_ms, b.start_ms)]
    overlaps = [(a, b) for a, b in pairs if (a.end_ms or 0) > (b.start_ms or 0)]
    if not is_timed(review) or not overlaps:
        reason = "the file has no times" if not is_timed(review) else "the file's times never overlap"
        return Measure(None, 0, None, "turns", reason=reason)
    broken = [
        began.index
        for spoke, began in overlaps
        if began.role == "manager"
        and (spoke.end_ms or 0) - (began.start_ms or 0) >= LEAST_OVERLAP_MS
        and not _is_backchannel(began, review)
    ]
    return Measure(float(len(broken)), len(broken), None, "turns", utterances=tuple(broken))


def talk_share_if_misnamed(
    review: Review, role: Role = "manager", *, wrong: float = WRONG_TURNS
) -> tuple[float, float] | None:
    """Between what a side's talk share would lie if some turns carried the wrong name.

    Each turn is given to another speaker with chance ``wrong``, every other speaker alike. With a turn's
    amount a, the whole T and the chance q that the turn changes sides, the share moves by ±Σaq/T on average,
    with variance Σa²q(1-q)/T²; the range is that mean ± 1.96 standard deviations around the share found.

    Returns:
        Lowest and highest share, 0-1; ``None`` where talk share is undefined.
    """
    if not review.speakers_in(role):
        return None
    share = talk_share(review, role)
    if share.value is None or not share.denominator:
        return None
    timed = is_timed(review)
    size = len(review.speakers_in(role))
    mean = variance = 0.0
    for speaker in review.speakers:
        own = speaker.role == role
        leaves = wrong * (len(review.speakers) - size if own else size) / (len(review.speakers) - 1)
        for stretch in speaker.stretches:
            part = _length(stretch, timed=timed) / share.denominator
            mean += (-part if own else part) * leaves
            variance += part**2 * leaves * (1 - leaves)
    spread = 1.96 * variance**0.5
    return max(0.0, share.value + mean - spread), min(1.0, share.value + mean + spread)


def _is_backchannel(began: CodedUtterance, review: Review) -> bool:
    """Whether the turn that begins with this utterance holds nothing but backchannels."""
    after = takewhile(lambda u: u.speaker == began.speaker, (u for u in review.utterances if u.index >= began.index))
    backchannels = load_codebook().parts.backchannels
    return all(utterance.code in backchannels for utterance in after)


def _length(stretch: Stretch, *, timed: bool) -> int:
    return (stretch.speech_ms or 0) if timed else stretch.words


def _changes(review: Review) -> list[tuple[CodedUtterance, CodedUtterance]]:
    """Neighbouring utterances by different speakers."""
    return [(a, b) for a, b in pairwise(review.utterances) if a.speaker != b.speaker]


def _too_coarse(review: Review) -> str | None:
    if not is_timed(review):
        return "the file has no times"
    starts = [b.start_ms for _, b in _changes(review) if b.start_ms is not None]
    if not starts or sum(start % 1000 == 0 for start in starts) > MOST_WHOLE_SECONDS * len(starts):
        return "the file's times are whole seconds: too coarse for pauses"
    return None
