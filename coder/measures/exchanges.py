"""What passes between manager and reps: uptake, what is let drop, yield of questions, runs of telling, next steps."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum

import numpy as np

from coder.codebook import load_codebook
from coder.measures.definitions import (
    LEAST_RUN,
    MIN_EXCHANGES,
    MIN_RAISED_WORDS,
    Measure,
    too_few,
)
from coder.measures.words import content_words, weight_of
from coder.review import CodedUtterance, Review
from coder.transcript import count_words

# In how many of the manager's next turns something raised must be met.
TURNS_TO_ANSWER = 2

PERCENTILES = (2.5, 97.5)

Turn = list[CodedUtterance]
# A question with the rep words that came back.
Asked = tuple[CodedUtterance, int]


@dataclass(frozen=True, slots=True)
class Exchange:
    """What reps said until the manager answered with more than a backchannel, and that answer.

    Attributes:
        uptake: share of the reps' content words that the answer uses again, weighted by idf, 0–1; ``None`` where they
            said fewer than ``MIN_RAISED_WORDS`` of them.
    """

    said: tuple[CodedUtterance, ...]
    answer: tuple[CodedUtterance, ...]
    uptake: float | None


@dataclass(frozen=True, slots=True)
class TellRun:
    """Manager's utterances in a row without listening, and what a rep had said just before, if anybody had."""

    utterances: tuple[CodedUtterance, ...]
    before: CodedUtterance | None


def turns_of(review: Review) -> list[Turn]:
    """Runs of one speaker's utterances."""
    turns: list[Turn] = []
    for utterance in review.utterances:
        if turns and turns[-1][-1].speaker == utterance.speaker:
            turns[-1].append(utterance)
        else:
            turns.append([utterance])
    return turns


def exchanges_of(review: Review) -> list[Exchange]:
    """Every exchange of the call, in order."""
    found, said = [], Turn()
    for turn in turns_of(review):
        if turn[0].role == "rep":
            said += turn
        elif turn[0].role == "manager" and said and not _is_backchannel(turn):
            found.append(Exchange(tuple(said), tuple(turn), _uptake(said, turn)))
            said = []
    return found


def tell_runs_of(review: Review) -> list[TellRun]:
    """Every run of ``LEAST_RUN`` or more; what counts in no share neither counts towards one nor ends it."""
    book = load_codebook()
    runs: list[TellRun] = []
    run, before = Turn(), None
    last: CodedUtterance | None = None
    for utterance in review.utterances:
        tells = utterance.mode in book.parts.telling
        goes_on = utterance.role == "manager" and (tells or utterance.mode not in book.coaching_modes)
        if goes_on and tells:
            before = before if run else last
            run.append(utterance)
        elif not goes_on and not (utterance.role == "rep" and utterance.code in book.parts.backchannels):
            runs += [TellRun(tuple(run), before)] if len(run) >= LEAST_RUN else []
            run, before = [], None
        if utterance.role == "rep":
            last = utterance
    return [*runs, TellRun(tuple(run), before)] if len(run) >= LEAST_RUN else runs


def measure_uptake(review: Review) -> dict[str, Measure]:
    """Mean uptake over all exchanges, over those with a concern, and over the others."""
    known = [each for each in exchanges_of(review) if each.uptake is not None]
    concerns = load_codebook().parts.concerns
    bad = [each for each in known if any(has_any(u, concerns) for u in each.said)]
    unsure = _too_unsure(review, concerns)
    return {
        "uptake": _mean_uptake(known, None),
        "uptake_after_concern": _mean_uptake(bad, unsure),
        "uptake_otherwise": _mean_uptake([each for each in known if each not in bad], unsure),
    }


def measure_let_drop(review: Review) -> Measure:
    """Share of the rep's concerns and ideas that the manager neither listens to nor takes up."""
    raised = _raised_in(review)
    dropped = let_drops_of(review)
    reason = _too_unsure(review, load_codebook().parts.raised) or too_few(
        len(raised), "concerns and ideas", MIN_EXCHANGES
    )
    value = None if reason else len(dropped) / len(raised)
    return _share(value, dropped, raised, reason)


def measure_yield(review: Review) -> Measure:
    """Mean rep words after an open question, against after a short one. Counts are words, rounded."""
    parts = load_codebook().parts
    opened, short = (list(_words_after(review, codes)) for codes in (parts.open_questions, parts.short_questions))
    means = [sum(words for _, words in found) / max(1, len(found)) for found in (opened, short)]
    fewest, kinds = min(opened, short, key=len), " or ".join(f"{code}s" for code in parts.short_questions)
    reason = too_few(len(fewest), f"answers after open questions, and as many after {kinds},", MIN_EXCHANGES)
    if not reason and not means[1]:
        reason = f"nothing to divide by: no words after {kinds}"
    value = None if reason else means[0] / means[1]
    low, high = (None, None) if value is None else _interval_of_ratio(value, opened, short)
    return Measure(
        value=value,
        numerator=round(means[0]),
        denominator=round(means[1]),
        unit="words",
        low=low,
        high=high,
        reason=reason,
        utterances=tuple(asked.index for asked, _ in opened),
    )


def measure_runs(review: Review) -> dict[str, Measure]:
    """How many tell runs there are, and how long the longest is."""
    runs = tell_runs_of(review)
    longest = max((run.utterances for run in runs), key=len, default=())
    starts = tuple(run.utterances[0].index for run in runs)
    return {
        "tell_runs": Measure(float(len(runs)), len(runs), None, "runs", utterances=starts),
        "longest_tell_run": Measure(
            float(len(longest)) if runs else None,
            len(longest),
            None,
            "utterances",
            reason=None if runs else f"no run of {LEAST_RUN} utterances",
            utterances=tuple(u.index for u in longest),
        ),
    }


def measure_first_advice(review: Review) -> Measure:
    """Rep words before the manager's first advice."""
    heard, advice = 0, load_codebook().parts.advice
    for utterance in review.utterances:
        if utterance.role == "manager" and utterance.code in advice:
            return Measure(float(heard), heard, None, "words", utterances=(utterance.index,))
        heard += count_words(utterance.text) if utterance.role == "rep" else 0
    return Measure(None, heard, None, "words", reason="the manager gave no advice in this call")


def measure_next_steps(review: Review) -> Measure:
    """Share of the next steps that the rep states as their own."""
    parts = load_codebook().parts
    own = [u for u in review.spoken_by("rep") if has_any(u, parts.commitments)]
    given = [u for u in review.spoken_by("manager") if u.code in parts.orders]
    reason = _too_unsure(review, parts.commitments) or too_few(len(own) + len(given), "next steps", MIN_EXCHANGES)
    return _share(None if reason else len(own) / (len(own) + len(given)), own, [*own, *given], reason)


def let_drops_of(review: Review) -> list[CodedUtterance]:
    """The rep's concerns and ideas that met neither listening nor uptake, in call order."""
    led = [turn for turn in turns_of(review) if turn[0].role == "manager"]
    ends = [turn[-1].index for turn in led]
    found = []
    for raised in _raised_in(review):
        first = bisect_right(ends, raised.index)
        if _is_dropped(raised, led[first : first + TURNS_TO_ANSWER]):
            found.append(raised)
    return found


def _raised_in(review: Review) -> list[CodedUtterance]:
    signals = load_codebook().parts.raised
    return [u for u in review.spoken_by("rep") if has_any(u, signals)]


def has_any(utterance: CodedUtterance, signals: Sequence[str]) -> bool:
    """Whether the utterance carries one of some signals."""
    return not {*signals}.isdisjoint(utterance.signals)


def _is_dropped(raised: CodedUtterance, next_turns: Sequence[Turn]) -> bool:
    met = [answer for turn in next_turns for answer in turn if answer.index > raised.index]
    own = content_words(raised.text)
    listening = load_codebook().parts.listening
    return bool(met) and not any(each.mode in listening or own & content_words(each.text) for each in met)


def _is_backchannel(turn: Turn) -> bool:
    backchannels = load_codebook().parts.backchannels
    return all(utterance.code in backchannels for utterance in turn)


def _uptake(said: Sequence[CodedUtterance], answer: Sequence[CodedUtterance]) -> float | None:
    own = set[str]().union(*(content_words(u.text) for u in said))
    if len(own) < MIN_RAISED_WORDS:
        return None
    again = own & set[str]().union(*(content_words(u.text) for u in answer))
    # The order of a set differs from process to process; an exact sum does not.
    return fsum(map(weight_of, again)) / fsum(map(weight_of, own))


def _mean_uptake(exchanges: Sequence[Exchange], unsure: str | None) -> Measure:
    found = [each.uptake or 0.0 for each in exchanges]
    reason = unsure or too_few(len(found), "exchanges", MIN_EXCHANGES)
    taken = [each for each in exchanges if each.uptake]
    low, high = (None, None) if reason else _interval_of_mean(found)
    return Measure(
        value=None if reason else sum(found) / len(found),
        numerator=len(taken),
        denominator=len(found),
        unit="exchanges",
        low=low,
        high=high,
        reason=reason,
        utterances=tuple(each.answer[0].index for each in taken),
    )


def _interval_of_mean(values: Sequence[float]) -> tuple[float, float]:
    """Percentiles of resampled means: uptake is counted, not coded, so only the exchanges are drawn anew."""
    low, high = np.percentile(_resampled_means(values, np.random.default_rng(len(values))), PERCENTILES)
    return float(low), float(high)


def _interval_of_ratio(value: float, above: Sequence[Asked], below: Sequence[Asked]) -> tuple[float, float]:
    """Percentiles of the ratio of two resampled means around its value, with the codes as they are."""
    chance = np.random.default_rng(len(above) + len(below))
    upper, lower = (_resampled_means([words for _, words in found], chance) for found in (above, below))
    low, high = np.percentile(upper[lower > 0] / lower[lower > 0], PERCENTILES)
    return min(value, float(low)), max(value, float(high))


def _resampled_means(values: Sequence[float], chance: np.random.Generator) -> np.ndarray:
    return np.array(values)[chance.integers(len(values), size=(1000, len(values)))].mean(axis=1)


def _words_after(review: Review, codes: Sequence[str]) -> Iterator[Asked]:
    """Manager's turns that end in one of some codes, with the words of the rep's turn that follows."""
    for asked, answer in pairwise(turns_of(review)):
        if asked[-1].role == "manager" and asked[-1].code in codes and answer[0].role == "rep":
            yield asked[-1], sum(count_words(u.text) for u in answer)


def _too_unsure(review: Review, signals: Sequence[str]) -> str | None:
    """Why a figure of signals is not given: the model finds one of them too unsurely to count."""
    uncounted = [signal for signal in signals if signal in review.uncounted_tags]
    if not uncounted:
        return None
    return f"found too unsurely by the model to count: {', '.join(uncounted)}"


def _share(
    value: float | None, above: Sequence[CodedUtterance], below: Sequence[CodedUtterance], reason: str | None
) -> Measure:
    return Measure(
        value=value,
        numerator=len(above),
        denominator=len(below),
        unit="utterances",
        reason=reason,
        utterances=tuple(u.index for u in above),
        reviewed=sum(u.decided_by == "person" for u in below),
    )
