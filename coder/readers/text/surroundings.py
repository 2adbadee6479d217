"""Where the turns of a text begin and end: what stands above is a head, what stands below a summary or the like."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from coder.readers.text.boilerplate import name_boilerplate
from coder.readers.text.openings import Line
from coder.readers.text.speaker_prefix import is_label, looks_like_name

_LIST_LABEL = re.compile(
    r"[#*_\s]*(?:attendees|participants|participantes|teilnehmer|invitees|speakers|agenda)\b[^:：]{0,20}[:：][*_\s]*",
    re.IGNORECASE,
)
_AFTERWORD = re.compile(
    r"[^\w\n]*(?:(?:meeting|call|ai|executive|generated|key|suggested|quick|chat|in-meeting)\s){0,2}"
    r"(?:summary|recap|overview|action items|next steps|takeaways|highlights|key points|to-?dos|messages|attendees"
    r"|participants|zusammenfassung|resumen|résumé)\W*",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"\W*(?:full |call |meeting )?(?:transcript|transcription|transkript|transcripción)\W*", re.IGNORECASE
)
_ITEM = re.compile(r"\s*(?:[-*•]|\d{1,3}[.)]|\[[ x]\])\s")
_ENDED = re.compile(
    r"\W*(?:(?:meeting|transcription|recording|call) (?:ended|stopped) (?:after|at) \d|end of (?:the )?transcript)"
    r"|={8,}\s*$",
    re.IGNORECASE,
)
_SENTENCE_ENDS = (".", "?", "!", "…", ",")
_BETWEEN_NAMES = re.compile(r"\s*(?:[,;/&]|\band\b|\bund\b|\by\b|\bet\b)\s*")


def find_start(lines: Sequence[Line], speakers: Collection[str]) -> int:
    """The index of the line at which the first turn opens.

    Names listed under a label such as "Attendees:" open none, nor do lines of a head such as "Host: Ana Gil", nor
    what stands above a heading "Transcript" that most turns stand below.
    """
    counts = Counter(line.speaker for line in lines if line.speaker in speakers)
    n_head = max(_count_head(lines, counts), _find_heading(lines, speakers))
    in_list = False
    first = None
    for at, line in enumerate(lines[n_head:], n_head):
        in_list = bool(_LIST_LABEL.fullmatch(line.text.strip())) or (in_list and not line.opens_paragraph)
        if line.speaker in speakers and not _names_somebody(line, counts):
            first = at if first is None else first
            if not in_list:
                return at
    return len(lines) if first is None else first


def find_end(lines: Sequence[Line], speakers: Collection[str]) -> int:
    """The index of the line that ends the transcript, such as a heading "Action items"; their count without one.

    Below it no turn opens, or only items of a list do.
    """
    opening = [at for at, line in enumerate(lines) if line.speaker in speakers]
    last = max((at for at in opening if not _ITEM.match(lines[at].text)), default=-1)
    if last < 0:
        last = max(opening, default=0)
    below = range(last + 1, len(lines))
    return next(
        (at for at in below if is_afterword(lines[at].text, opens_paragraph=lines[at].opens_paragraph)), len(lines)
    )


def is_afterword(line: str, *, opens_paragraph: bool) -> bool:
    """Whether the line ends a transcript, or heads what a tool adds below it: as a paragraph's first, or marked up."""
    is_set_off = opens_paragraph or line.lstrip()[:1] in ("#", "*", "_") or line.rstrip().endswith(":")
    return bool((is_set_off and _AFTERWORD.fullmatch(line)) or _ENDED.match(line))


def _find_heading(lines: Sequence[Line], speakers: Collection[str]) -> int:
    """The index below the heading of the transcript; 0 without one that most turns stand below."""
    headings = [at for at, line in enumerate(lines) if _HEADING.fullmatch(line.text)]
    n_turns = sum(1 for line in lines if line.speaker in speakers)
    below = headings[-1] + 1 if headings else 0
    return below if 2 * sum(1 for line in lines[below:] if line.speaker in speakers) > n_turns else 0


def name_outside(line: Line, *, is_above: bool) -> str:
    """Why a line above or below the turns is no speech."""
    if reason := name_boilerplate(line.text):
        return reason
    if line.prefix and is_label(line.prefix.name):
        return f'header line "{line.prefix.name}"'
    return "before the first speaker" if is_above else "below the transcript"


def _count_head(lines: Sequence[Line], counts: Counter[str | None]) -> int:
    """How many lines the first paragraph takes if it is a head.

    A head has two labels or more, none of a speaker who comes again, and no sentence behind them.
    """
    end = next((at for at, line in enumerate(lines) if at and line.opens_paragraph), len(lines))
    head = lines[:end]
    named = [line for line in head if line.prefix]
    says_nothing = not any(line.prefix.text.rstrip().endswith(_SENTENCE_ENDS) for line in named)
    is_head = len(named) >= 2 and 2 * len(named) > len(head) and all(counts[line.speaker] <= 1 for line in named)
    return end if says_nothing and is_head and any(count > 1 for count in counts.values()) else 0


def _names_somebody(line: Line, counts: Counter[str | None]) -> bool:
    """Whether a line is of a head: one who never comes again, and after the colon nothing but names of speakers."""
    if counts[line.speaker] > 1 or not line.prefix.text:
        return False
    names = _BETWEEN_NAMES.split(line.prefix.text.strip())
    return all(name in counts and name != line.speaker and looks_like_name(name) for name in names)
