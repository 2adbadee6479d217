"""Which objects of a list are no speech: prompts, calls of tools, interim results, and events of other kinds."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any

from coder.readers.json.tree import dig, flatten
from coder.readers.json.values import label_of
from coder.readers.tables.columns import normalize_header

_SILENT_ROLES = frozenset(
    ("system", "developer", "tool", "function", "tool_call", "tool_calls", "tool_call_invocation", "tool_call_result")
)
_FINAL = frozenset(("is_final", "final", "end_of_turn", "turn_is_formatted"))
_INTERIM = frozenset(("is_partial", "partial", "is_interim", "interim"))
_KINDS = frozenset(("type", "event", "message_type", "message", "kind", "event_type"))
_SPOKEN = frozenset(("transcript", "transcription", "speech", "utterance", "segment", "sentence", "paragraph", "turn"))
_SPOKEN |= {"monologue", "caption", "word", "entity", "punctuation", "punct", "pronunciation", "text", "spoken"}
_CHAT = frozenset(("chat", "chat_message", "chatMessage"))
_JUDGED = 300
_LONGEST_KIND = 40


def make_skip(items: Sequence[Any]) -> Callable[[dict[str, Any]], str | None]:
    """Says why an object of the list is left out; ``None`` for one that is read.

    Interim results are left out only where others of the list are final, and events of other kinds
    only where others are called speech.
    """
    fields = _list_fields(items)
    finals, interims = (
        [path for path in fields if _bare(path) in names and any(_is(dig(item, path), settled) for item in items)]
        for names, settled in ((_FINAL, True), (_INTERIM, False))
    )
    kinds = [path for path in fields if _bare(path) in _KINDS]
    spoken = [path for path in kinds if any(_kind(item, path) in _SPOKEN for item in items)]
    partial = [path for path in kinds if any(_kind(item, path) and not _is_partial(item, path) for item in items)]

    def skip(item: dict[str, Any]) -> str | None:
        if label_of(item.get("role")) in _SILENT_ROLES:
            return "no speech: a prompt, or a call of a tool"
        if any(_is(dig(item, path), False) for path in finals) or any(_is(dig(item, path), True) for path in interims):
            return "an interim result"
        if any(_is_partial(item, path) for path in partial):
            return "an interim result"
        if not is_chat(item) and any(_kind(item, path) not in (*_SPOKEN, "") for path in spoken):
            return "an event that is no speech"
        return None

    return skip


def is_chat(item: Any) -> bool:
    """Whether an object is a typed message."""
    return isinstance(item, dict) and label_of(item.get("type")) in _CHAT


def _list_fields(items: Iterable[Any]) -> list[str]:
    named = _FINAL | _INTERIM | _KINDS
    first = (item for item in islice(items, _JUDGED) if isinstance(item, dict))
    return list(dict.fromkeys(path for item in first for path, _ in flatten(item) if _bare(path) in named))


def _bare(path: str) -> str:
    return normalize_header(path.rpartition(".")[2][:80])


def _is(value: Any, settled: bool) -> bool:
    return value is settled or (isinstance(value, str) and value.casefold() == str(settled).casefold())


def _kind(item: Any, path: str) -> str:
    """What an object says it is: one word; "" where it says a sentence, as messages do."""
    kind = dig(item, path)
    return normalize_header(kind) if isinstance(kind, str) and len(kind) < _LONGEST_KIND and " " not in kind else ""


def _is_partial(item: Any, path: str) -> bool:
    kind = _kind(item, path)
    return "partial" in kind or "interim" in kind
