"""What a call seems to be: its day, type and people, proposed on stated grounds and left open where unsure.

Type. Named in the title or file name, or by the manager while the call opens ("deal review", "pipeline scrub", "our
one-to-one"); two types named are none. Else a call of three reps or more with a word of the forecast in it is a
cadence call. Two people alone are not told apart: a talk over one deal and a one-to-one use the same words.

Measured with the names left out, on labelled calls whose type one reader set from their words: rules made on 40 calls
of 20 authors, then 34 calls of 17 others. Of those, "cadence" was right in 6 of 8, and 6 of 7 cadence calls were found;
no other type was proposed for any, so 13 one-to-ones and 8 deal reviews stay "other" until a name or a person says it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from coder.people import is_voice_label, speaker_kind
from coder.review import Review, percent_sure
from coder.store.records import CallDetails, CallType
from coder.transcript import Role


@dataclass(frozen=True, slots=True)
class ProposedDetails:
    """Details to keep with a call, and why: one sentence each, never utterance text."""

    details: CallDetails
    grounds: tuple[str, ...]


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_GAP = r"[\s_,.-]{1,2}"
_NUMBERED = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
# Year first, as one number or in parts; months by name; with dots the day stands first.
_DAYS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}(?P<gap>[-_./ ])(?P<month>\d{{1,2}})(?P=gap)(?P<day>\d{{1,2}})(?!\d)",
        rf"(?<!\d){_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?=(?:\d{{4}}|\d{{6}})?(?!\d))",
        rf"(?<![a-z]){_MONTH}{_GAP}{_NUMBERED}{_GAP}{_YEAR}(?!\d)",
        rf"(?<!\d){_NUMBERED}{_GAP}(?:of )?{_MONTH}{_GAP}{_YEAR}(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}(?!\d)",
    )
)
# Day and month or month and day: told only where one of the two cannot be a month, or both are the same.
_EITHER_ORDER = re.compile(rf"(?<!\d)(?P<one>\d{{1,2}})(?P<gap>[/_-])(?P<two>\d{{1,2}})(?P=gap){_YEAR}(?!\d)")
_FIRST_YEAR = 2000

_CALLED = "(?:call|meeting|review|scrub|inspection)"
_TYPES: dict[CallType, re.Pattern[str]] = {
    "one_to_one": re.compile(
        r"\bone[- ](?:to|on)[- ]one\b"
        r"|(?<![\w.:])(?<!\d-)1(?:[:-]| ?(?:on|to|2) ?|-(?:on|to)-)1(?!\w|[.:-]\d)"
    ),
    "cadence": re.compile(rf"\bcadence\b|\bforecast\b|\b(?:pipeline|commit)[- ]{_CALLED}\b"),
    "deal_review": re.compile(
        r"\b(?:deal|opportunity|account|bid|win|loss|win[-/ ]loss)[- ](?:review|inspection|clinic)\b"
    ),
    "onboarding": re.compile(r"\bonboarding\b|\bnew[- ](?:hire|starter)\b|\bramp[- ]up\b|\b30[- ]60[- ]90\b"),
}
# In talk "the forecast" is mostly a matter, not the call.
_SAID_TYPES = _TYPES | {"cadence": re.compile(rf"\b(?:forecast|pipeline|commit|cadence)[- ]{_CALLED}\b")}
_TYPE_WORDS: dict[CallType, str] = {
    "one_to_one": "a one-to-one",
    "cadence": "a cadence call",
    "deal_review": "a deal review",
    "onboarding": "an onboarding call",
}
_FORECAST_WORD = re.compile(
    r"\b(?:forecast|pipeline|pipe|quarter|target|quota|numbers?|clos(?:e|es|ed|ing)|renews?|commit|deals?|stage)\b"
)
_OPENING = 40
_LEAST_REPS = 3
# Who says less than this share of the utterances only looks in.
_LEAST_SHARE = 0.05


def propose_details(review: Review, *, file_name: str = "", today: date | None = None) -> ProposedDetails:
    """What the call seems to be, with the grounds; what they do not carry is "" or "other".

    The title stays the review's own. A day is taken from the file's name, else from the title, where exactly one
    stands there that has been: 2026-05-04, 20260504, GMT20260504-140000, 4 May 2026, May 4, 2026, 04.05.2026; not
    04/05/2026, which two countries read as two days.

    Args:
        file_name: the file's name; "" takes the review's source.
        today: days after this are not taken; ``None`` is the clock's day.
    """
    names = (("file name", file_name or review.source), ("title", review.call))
    day, day_ground = _propose_day(names, today or date.today())
    kind, kind_ground = _propose_type(review, names)
    people, people_ground = _propose_people(review)
    details = CallDetails(call_date=day, type=kind, manager=people["manager"], rep=people["rep"])
    return ProposedDetails(details, tuple(filter(None, (day_ground, kind_ground, people_ground))))


def find_day(text: str, today: date) -> date | None:
    """The one day that a name states; ``None`` if it states none, several, or one that is not yet.

    >>> find_day("GMT20260504-140000_Recording.transcript", date(2026, 6, 1))
    datetime.date(2026, 5, 4)
    """
    found = {day for day in _days_in(text) if day.year >= _FIRST_YEAR and day <= today}
    return found.pop() if len(found) == 1 else None


def _days_in(text: str) -> Iterator[date]:
    for pattern in _DAYS:
        for match in pattern.finditer(text):
            month = match["month"].casefold()
            number = int(month) if month.isdecimal() else _MONTHS.index(month[:3]) + 1
            yield from _day(int(match["year"]), number, int(match["day"]))
    for match in _EITHER_ORDER.finditer(text):
        year, one, two = int(match["year"]), int(match["one"]), int(match["two"])
        if one == two or max(one, two) > len(_MONTHS):
            yield from _day(year, min(one, two), max(one, two))


def _day(year: int, month: int, day: int) -> Iterator[date]:
    """The day, unless the calendar has none such."""
    try:
        yield date(year, month, day)
    except ValueError:
        return


def _propose_day(names: tuple[tuple[str, str], ...], today: date) -> tuple[str, str]:
    for where, text in names:
        if day := find_day(text, today):
            return day.isoformat(), f"The {where} says {day.isoformat()}."
    return "", ""


def _propose_type(review: Review, names: tuple[tuple[str, str], ...]) -> tuple[CallType, str]:
    for where, text in names:
        if kind := _named_type(text.replace("_", " "), _TYPES):
            return kind, f"The {where} says that it is {_TYPE_WORDS[kind]}."
    opening = " . ".join(each.text for each in review.utterances[:_OPENING] if each.role == "manager")
    if kind := _named_type(opening, _SAID_TYPES):
        return kind, f"The manager calls it {_TYPE_WORDS[kind]} as it opens."
    n_reps = _count_reps(review)
    if n_reps >= _LEAST_REPS and any(_FORECAST_WORD.search(each.text.casefold()) for each in review.utterances):
        return "cadence", f"One manager, {n_reps} reps, and talk of the forecast: as in a cadence call."
    return "other", ""


def _named_type(text: str, patterns: dict[CallType, re.Pattern[str]]) -> CallType | None:
    named = [kind for kind, pattern in patterns.items() if pattern.search(text.casefold())]
    return named[0] if len(named) == 1 else None


def _count_reps(review: Review) -> int:
    """Reps who take part rather than look in; 0 where nobody leads."""
    if not review.speakers_in("manager"):
        return 0
    counts = Counter(each.speaker for each in review.utterances if each.role == "rep")
    return sum(count >= _LEAST_SHARE * len(review.utterances) for count in counts.values())


def _propose_people(review: Review) -> tuple[dict[Role, str], str]:
    """Names by role: none where the tool hardly knows who leads, and no labels such as "Speaker 1"."""
    proposal = review.proposal if review.roles_from == "proposed" else None
    if review.roles_from == "proposed" and (proposal is None or not proposal.is_clear):
        return {"manager": "", "rep": ""}, ""
    names: dict[Role, str] = {role: ", ".join(_named(review, role)) for role in ("manager", "rep")}
    if not any(names.values()):
        return names, ""
    if proposal is None:
        says = "The file says who leads." if review.roles_from == "file" else "You said who leads."
    else:
        says = f"Who leads: {percent_sure(proposal.probability)} % sure{_because(proposal.grounds)}."
    return names, says


def _because(grounds: tuple[str, ...]) -> str:
    return f", {', '.join(grounds)}" if grounds else ""


def _named(review: Review, role: Role) -> list[str]:
    names = (speaker.name for speaker in review.speakers_in(role))
    return [name for name in names if speaker_kind(name) == "person" and not is_voice_label(name)]
