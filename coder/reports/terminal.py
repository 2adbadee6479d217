"""The review for a terminal: the figures first, then where and in which words."""

from collections import Counter
from collections.abc import Sequence
from textwrap import wrap

from coder.analysis import Analysis, analyse
from coder.codebook import load_codebook
from coder.measures import GROUPS, Axis, Group, LensCount, Measure, definitions
from coder.readers import format_title
from coder.reports.wording import (
    DASH,
    SIDES,
    about_file,
    figure,
    interval,
    label,
    length_of_call,
    lens_count,
    lens_name,
    made_of,
    mode_shares,
    place,
    question_counts,
    side_name,
    story,
    talk_range,
    who_coded,
    who_leads,
)
from coder.review import CodedUtterance, Review

WIDTH = 100
BAR_WIDTH = 30
PARTS_OF_CALL = 60
WORDS_SHOWN = 5
WORDS_OF_MOMENT = 3
NAME_WIDTH, CELL_WIDTH = 36, 36


def render(review: Review) -> str:
    """The review as plain text, made for ``WIDTH`` columns; long names and file names may pass them."""
    analysis = analyse(review)
    blocks = [
        _heading(review),
        _story(analysis),
        _headlines(analysis),
        _mode_mix(analysis),
        _moments(analysis),
        *(_group(analysis, group) for group in GROUPS if group not in ("headline", "modes")),
        _lenses(analysis),
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


def _story(analysis: Analysis) -> str:
    return "\n".join(wrap(" ".join(story(analysis)), WIDTH)) if analysis.review.speakers_in("manager") else ""


def _headlines(analysis: Analysis) -> str:
    review = analysis.review
    names = iter(_cut(side_name(review, role), 24) for role in SIDES)
    lines = [f"{'':<{NAME_WIDTH + 2}}{next(names):<{CELL_WIDTH}}{next(names)}".rstrip(), *_rows(analysis, "headline")]
    if told := talk_range(review):
        lines.append(told)
    if asked := question_counts(review.spoken_by("manager")):
        lines += wrap(f"Manager's questions: {asked}", WIDTH)
    return "\n".join(lines)


def _group(analysis: Analysis, group: Group) -> str:
    rows = _rows(analysis, group)
    return "\n".join([GROUPS[group], *rows]) if rows else ""


def _rows(analysis: Analysis, group: Group) -> list[str]:
    lines, reasons = [], []
    for definition in definitions():
        if definition.group == group:
            sides = [analysis.measures[role].get(definition.id) for role in SIDES]
            manager, rep = (_cell_parts(definition.id, measure) for measure in sides)
            wide = f"{manager[0]:<7}{manager[1]:<11}{manager[2]}"
            narrow = "  ".join(part for part in rep if part)
            name = definition.name + (", by words" if definition.id == "talk_share" and _by_words(sides) else "")
            lines.append(f"  {name:<{NAME_WIDTH}}{wide:<{CELL_WIDTH}}{narrow}".rstrip())
            reasons += [measure.reason for measure in sides if measure and measure.reason]
    return [*lines, *(f"  {DASH} {reason}" for reason in dict.fromkeys(reasons))]


def _cell_parts(name: str, measure: Measure | None) -> tuple[str, str, str]:
    if measure is None:
        return "", "", ""
    counts = made_of(name, measure).removesuffix(" words")
    return figure(name, measure), interval(name, measure), f"({counts})" if counts else ""


def _by_words(sides: Sequence[Measure | None]) -> bool:
    return any(measure and measure.unit == "words" for measure in sides)


def _mode_mix(analysis: Analysis) -> str:
    measures = analysis.measures["manager"]
    if all(measures[name].value is None for _, name in mode_shares()):
        return ""
    lines = ["Mode mix, manager"]
    for mode, name in mode_shares():
        measure = measures[name]
        bar = "█" * round(BAR_WIDTH * (measure.value or 0))
        counts = f"{interval(name, measure):<9} ({made_of(name, measure)})"
        lines.append(f"  {mode.name:<26}{figure(name, measure):>5}  {bar:<{BAR_WIDTH}} {counts}")
    return "\n".join(lines)


def _moments(analysis: Analysis) -> str:
    """The places to read again, each with its words, and one thing to try."""
    if not analysis.is_led:
        return ""
    by_index = {utterance.index: utterance for utterance in analysis.review.utterances}
    lines = ["Moments to read again"] if analysis.moments else []
    for moment in analysis.moments:
        lines.append(f"  {moment.claim}")
        for index in moment.utterances[:WORDS_OF_MOMENT]:
            said = by_index[index]
            lines.append(f"    {place(said):>7}  {_cut(f'{said.speaker}: {said.text}', WIDTH - 13)}")
    if analysis.suggestion is None:
        return "\n".join(lines)
    lines += ["One thing to try next time"]
    told = f"{analysis.suggestion.because} {analysis.suggestion.to_try}"
    return "\n".join([*lines, *(f"  {line}" for line in wrap(told, WIDTH - 2))])


def _lenses(analysis: Analysis) -> str:
    """Counts at both poles of each axis; nothing where no lens was seen at all."""
    seen = [axis for axis in analysis.lenses if any(p and (p.utterances or p.possible) for p in _poles(axis))]
    if not seen:
        return ""
    lines = ["Lenses, manager's utterances at each pole"]
    for axis in seen:
        poles = [f"{lens_name(pole.lens)} {lens_count(pole)}" for pole in _poles(axis) if pole]
        lines.append(f"  {axis.axis:<10}" + "   ".join(poles))
    return "\n".join(lines)


def _poles(axis: Axis) -> tuple[LensCount | None, ...]:
    return axis.manager, axis.leader


def _timeline(review: Review) -> str:
    """The call from start to end in equal parts: the manager's commonest mode in each."""
    if len(review.utterances) < PARTS_OF_CALL:
        return ""
    parts: list[Counter[str]] = [Counter() for _ in range(PARTS_OF_CALL)]
    for utterance in review.spoken_by("manager"):
        parts[utterance.index * PARTS_OF_CALL // len(review.utterances)][utterance.mode] += 1
    book, letter_of = load_codebook(), _mode_letters()
    letters = "".join(letter_of[part.most_common(1)[0][0]] if part else " " for part in parts)
    key = ", ".join(f"{letter_of[mode.id]} {book.in_sentence(mode.name)}" for mode in book.modes)
    return "\n".join([*wrap(f"The manager from start to end ({key})", WIDTH), f"  |{letters}|"])


def _mode_letters() -> dict[str, str]:
    """A letter for each mode: its own, else one of its id that none before it has; a dot where it never counts."""
    letters: dict[str, str] = {}
    for mode in load_codebook().modes:
        free = (letter for letter in mode.id.upper() if letter not in letters.values())
        letters[mode.id] = (mode.letter or next(free, "?")) if mode.coaching else "·"
    return letters


def _words(review: Review) -> list[str]:
    said = review.spoken_by("manager")
    parts = load_codebook().parts
    asked = [u for u in said if u.code in parts.open_questions]
    told = [u for u in said if u.code in parts.directives]
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
    return "\n".join(wrap(f"Model {review.model_name} {review.model_version}. {who_coded(review)}", WIDTH))
