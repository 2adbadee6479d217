"""Whether the measures tell good counselling from bad: sessions of the AnnoMI corpus, rated high or low in quality.

The corpus states no licence, so nothing of it is here: the user names a copy of AnnoMI-simple.csv or AnnoMI-full.csv.
The therapist counts as manager. No model that ships has seen the sessions.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

import numpy as np
from sklearn.metrics import roc_auc_score

from coder.errors import TranscriptError
from coder.measures import MIN_COUNTED, MIN_UTTERANCES, Measure, measure_call
from coder.model_folder import Model, load_model
from coder.pipeline import code_call
from coder.readers import MAX_WORD, MAX_WORDS, load_file
from coder.readers.containers.binary import has_control_bytes, name_binary
from coder.readers.containers.decoding import decode, guess_utf16, has_bom
from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS
from coder.readers.tables.columns import Columns, normalize_header
from coder.readers.tables.rows import Header, Row, find_header, split_rows
from coder.readers.tables.utterance_rows import add_rows
from coder.transcript import Transcript, count_words

HIGH, LOW = "high", "low"
THERAPIST, CLIENT = "therapist", "client"
NEEDED = ("mi_quality", "transcript_id", "utterance_id", "interlocutor", "utterance_text")
RESAMPLES = 1000
SEED = 0
REFERENCE = "human codes 0.93; a model trained on that corpus 0.89"
_MOST_DIGITS = 9


@dataclass(frozen=True)
class Session:
    """One session as the corpus has it, one unit a turn."""

    transcript: Transcript
    is_high: bool


@dataclass(frozen=True)
class Score:
    """What one measure says of one session.

    Attributes:
        value: higher where better quality is expected; ``None`` where there is nothing to divide by.
        shown: whether the tool itself would give the figure, not the counts alone.
    """

    value: float | None
    shown: bool


@dataclass(frozen=True)
class Result:
    """How well one measure parts the sessions.

    Attributes:
        auc, low, high: ``None`` unless sessions of both qualities have the measure.
        n_shown: for how many of the sessions the tool itself would give the figure.
    """

    auc: float | None
    low: float | None
    high: float | None
    n_high: int
    n_low: int
    n_shown: int


def main(path: str | Path, model_name: str = "default") -> None:
    """Print the table.

    Raises:
        CoderError: no such file or model, or a file of another form.
    """
    model = load_model(model_name)
    sessions, n_left_out = load_sessions(path)
    n_high = sum(session.is_high for session in sessions)
    print(f"AnnoMI: {len(sessions)} sessions, {n_high} of high and {len(sessions) - n_high} of low quality")
    if n_left_out:
        print(f"left out: {n_left_out} in which therapist and client do not both speak")
    print(f"coded by the model {model.name} {model.version}, the therapist as manager", flush=True)
    scores = [score_session(session.transcript, model) for session in sessions]
    print(f"(AUC of high against low; brackets: 95 % interval, {RESAMPLES:,} resamples of sessions)")
    print(f"{'':<44}{'AUC':<19}{'high':>6}{'low':>5}{'shown':>7}")
    for name in MEASURES:
        print(row(name, rate([score[name] for score in scores], [session.is_high for session in sessions])))
    print("high, low: sessions with the measure, from the bare counts however short the session")
    print(
        f"shown: those of them for which the tool would give the figure (at least {MIN_UTTERANCES} utterances of the\n"
        f"therapist; for the ratio {MIN_COUNTED} open questions and directives, and a directive)"
    )
    print(f"reference, (questions + reflections) against input: {REFERENCE}")
    print("reference, without codes: talk share 0.65; question marks a turn 0.50")


def load_sessions(path: str | Path) -> tuple[list[Session], int]:
    """The sessions of the corpus's CSV in file order, and how many were left out.

    Raises:
        TranscriptError: no such file, or one of another form.
    """
    source = Path(path).name
    text = _read_text(load_file(path), source)
    header = find_header(text[:HEAD_CHARACTERS])
    at = _find_columns(source, header)
    rows = [row for row in split_rows(text, header.delimiter, source) if row.line > header.row.line]
    by_session: dict[str, list[Row]] = {}
    for each in rows:
        by_session.setdefault(_take_id(each, at, source), []).append(each)
    columns = Columns(at["interlocutor"], at["utterance_text"], at.get("timestamp"), end=None, call=None)
    header = replace(header, columns=columns)
    found = [_read_session(name, own, header, at, source) for name, own in by_session.items()]
    sessions = [session for session in found if session]
    if {session.is_high for session in sessions} != {True, False}:
        raise TranscriptError(
            source,
            expected="sessions of high and of low quality",
            found="sessions of one quality only" if sessions else "no session in which therapist and client both speak",
            next_step="Use the whole corpus.",
        )
    return sessions, len(found) - len(sessions)


def score_session(transcript: Transcript, model: Model) -> dict[str, Score]:
    """What each measure says, by its name in the table."""
    measures = measure_call(code_call(transcript, model, manager=THERAPIST, guests=(), joins={}), intervals=False)
    marks = [unit.text.count("?") for unit in transcript.units if unit.speaker == THERAPIST]
    scores = {name: Score(of(measures[key]), measures[key].value is not None) for name, (key, of) in _OF.items()}
    return scores | {_MARKS: Score(sum(marks) / len(marks), True)}


def rate(scores: Sequence[Score], are_high: Sequence[bool]) -> Result:
    """The area under the curve of the sessions that have the measure, and its interval.

    Sessions are drawn again within each quality, so that every resample has both.
    """
    pairs = [(score, is_high) for score, is_high in zip(scores, are_high, strict=True) if score.value is not None]
    values, labels = np.array([score.value for score, _ in pairs]), np.array([is_high for _, is_high in pairs], bool)
    n_high = int(labels.sum())
    counts = (n_high, len(pairs) - n_high, sum(score.shown for score, _ in pairs))
    if not all(counts[:2]):
        return Result(None, None, None, *counts)
    draw = np.random.default_rng(SEED).choice
    groups = np.flatnonzero(labels), np.flatnonzero(~labels)
    drawn = (np.concatenate([draw(group, len(group)) for group in groups]) for _ in range(RESAMPLES))
    low, high = np.percentile([roc_auc_score(labels[chosen], values[chosen]) for chosen in drawn], [2.5, 97.5])
    return Result(float(roc_auc_score(labels, values)), float(low), float(high), *counts)


def row(name: str, result: Result) -> str:
    """One line of the table."""
    auc = "–" if result.auc is None else f"{result.auc:.2f} [{result.low:.2f}–{result.high:.2f}]"
    return f"{name:<44}{auc:<19}{result.n_high:>6}{result.n_low:>5}{result.n_shown:>7}"


def share(measure: Measure) -> float | None:
    """Numerator by denominator, also where the call is too short for the tool to divide."""
    return measure.numerator / measure.denominator if measure.denominator else None


def less(measure: Measure) -> float | None:
    """The share with its sign turned: less of it is expected where quality is high."""
    found = share(measure)
    return None if found is None else -found


def log_ratio(measure: Measure) -> float:
    """The ratio's logarithm, a half added on both sides so that it is there without a directive too."""
    return math.log((measure.numerator + 0.5) / ((measure.denominator or 0) + 0.5))


# By name in the table: the measure, and what is made of it.
_OF: dict[str, tuple[str, Callable[[Measure], float | None]]] = {
    "ask-and-listen index": ("ask_and_listen_index", share),
    "questions to directives, log((q+½)/(d+½))": ("questions_to_directives", log_ratio),
    "tell share, less of it": ("tell_share", less),
    "talk share, less of it": ("talk_share", less),
}
_MARKS = "baseline: question marks a turn"
MEASURES = (*_OF, _MARKS)


def _read_text(data: bytes, source: str) -> str:
    kind = name_binary(data)
    if not kind and not has_bom(data) and not guess_utf16(data) and has_control_bytes(data):
        kind = "binary data"
    if kind:
        _refuse(source, "AnnoMI-simple.csv or AnnoMI-full.csv", kind, "Unpack it, or name another file.")
    return decode(data)


def _find_columns(source: str, header: Header | None) -> dict[str, int]:
    """Where each column stands, by its name; those that are needed are there."""
    names = [normalize_header(cell) for cell in header.row.cells] if header else []
    at = {name: place for place, name in reversed(list(enumerate(names)))}
    if missing := [name for name in NEEDED if name not in at]:
        what = f"no {', '.join(missing)}" if header else "no row that names columns"
        _refuse(source, f"the columns {', '.join(NEEDED)}", what, "Use AnnoMI-simple.csv or AnnoMI-full.csv.")
    return at


def _take_id(each: Row, at: dict[str, int], source: str) -> str:
    """The row's session, its other cells checked."""
    where = f"{source} line {each.line}"
    for name, words in (("mi_quality", (HIGH, LOW)), ("interlocutor", (THERAPIST, CLIENT))):
        if each.value(at[name]) not in words:
            _refuse_cell(where, f"{' or '.join(words)} in {name}")
    number = each.value(at["utterance_id"])
    if not number.isdecimal() or len(number) > _MOST_DIGITS:
        _refuse_cell(where, "a whole number in utterance_id")
    if not each.value(at["transcript_id"]):
        _refuse_cell(where, "the session's number in transcript_id")
    return each.value(at["transcript_id"])


def _read_session(name: str, rows: Sequence[Row], header: Header, at: dict[str, int], source: str) -> Session | None:
    """The session in its own order, each turn once; ``None`` where therapist and client do not both speak."""
    quality = rows[0].value(at["mi_quality"])
    if other := next((each for each in rows if each.value(at["mi_quality"]) != quality), None):
        _refuse_cell(f"{source} line {other.line}", "the same mi_quality as in the rows above of this session")
    # The full form has a row for each annotator.
    once = {int(each.value(at["utterance_id"])): each for each in reversed(rows)}
    draft = Draft(source, "table", call=f"session {name}")
    add_rows(draft, [once[number] for number in sorted(once)], header)
    try:
        transcript = draft.finish()
    except TranscriptError:
        return None
    if set(transcript.speakers) != {THERAPIST, CLIENT}:
        return None
    _check_length(transcript, f"{source} line {rows[0].line}")
    return Session(transcript, quality == HIGH)


def _check_length(transcript: Transcript, where: str) -> None:
    texts = [unit.text for unit in transcript.units]
    if (n_words := sum(map(count_words, texts))) > MAX_WORDS:
        _refuse(where, f"a session of at most {MAX_WORDS:,} words", f"{n_words:,}", "Use the corpus as published.")
    if (longest := max(len(word) for text in texts for word in text.split())) > MAX_WORD:
        _refuse(where, f"words of at most {MAX_WORD:,} characters", f"{longest:,}", "Use the corpus as published.")


def _refuse_cell(where: str, expected: str) -> NoReturn:
    _refuse(where, expected, "something else", "Use the corpus as published.")


def _refuse(where: str, expected: str, found: str, next_step: str) -> NoReturn:
    raise TranscriptError(where, expected=expected, found=found, next_step=next_step)
