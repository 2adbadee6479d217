"""CHAT, the form of TalkBank and CLAN: main lines with their times; the lines below them are analysis."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coder.readers.draft import Draft
from coder.readers.format import HEAD_CHARACTERS, Format
from coder.readers.research.chat_codes import find_times, strip_codes
from coder.transcript import Transcript

_BEGIN = re.compile(r"(?:@\w.*\n)*?@Begin\s*$", re.MULTILINE)
_MAIN = re.compile(r"\*(?P<code>[^\s:*]{1,20}):(?:\t|\s+|$)(?P<text>.*)", re.DOTALL)
_ANALYSIS = re.compile(r"(?P<kind>%\w+):")
_INSERTED = re.compile(r"&\*\w+:")
_HEAD_ONLY = ("@UTF8", "@Begin", "@End", "@Languages", "@Participants", "@Options", "@ID", "@Media", "@Window")
_HEAD_ONLY += ("@PID", "@Font", "@Color")


@dataclass(frozen=True, slots=True)
class _Tier:
    """One line with its continuations; ``line`` is the first, from 1."""

    line: int
    text: str


def likelihood(text: str, source: str) -> float:
    """High where the file begins as CHAT does, less for main lines alone."""
    head = text[:HEAD_CHARACTERS]
    if _BEGIN.match(head.lstrip()):
        return 0.95
    lines = [line for line in head.split("\n") if line[:1] in ("*", "%", "@")]
    n_main = sum(1 for line in lines if _MAIN.match(line) and "\t" in line)
    return 0.92 if n_main and 2 * len(lines) >= head.count("\n") else 0.0


def read(text: str, source: str) -> Transcript:
    """The main lines, speakers by their names where the head gives them.

    Raises:
        TranscriptError: nobody says anything.
    """
    draft = Draft(source, FORMAT.name)
    tiers = list(_join_lines(text))
    names = _find_names(tiers)
    analyses: Counter[str] = Counter()
    first: dict[str, int] = {}
    for tier in tiers:
        if main := _MAIN.fullmatch(tier.text):
            _add_main(draft, tier.line, names.get(main["code"], main["code"]), main["text"])
        elif analysis := _ANALYSIS.match(tier.text):
            analyses[analysis["kind"]] += 1
            first.setdefault(analysis["kind"], tier.line)
        elif not tier.text.startswith(_HEAD_ONLY):
            draft.leave_out(tier.line, "no main line: nobody says it")
    for kind, count in analyses.items():
        draft.leave_out(first[kind], f"{kind}: {count:,} lines of analysis, not speech")
    return draft.finish()


def _join_lines(text: str) -> Iterator[_Tier]:
    """The lines that open with a sign, each with the ones below it that open with a tab."""
    start, parts = 1, []
    for number, line in enumerate(text.split("\n"), 1):
        if line[:1] in ("\t", " ") and parts:
            parts.append(line.strip())
            continue
        if parts:
            yield _Tier(start, " ".join(parts))
        start, parts = number, [line] if line.strip() else []
    if parts:
        yield _Tier(start, " ".join(parts))


def _find_names(tiers: Sequence[_Tier]) -> dict[str, str]:
    """Names by code from ``@Participants: CHI Adam Target_Child, MOT Mother``; without a name the code stays."""
    names = {}
    for tier in tiers:
        if tier.text.startswith("@Participants:"):
            for entry in tier.text.partition(":")[2].split(","):
                code, *named = entry.split()[:3] or [""]
                if len(named) == 2:
                    names[code] = named[0].replace("_", " ")
    return names


def _add_main(draft: Draft, line: int, speaker: str, text: str) -> None:
    if _INSERTED.search(text):
        draft.leave_out(line, "words put in by another speaker")
    start_ms, end_ms = find_times(text)
    draft.add(line, speaker, strip_codes(text), start_ms=start_ms, end_ms=end_ms)


FORMAT = Format("talkbank_chat", "CHAT of TalkBank and CLAN (.cha)", (".cha",), likelihood, read)
