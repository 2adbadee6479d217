"""Gong's call transcripts, as its API gives them: monologues of sentences, speakers by id."""

from typing import Any

from coder.errors import TranscriptError
from coder.readers.format import Format
from coder.readers.json.entries import Layout, add_entries, new_draft, no_speech
from coder.readers.json.people import list_names
from coder.readers.json.tree import find_error, find_node, has_entries, objects
from coder.readers.times import MILLISECONDS
from coder.transcript import Transcript

_LAYOUT = Layout(speaker=(), speaker_id=("speakerId",), scale=MILLISECONDS)


def likelihood(tree: Any, source: str) -> float:
    """High for monologues of sentences, and for the API's answer that it has no transcript."""
    if find_node(tree, _is_transcript) or find_node(tree, _is_list_of_calls):
        return 0.95
    return 0.9 if find_node(tree, _is_refusal) or find_node(tree, _is_call_data) else 0.0


def read(tree: Any, source: str) -> Transcript:
    """The conversation, a sentence a unit.

    Raises:
        TranscriptError: the API's answer holds no transcript, or several calls.
    """
    monologues = find_node(tree, _is_transcript)
    if not monologues:
        raise _refuse(tree, source)
    listed = find_node(tree, _is_list_of_calls)
    calls = [call for call in objects(listed["callTranscripts"]) if call.get("transcript")] if listed else []
    if len(calls) > 1:
        raise TranscriptError(
            source,
            expected="one call in a file",
            found=f"{len(calls)} calls",
            next_step="Ask Gong for one call at a time.",
        )
    draft = new_draft(source, FORMAT.name)
    add_entries(draft, _sentences(monologues), _LAYOUT, names=list_names(tree))
    return draft.finish()


def _refuse(tree: Any, source: str) -> TranscriptError:
    if find_node(tree, _is_call_data):
        return no_speech(source, "Gong's data on a call, without its transcript", "Ask Gong for the call's transcript.")
    reason = find_error(tree) or "no transcript of the call"
    return no_speech(source, f'Gong\'s answer "{reason}"', "Wait until Gong has transcribed the call; check its id.")


def _sentences(monologues: list[Any]) -> list[Any]:
    """The sentences with their monologue's speaker; what is no monologue stays, to be noted."""
    sentences: list[Any] = []
    for monologue in monologues:
        if isinstance(monologue, dict) and isinstance(monologue.get("sentences"), list):
            speaker = {"speakerId": monologue.get("speakerId")}
            sentences += [{**item, **speaker} if isinstance(item, dict) else item for item in monologue["sentences"]]
        else:
            sentences.append(None)
    return sentences


def _is_transcript(node: Any) -> bool:
    return has_entries(node, ("speakerId",), ("sentences",))


def _is_list_of_calls(node: Any) -> bool:
    return isinstance(node, dict) and isinstance(node.get("callTranscripts"), list)


def _is_call_data(node: Any) -> bool:
    return isinstance(node, dict) and "metaData" in node and isinstance(node.get("parties"), list)


def _is_refusal(node: Any) -> bool:
    return isinstance(node, dict) and "requestId" in node and isinstance(node.get("errors"), list)


FORMAT = Format("gong", "Gong call transcripts (JSON)", (".json",), likelihood, read, shape="json")
