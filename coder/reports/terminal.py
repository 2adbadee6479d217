"""The review for a terminal: the figures first, then where and in which words."""

from collections import Counter
from collections.abc import Sequence
from textwrap import wrap

from coder.codebook import load_codebook
from coder.measures import DEFINITIONS, MODES, Measure, measure_call
from coder.readers import format_title
from coder.reports.wording import (
    DASH,
    NOT_FOR,
    about_file,
    figure,
    label,
    length_of_call,
    made_of,
    place,
    question_counts,
    side_name,
    talk_range,
    who_leads,
)
from coder.review import CodedUtterance, Review

WIDTH = 100
BAR_WIDTH = 30
PARTS_OF_CALL = 60
WORDS_SHOWN = 5

_MODE_LETTER = {"tell": "T", "pitch": "P", "persuade": "S", "listen": "L", "other": "·"}


def render(review: Review) -> str:
    """The review as plain text, made for ``WIDTH`` columns; long names and file names may pass them."""
    blocks = [
        _heading(review),
        _figures(review),
        _mode_mix(review),
        _timeline(review),
        *_words(review),
        _footer(review),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _heading(review: Review) -> str:
    facts = f"{format_title(review.format)}, {length_of_call(review)}, {len(review.utterances):,} utterances"
    lines = [f"{review.source}: {facts}", *wrap(f"Manager: {who_leads(review)}.", WIDTH)]
    if review.roles_from == "proposed" and review.proposal:
        lines.append('If that is wrong, name the manager: --manager "NAME"')
    for note in about_file(review):
        lines += wrap(f"! {note}", WIDTH, subsequent_indent="  ")
    if review.skipped:
        lines.append(f"Noted while reading the file: {len(review.skipped)}. See them with: coder read FILE --explain")
    return "\n".join(lines)


def _figures(review: Review) -> str:
    sides = [measure_call(review, "manager"), measure_call(review, "rep")]
    names = (_cut(side_name(review, role), 24) for role in ("manager", "rep"))
    lines = ["{:<26}{:<34}{}".format("", *names).rstrip()]
    for definition in DEFINITIONS:
        if definition.id.removesuffix("_share") not in MODES:
            cells = [_cell(definition.id, side[definition.id]) for side in sides]
            lines.append(f"{definition.name:<26}{cells[0]:<34}{cells[1]}".rstrip())
    reasons = dict.fromkeys(m.reason for side in sides for m in side.values() if m.reason)
    lines += [f"{DASH} {reason}" for reason in reasons]
    if told := talk_range(review):
        lines.append(told)
    lines += wrap(f"Manager's questions: {question_counts(review.spoken_by('manager'))}", WIDTH)
    return "\n".join(lines)


def _cell(name: str, measure: Measure) -> str:
    counts = "" if measure.denominator is None else f"({made_of(name, measure)})"
    return f"{figure(name, measure):<8}{counts}".rstrip()


def _mode_mix(review: Review) -> str:
    measures = measure_call(review, "manager")
    if measures["tell_share"].value is None:
        return ""
    modes = {mode.id: mode.name for mode in load_codebook().modes}
    lines = ["Mode mix, manager"]
    for mode in MODES:
        measure = measures[f"{mode}_share"]
        bar = "█" * round(BAR_WIDTH * (measure.value or 0))
        count = f"({made_of(f'{mode}_share', measure)})"
        lines.append(f"  {modes[mode]:<26}{figure(f'{mode}_share', measure):>5}  {bar:<{BAR_WIDTH}} {count}")
    return "\n".join(lines)


def _timeline(review: Review) -> str:
    """The call from start to end in equal parts: the manager's commonest mode in each."""
    if len(review.utterances) < PARTS_OF_CALL:
        return ""
    parts: list[Counter[str]] = [Counter() for _ in range(PARTS_OF_CALL)]
    for utterance in review.spoken_by("manager"):
        parts[utterance.index * PARTS_OF_CALL // len(review.utterances)][utterance.mode] += 1
    letters = "".join(_MODE_LETTER[part.most_common(1)[0][0]] if part else " " for part in parts)
    key = "T tell, P pitch, S persuade, L open question / listening, · other"
    return f"The manager from start to end ({key})\n  |{letters}|"


def _words(review: Review) -> list[str]:
    said = review.spoken_by("manager")
    asked = [u for u in said if u.code == "open_question"]
    told = [u for u in said if u.code in ("direct", "advise")]
    return [_listing("Open questions", asked), _listing("Directives", told)]


def _cut(text: str, width: int) -> str:
    """The text in at most ``width`` characters; by character, since not every script has spaces."""
    return text if len(text) <= width else f"{text[: width - 1].rstrip()}…"


def _listing(title: str, utterances: Sequence[CodedUtterance]) -> str:
    """The surest few, in call order."""
    if not utterances:
        return ""
    surest = sorted(utterances, key=lambda u: -u.confidence)[:WORDS_SHOWN]
    lines = [f"{title}, manager ({len(surest)} surest of {len(utterances)})"]
    for u in sorted(surest, key=lambda u: u.index):
        text = _cut(u.text, WIDTH - 25)
        lines.append(f"  {place(u):>7}  {label(u).split(' · ')[1]:<14} {text}")
    return "\n".join(lines)


def _footer(review: Review) -> str:
    return "\n".join(wrap(f"Model {review.model_name} {review.model_version}. {NOT_FOR}", WIDTH))
