"""ELAN's own documents (EAF): tiers of annotations, in times or hung on other annotations."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from coder.readers.draft import Draft
from coder.readers.format import Format
from coder.readers.research.tiers import Span, Tier, add_speech, parse_tier_name
from coder.transcript import Transcript

_ROOT = "ANNOTATION_DOCUMENT"
_MAX_CHAIN = 50
_Times = tuple[int | None, int | None]


def likelihood(root: Element, source: str) -> float:
    """High for the root element that ELAN writes."""
    return 0.95 if getattr(root, "tag", None) == _ROOT else 0.0


def read(root: Element, source: str) -> Transcript:
    """The speech in the tiers of an ELAN document, in order of time.

    Raises:
        TranscriptError: no annotation holds speech.
    """
    draft = Draft(source, FORMAT.name, place="tier")
    add_speech(draft, list(_list_tiers(root)))
    return draft.finish()


def _list_tiers(root: Element) -> Iterator[Tier]:
    elements = root.findall("TIER")
    by_name = {tier.get("TIER_ID", ""): tier for tier in elements}
    times = _find_times(root)
    for number, tier in enumerate(elements, 1):
        name, top = tier.get("TIER_ID", ""), _find_top(tier, by_name)
        # What hangs on Ana's tier is about her speech, whatever the tier itself is called.
        owner = "" if top is tier else parse_tier_name(top.get("TIER_ID", ""))[0]
        yield Tier(
            number,
            name,
            list(_list_spans(tier, number, times)),
            participant=tier.get("PARTICIPANT") or top.get("PARTICIPANT") or owner,
            kind=tier.get("LINGUISTIC_TYPE_REF", ""),
            is_child=top is not tier,
        )


def _find_top(tier: Element, by_name: dict[str, Element]) -> Element:
    for _ in range(_MAX_CHAIN):
        parent = by_name.get(tier.get("PARENT_REF", ""))
        if parent is None:
            break
        tier = parent
    return tier


def _find_times(root: Element) -> dict[str, _Times]:
    """Start and end of each annotation by its id; one that refers to another has the other's times."""
    slots = {slot.get("TIME_SLOT_ID"): _parse_ms(slot.get("TIME_VALUE")) for slot in root.iter("TIME_SLOT")}
    times = {}
    for one in root.iter("ALIGNABLE_ANNOTATION"):
        start, end = slots.get(one.get("TIME_SLOT_REF1")), slots.get(one.get("TIME_SLOT_REF2"))
        times[one.get("ANNOTATION_ID", "")] = (start, end)
    referring = {one.get("ANNOTATION_ID", ""): one.get("ANNOTATION_REF", "") for one in root.iter("REF_ANNOTATION")}
    for name in referring:
        target = name
        for _ in range(_MAX_CHAIN):
            if target not in referring:
                break
            target = referring[target]
        times[name] = times.get(target, (None, None))
    return times


def _parse_ms(value: str | None) -> int | None:
    return int(value) if value and value.isdecimal() and len(value) <= 12 else None


def _list_spans(tier: Element, number: int, times: dict[str, _Times]) -> Iterator[Span]:
    for annotation in tier.iterfind("ANNOTATION/*"):
        start_ms, end_ms = times.get(annotation.get("ANNOTATION_ID", ""), (None, None))
        yield Span(number, annotation.findtext("ANNOTATION_VALUE") or "", start_ms, end_ms)


FORMAT = Format("elan", "ELAN (.eaf)", (".eaf",), likelihood, read, shape="xml")
