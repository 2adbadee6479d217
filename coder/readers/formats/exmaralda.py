"""EXMARaLDA's basic transcriptions (EXB): tiers of events on a common timeline."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from coder.readers.draft import Draft
from coder.readers.format import Format
from coder.readers.research.tiers import Span
from coder.readers.text.cleaning import clean_name
from coder.readers.times import parse_time
from coder.transcript import Transcript

_ROOT = "basic-transcription"
_REMARK = re.compile(r"\(\([^()]{0,80}\)\)")  # pauses and sounds: ((0,4s)), ((laughs))
_SPEECH = "t"  # "d" is description, "a" annotation


def likelihood(root: Element, source: str) -> float:
    """High for its root element."""
    return 0.95 if getattr(root, "tag", None) == _ROOT else 0.0


def read(root: Element, source: str) -> Transcript:
    """The speech of all speakers in order of time: events that follow without a gap are one unit.

    Raises:
        TranscriptError: no tier holds speech.
    """
    draft = Draft(source, FORMAT.name, place="tier")
    names = {one.get("id", ""): _name(one) for one in root.iter("speaker")}
    order = {one.get("id", ""): at for at, one in enumerate(root.iter("tli"))}
    times = {one.get("id", ""): parse_time(one.get("time")) for one in root.iter("tli")}
    spoken: list[tuple[int, Span, str]] = []
    for number, tier in enumerate(root.iter("tier"), 1):
        label = clean_name(tier.get("display-name") or tier.get("id", ""))[:40]
        if tier.get("type") != _SPEECH:
            draft.leave_out(number, f'tier "{label}": describes or annotates speech')
            continue
        speaker = names.get(tier.get("speaker", "")) or tier.get("speaker") or label
        spoken += [(order.get(first, 0), span, speaker) for first, span in _chain(tier, number, times)]
    for _, span, speaker in sorted(spoken, key=lambda entry: entry[0]):
        draft.add(span.place, speaker, _REMARK.sub(" ", span.text), start_ms=span.start_ms, end_ms=span.end_ms)
    return draft.finish()


def _name(speaker: Element) -> str:
    """The name among what a user has put down on a speaker, else the abbreviation."""
    stated = (one.text or "" for one in speaker.iter("ud-information") if one.get("attribute-name") == "Name")
    return next(filter(None, map(str.strip, stated)), "") or (speaker.findtext("abbreviation") or "").strip()


def _chain(tier: Element, number: int, times: dict[str, int | None]) -> Iterator[tuple[str, Span]]:
    """The chains of events of which each begins where the one before ends, with the first one's place in time."""
    first, last, text = "", "", ""
    for event in tier.iter("event"):
        start, end = event.get("start", ""), event.get("end", "")
        if text and start != last:
            yield first, Span(number, text, times.get(first), times.get(last))
            text = ""
        first = first if text else start
        last, text = end, text + "".join(event.itertext())
    if text:
        yield first, Span(number, text, times.get(first), times.get(last))


FORMAT = Format("exmaralda", "EXMARaLDA (.exb)", (".exb",), likelihood, read, shape="xml")
