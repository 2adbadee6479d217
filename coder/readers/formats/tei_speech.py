"""Transcripts of speech in TEI, and in ISO 24624, which is made of it: utterances with speakers and a timeline."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from coder.readers.draft import Draft
from coder.readers.format import Format
from coder.readers.json.words import Word, join_words
from coder.readers.times import MILLISECONDS, SECONDS, parse_time
from coder.transcript import Transcript

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_NO_WORDS = frozenset(("note", "desc", "incident", "kinesic", "vocal", "pause", "gap", "spanGrp", "noteGrp", "fs"))
_WORD, _MARK = "w", "pc"


def likelihood(root: Element, source: str) -> float:
    """High for TEI with utterances."""
    if getattr(root, "tag", None) is None or _bare(root) not in ("TEI", "TEI.2", "teiCorpus"):
        return 0.0
    return 0.95 if any(_bare(element) == "u" for element in root.iter()) else 0.0


def read(root: Element, source: str) -> Transcript:
    """The conversation, an utterance a unit; what is no word is left out."""
    draft = Draft(source, FORMAT.name, place="utterance")
    names, times = _find_names(root), _find_times(root)
    for number, (utterance, block) in enumerate(_list_utterances(root), 1):
        who = (utterance.get("who") or block.get("who") or "").split()[:1]
        speaker = names.get(who[0].lstrip("#"), who[0].lstrip("#")) if who else ""
        start_ms, end_ms = (
            times.get((utterance.get(key) or block.get(key) or "").lstrip("#")) for key in ("start", "end")
        )
        draft.add(number, speaker, _say(utterance), start_ms=start_ms, end_ms=end_ms)
    return draft.finish()


def _list_utterances(root: Element) -> Iterator[tuple[Element, Element]]:
    """The utterances, each with the block in which it stands, or with itself."""
    blocks = {
        child: element
        for element in root.iter()
        if _bare(element) in ("annotationBlock", "annotatedU", "div")
        for child in element
    }
    return ((element, blocks.get(element, element)) for element in root.iter() if _bare(element) == "u")


def _find_names(root: Element) -> dict[str, str]:
    names = {}
    for person in (element for element in root.iter() if _bare(element) in ("person", "participant")):
        inner = (" ".join("".join(one.itertext()).split()) for one in person.iter() if _bare(one) == "persName")
        names[person.get(_ID, "")] = next(filter(None, inner), "") or person.get("n") or person.get(_ID, "")
    return names


def _find_times(root: Element) -> dict[str, int | None]:
    """The moments of the timeline: absolute, or at an interval after another one."""
    times: dict[str, int | None] = {}
    for line in (element for element in root.iter() if _bare(element) == "timeline"):
        scale = MILLISECONDS if line.get("unit") == "ms" else SECONDS
        for moment in (element for element in line if _bare(element) == "when"):
            since = times.get((moment.get("since") or "").lstrip("#"), 0)
            interval = parse_time(moment.get("interval") or "", scale)
            absolute = parse_time(moment.get("absolute") or "", scale) if times else 0
            times[moment.get(_ID, "")] = absolute if interval is None or since is None else since + interval
    return times


def _say(utterance: Element) -> str:
    """The words of an utterance; elements of single words have no spaces between them in some files."""
    words = [inner for inner in utterance.iter() if _bare(inner) in (_WORD, _MARK)]
    if not any(_bare(inner) == _WORD for inner in words):
        return _text_of(utterance)
    return join_words(Word("", _text_of(word).strip(), glued=_bare(word) == _MARK) for word in words)


def _text_of(element: Element) -> str:
    inside = ((("" if _bare(child) in _NO_WORDS else _text_of(child)), child.tail or "") for child in element)
    return (element.text or "") + "".join(text + tail for text, tail in inside)


def _bare(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


FORMAT = Format(
    "tei_speech", "TEI and ISO 24624 transcripts of speech (.xml)", (".xml", ".tei"), likelihood, read, shape="xml"
)
