"""Figures and facts of a review in words, shared by the reports that people read."""

from collections import Counter
from collections.abc import Sequence

from coder.analysis import Analysis
from coder.codebook import load_codebook
from coder.codebook_entries import Mode
from coder.measures import WRONG_TURNS, LensCount, Measure, definition_of, definitions, talk_share_if_misnamed
from coder.people import speaker_kind
from coder.review import CodedUtterance, Finding, Review, percent_sure
from coder.timecode import format_timecode
from coder.transcript import Role

DASH = "–"
SIDES: tuple[Role, ...] = ("manager", "rep")

NOT_FOR = (
    "These codes come from a machine that is often wrong about a single sentence. Use them to look again at your "
    "own calls, not to rank, pay, promote, discipline or dismiss anyone, and not to judge a person from one call."
)
_NO_JUDGEMENT = "Not for hiring, pay, ranking or any judgement of a person."


def who_coded(review: Review) -> str:
    """Who coded the call, how far to trust it, and what it may not be used for."""
    reviewed = sum(utterance.decided_by == "person" for utterance in review.utterances)
    if not reviewed:
        return f"Machine-coded and not reviewed by a person; many single codes are wrong. {_NO_JUDGEMENT}"
    if reviewed == len(review.utterances):
        return f"Reviewed by a person, every utterance. {_NO_JUDGEMENT}"
    drawn = ", drawn at random," if review.reviewed_at_random else ""
    told = f"{reviewed:,} of {len(review.utterances):,} utterances{drawn} reviewed by a person"
    return f"Machine-coded, {told}; many of the other codes are wrong. {_NO_JUDGEMENT}"


def figure(name: str, measure: Measure) -> str:
    """A measure's value: "55 %", "0.31", "1:12", "84 words", "1.2 s"; a dash where undefined."""
    return DASH if measure.value is None else _in_its_unit(name, measure.value, measure.unit)


def interval(name: str, measure: Measure) -> str:
    """The 95 % interval, "26-45 %" with an en dash; "" where there is none."""
    if measure.value is None or measure.low is None or measure.high is None:
        return ""
    low, high = (_in_its_unit(name, end, measure.unit) for end in (measure.low, measure.high))
    return f"{low.removesuffix(' %')}–{high}"


def made_of(name: str, measure: Measure) -> str:
    """The counts a value was made from: "12 of 40" for a share, "12 to 40" for a ratio; "" where it says no more."""
    kind = definition_of(name).kind
    counts = amount(measure.numerator, measure.unit)
    if kind == "rate":
        return f"{measure.numerator:,} in {format_timecode(measure.denominator or 0)}" if measure.denominator else ""
    if measure.denominator is None:
        return "" if measure.value is not None else counts
    joiner = "to" if kind == "ratio" else "of"
    told = f"{counts.removesuffix(' words')} {joiner} {amount(measure.denominator, measure.unit)}"
    return f"mean over {measure.denominator:,} exchanges" if measure.unit == "exchanges" else told


def made_of_or_why(name: str, measure: Measure) -> str:
    """The counts and, where there is no value, the reason."""
    parts = [made_of(name, measure), measure.reason or "", corrected_or_reviewed(measure)]
    return "; ".join(part for part in parts if part)


def corrected_or_reviewed(measure: Measure) -> str:
    """How much of what a figure counts a person coded, and whether that corrects the rest; "" if nobody did."""
    if measure.corrected:
        return "corrected by the part that a person reviewed at random"
    return f"{measure.reviewed:,} reviewed by a person" if measure.reviewed else ""


def amount(number: int, unit: str) -> str:
    """A count with its unit; times as a clock shows them."""
    if unit == "ms of speech":
        return format_timecode(number)
    if unit == "ms":
        return f"{number / 1000:.1f} s"
    return f"{number:,} words" if unit == "words" else f"{number:,}"


def _in_its_unit(name: str, value: float, unit: str) -> str:
    kind = definition_of(name).kind
    if kind == "share":
        return f"{100 * value:.0f} %"
    if kind == "ratio":
        return f"{value:.2f}"
    return f"{value:.1f}" if kind == "rate" else amount(int(value), unit)


def story(analysis: Analysis) -> list[str]:
    """The call in a few plain sentences; what cannot be told is left out."""
    review, measures = analysis.review, analysis.measures["manager"]
    name = side_name(review, "manager")
    told = []
    if (talk := measures["talk_share"]).value is not None:
        told.append(f"{name} had {figure('talk_share', talk)} of the talk.")
    balance, index, longest = (
        measures.get(measure) for measure in ("questions_to_directives", "ask_and_listen_index", "longest_tell_run")
    )
    if balance and balance.value is not None:
        asked = _counted(balance.numerator, "open question")
        told.append(f"{asked} stood against {_counted(balance.denominator or 0, 'instruction or piece of advice')}.")
    if index and index.value is not None:
        told.append(
            f"{figure('ask_and_listen_index', index)} of what the manager did was asking openly or listening "
            f"(95 % interval {interval('ask_and_listen_index', index)})."
        )
    if longest and longest.value is not None:
        runs = _counted(measures["tell_runs"].numerator, "run")
        told.append(f"{runs} of telling without listening; the longest holds {longest.numerator} utterances.")
    if all(measures[name].value is None for _, name in mode_shares()):
        told.append("Too little was said to put the rest into figures.")
    return told


def mode_shares() -> list[tuple[Mode, str]]:
    """The modes that count in shares, each with the id of its measure."""
    return [(mode, f"{mode.id}_share") for mode in load_codebook().modes if mode.coaching]


def _counted(number: int, noun: str) -> str:
    plurals = {"instruction or piece of advice": "instructions or pieces of advice"}
    return f"{number:,} {noun if number == 1 else plurals.get(noun, noun + 's')}"


def lens_name(lens: str) -> str:
    """A lens as people see it."""
    return lens.replace("_", " ")


def lens_count(count: LensCount) -> str:
    """How often a lens was seen: "4", "4 and 2 possible", "2 possible, not counted"; a dash for nothing known."""
    possible = len(count.possible)
    if count.count is None:
        return f"{possible} possible, not counted" if possible else DASH
    return f"{count.count} and {possible} possible" if possible else str(count.count)


def side_name(review: Review, role: Role) -> str:
    """The names on one side; "nobody" where there is none."""
    return ", ".join(speaker.name for speaker in review.speakers_in(role)) or "nobody"


def length_of_call(review: Review) -> str:
    """How long the call was, in minutes where the file has times, else in words."""
    ends = [u.end_ms for u in review.utterances if u.end_ms is not None]
    if ends:
        return f"{max(1, round(max(ends) / 60_000))} min"
    return f"{sum(speaker.words for speaker in review.speakers):,} words"


def who_leads(review: Review) -> str:
    """Who the manager is and how that is known."""
    if review.roles_from == "named":
        return f"{side_name(review, 'manager')}, as you said"
    if review.roles_from == "file":
        return f"{side_name(review, 'manager')}, as the file says"
    if review.proposal is None:
        return nobody_to_compare(review)
    proposal = review.proposal
    grounds = f": {', '.join(proposal.grounds)}" if proposal.grounds else ""
    sure = f"{percent_sure(proposal.probability)} % sure{grounds}"
    return (
        f"{proposal.manager}, proposed, {sure}"
        if proposal.is_clear
        else f"not sure; probably {proposal.manager}, {sure}"
    )


def nobody_to_compare(review: Review) -> str:
    """Why nobody is proposed as manager, and what to do."""
    if any(speaker_kind(speaker.name) == "person" for speaker in review.speakers):
        return "unknown, since only one speaker is named; name the speakers of the file to see shares"
    return "unknown, since no line says who speaks; export with speaker names, or put 'Name:' before each turn"


def about_file(review: Review) -> list[str]:
    """What a reader of the figures should know of the file: damage, names joined or like each other, bots."""
    notes = [f"{found.says} {found.effect} Touches: {touched(found)}. {found.next_step}" for found in review.damage]
    notes += [f'"{other}" and "{name}" are counted as one person.' for other, name in review.joined.items()]
    notes += [
        f'"{same.other}" may be "{same.name}": {same.ground}. They are counted apart.'
        for same in review.same_people
        if same.other not in review.joined
    ]
    bots = [f'"{speaker.name}"' for speaker in review.speakers if speaker_kind(speaker.name) == "bot"]
    return notes + ([f"No person: {', '.join(bots)}."] if bots else [])


def touched(finding: Finding) -> str:
    """The figures that a finding makes less certain, by name."""
    names = {each.id: load_codebook().in_sentence(each.name) for each in definitions()}
    if set(finding.touches) >= set(names):
        return "every figure"
    if set(finding.touches) >= {name for name in names if name not in ("talk_share", "longest_stretch")}:
        return "every figure but talk share and longest stretch"
    return ", ".join(names[name] for name in finding.touches if name in names)


def talk_range(review: Review) -> str | None:
    """What the manager's talk share could be if some turns had the wrong name; ``None`` where it is undefined."""
    found = talk_share_if_misnamed(review)
    if found is None:
        return None
    low, high = (f"{100 * share:.0f}" for share in found)
    wrong = f"{100 * WRONG_TURNS:.0f} %"
    return f"If {wrong} of the turns had the wrong name, the manager's talk share would be {low} to {high} %."


def question_counts(utterances: Sequence[CodedUtterance]) -> str:
    """Questions by what they do; "" by a codebook that names none."""
    codes, parts = Counter(u.code for u in utterances), load_codebook().parts
    kinds = (
        ("to understand", parts.clarifying_questions),
        ("for the asker's list", parts.status_questions),
        ("with the answer built in", parts.leading_questions),
        ("closed", parts.closed_questions),
    )
    told = [f"{sum(codes[code] for code in parts.open_questions)} open"] if parts.open_questions else []
    told += [f"{sum(codes[code] for code in of)} {what} ({', '.join(of)})" for what, of in kinds if of]
    return ", ".join(told)


def label(utterance: CodedUtterance) -> str:
    """Mode and code as people see them."""
    codebook = load_codebook()
    mode = next(mode.name for mode in codebook.modes if mode.id == utterance.mode)
    code = next(code.name for code in codebook.codes if code.id == utterance.code)
    return f"{mode} · {codebook.in_sentence(code)}"


def place(utterance: CodedUtterance) -> str:
    """When it was said; its number where the file has no times."""
    return format_timecode(utterance.start_ms) if utterance.start_ms is not None else f"#{utterance.index + 1}"
