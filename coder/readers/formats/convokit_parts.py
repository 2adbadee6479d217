"""The files that ConvoKit writes beside utterances.jsonl: known, so that the refusal names the right one."""

from typing import Any, NoReturn

from coder.errors import TranscriptError
from coder.readers.format import Format

_ENTRIES_JUDGED = 20
_INDEXES = ("utterances-index", "speakers-index", "users-index", "conversations-index", "overall-index")


def likelihood(tree: Any, source: str) -> float:
    """High for an index, or for objects of meta data by their ids."""
    if not isinstance(tree, dict) or not tree:
        return 0.0
    if any(name in tree for name in _INDEXES):
        return 0.95
    values = list(tree.values())
    are_parts = all(
        isinstance(value, dict) and "meta" in value and "text" not in value for value in values[:_ENTRIES_JUDGED]
    )
    return 0.9 if are_parts else 0.0


def read(tree: Any, source: str) -> NoReturn:
    """Never a transcript.

    Raises:
        TranscriptError: always.
    """
    raise TranscriptError(
        source,
        expected="the file of a corpus that holds what was said, such as ConvoKit's utterances.jsonl",
        found="data on speakers, conversations or the corpus, without any text",
        next_step="Use utterances.jsonl from the same folder, cut down to one conversation.",
    )


FORMAT = Format(
    "convokit_parts", "ConvoKit's companion files (named, not read)", (".json",), likelihood, read, shape="json"
)
