"""TTML and DFXP captions, with speakers from agents where they are given, else from the text."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from coder.readers.captions.cue_speech import add_cues, add_spoken
from coder.readers.captions.cues import Cue
from coder.readers.captions.ttml_times import Clock, attribute, find_clock, find_offset, local_name, read_times
from coder.readers.draft import Draft
from coder.readers.format import Format
from coder.readers.text.cleaning import clean_text
from coder.transcript import UNKNOWN_SPEAKER, Transcript


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text of a caption and the agent, if any, that speaks it; "" for none."""

    text: str
    agent: str


def likelihood(root: Element, source: str) -> float:
    """Sure with a root named ``tt``."""
    return 0.95 if local_name(root.tag) == "tt" else 0.0


def read(root: Element, source: str) -> Transcript:
    """The conversation, a unit for each paragraph and agent."""
    draft = Draft(source, FORMAT.name, place="caption")
    names = _find_agents(root)
    captions = list(_find_captions(root, find_clock(root)))
    if any(piece.agent for _, pieces in captions for piece in pieces):
        add_spoken(draft, [(cue, _join_pieces(pieces, names)) for cue, pieces in captions])
    else:
        add_cues(draft, [replace(cue, lines=_split_lines(pieces)) for cue, pieces in captions])
    return draft.finish()


def _find_captions(root: Element, clock: Clock) -> Iterator[tuple[Cue, list[_Piece]]]:
    """The paragraphs in order, timed, counted from 1."""
    number = 0
    stack = [(child, 0, "") for child in reversed(root) if local_name(child.tag) == "body"]
    while stack:
        element, offset_ms, agent = stack.pop()
        agent = attribute(element, "agent") or agent
        if local_name(element.tag) == "p":
            number += 1
            start_ms, end_ms = read_times(element, clock)
            start_ms, end_ms = (None if time is None else offset_ms + time for time in (start_ms, end_ms))
            yield Cue(number, (), start_ms, end_ms), list(_find_pieces(element, agent))
        else:
            offset_ms += find_offset(element, clock)
            stack.extend((child, offset_ms, agent) for child in reversed(element))


def _find_pieces(paragraph: Element, agent: str) -> Iterator[_Piece]:
    """The text of a paragraph in order; ``<br/>`` is a line end, and spans of single words are parted."""
    stack: list[tuple[Element | str, str]] = [(paragraph, agent)]
    while stack:
        node, agent = stack.pop()
        if isinstance(node, str):
            yield _Piece(node, agent)
            continue
        name, own = local_name(node.tag), attribute(node, "agent") or agent
        if name == "br":
            yield _Piece("\n", agent)
        elif name != "metadata" and not node.tag.partition("}")[0].endswith("#metadata"):
            inner: list[tuple[Element | str, str]] = [(_fold(node.text), own)]
            for child in node:
                inner += [(child, own), (_fold(child.tail), own)]
            if attribute(node, "unit"):
                inner.append((" ", own))
            stack.extend(reversed(inner))


def _fold(text: str | None) -> str:
    """Line ends of the file are blanks; only ``<br/>`` ends a line."""
    return (text or "").replace("\n", " ")


def _split_lines(pieces: list[_Piece]) -> tuple[str, ...]:
    return tuple(map(clean_text, "".join(piece.text for piece in pieces).split("\n")))


def _join_pieces(pieces: list[_Piece], names: dict[str, str]) -> list[tuple[str, str]]:
    """Each agent of a caption and what it says; blanks between two agents belong to the first."""
    parts: list[tuple[str, str]] = []
    for piece in pieces:
        # An attribute may name several agents; the first is taken.
        key = (piece.agent.split() or [""])[0]
        speaker = names.get(key, key) or UNKNOWN_SPEAKER
        if parts and (parts[-1][0] == speaker or not piece.text.strip()):
            parts[-1] = (parts[-1][0], parts[-1][1] + piece.text)
        elif piece.text.strip():
            parts.append((speaker, piece.text))
    return parts or [(UNKNOWN_SPEAKER, "")]


def _find_agents(root: Element) -> dict[str, str]:
    """The names of agents by their id; an agent without a name is called by its id."""
    agents = {}
    for element in root.iter():
        if local_name(element.tag) == "agent" and (key := attribute(element, "id")):
            named = [clean_text(child.text or "") for child in element if local_name(child.tag) == "name"]
            agents[key] = next((name for name in named if name), key)
    return agents


FORMAT = Format("ttml", "TTML and DFXP captions (.ttml, .dfxp)", (".ttml", ".dfxp", ".xml"), likelihood, read, "xml")
