"""Trees that hold several calls side by side, each a transcript of its own: all but one taken out."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from coder.readers.calls import choose_call
from coder.readers.json.lists import PlacedList
from coder.readers.json.tree import dig
from coder.readers.json.values import label_of
from coder.readers.tables.columns import CALL, normalize_header

_MAX_NODES = 500
_LOOKED_AT = 5
_MAX_CALLS = 10_000
_TITLES = ("title", "name", "call_name", "callName", "meeting_title", "meetingTitle", "topic", "subject", "file_name")
_IDS = ("callId", "call_id", "meetingId", "meeting_id", "id", "transcript_id", "transcriptId", "conversation_id")
_IDS += ("conversationId", "dialogue_id", "dialog_id", "session_id", "uuid", "request_id", "metadata.request_id")
_IN = ("", "metaData.", "metadata.", "meta.", "call.", "meeting.")
_CALL_KEYS = (frozenset(CALL) | {"dialog_id", "dialogue_id", "episode_id", "call_sid", "conv_id"}) - {"root"}
# What a list is called that holds a conversation from its beginning to its end.
_WHOLE = frozenset(("conversation", "conversations", "dialogue", "dialogues", "dialog", "dialogs", "transcript"))
_WHOLE |= {"turns", "utterances", "messages"}
_CALLS = frozenset(("call", "calls", "meeting", "meetings", "conversation", "conversations", "dialogue", "dialogues"))
_CALLS |= {"dialog", "dialogs", "session", "sessions", "recording", "recordings", "transcripts", "episode", "episodes"}
_Path = tuple[str | int, ...]


def keep_one_call(tree: Any, is_call: Callable[[Any], bool], source: str, wanted: str | None) -> tuple[Any, str | None]:
    """The tree with one call, and its name, where it holds several side by side; else the tree as it is.

    Args:
        is_call: whether a part of the tree is a transcript of its own.
        source: the file's name.
        wanted: the name of a call; ``None`` where the user named none.

    Raises:
        SeveralCallsError: several, and none or an unknown one is wanted.
        TranscriptError: one is wanted, and there are not several.
    """
    path, calls = _find_calls(tree, is_call)
    if len(calls) < 2:
        if wanted is not None:
            choose_call(source, (), wanted, named_by="call")
        return tree, None
    names = name_calls([call for _, call in calls], [key for key, _ in calls])
    chosen = choose_call(source, names, wanted, named_by="call")
    key, call = calls[names.index(chosen)]
    return _replace(tree, path, {key: call} if isinstance(key, str) else [call]), chosen


def name_calls(calls: Sequence[Any], keys: Sequence[str | int]) -> list[str]:
    """A name for each, no two alike: its title, else its id, else its key, or its number from 1."""
    for paths in ([f"{inside}{key}" for key in _TITLES for inside in _IN], [f"{i}{key}" for key in _IDS for i in _IN]):
        names = [next((label for path in paths if (label := label_of(dig(call, path)))), "") for call in calls]
        if all(names) and len(set(names)) == len(names):
            return names
    numbered = [key if isinstance(key, str) else str(number) for number, key in enumerate(keys, 1)]
    return numbered if len(set(numbered)) == len(numbered) else [str(number) for number in range(1, len(keys) + 1)]


def find_call_key(items: Sequence[Any]) -> str | None:
    """The key by which a list's items name their calls; ``None`` if all are of one, or do not say."""
    labels: dict[str, list[str]] = {}
    for item in (item for item in items if isinstance(item, dict)):
        for key, value in item.items():
            if normalize_header(key[:80]) in _CALL_KEYS and (label := label_of(value)):
                labels.setdefault(key, []).append(label)
    several = (key for key, found in labels.items() if len(set(found)) > 1 and 2 * len(found) >= len(items))
    return next(several, None)


def name_owners(lists: Sequence[PlacedList], *, are_anew: bool | None) -> list[str]:
    """The call of each list, by what is around it; "" for all where they are parts of one.

    Args:
        lists: lists at one place, but for positions.
        are_anew: whether the times begin anew in some; ``None`` where times do not tell.
    """
    owners = {id(placed.owner): placed for placed in lists}
    if len(owners) < 2:
        return ["" for _ in lists]
    ids = [_call_id(placed.owner) for placed in lists]
    if all(ids) and len(set(ids)) > 1:
        return ids
    keys = [normalize_header(key[:80]) for key in lists[0].path]
    whole = not _WHOLE.isdisjoint(keys[-1:]) or not _CALLS.isdisjoint(keys[:-1])
    if not are_anew and (not whole or are_anew is False):
        return ["" for _ in lists]
    placed = list(owners.values())
    names = dict(zip(owners, name_calls([one.owner for one in placed], [one.key for one in placed]), strict=True))
    return [names[id(one.owner)] for one in lists]


def _call_id(owner: Any) -> str:
    keys = owner if isinstance(owner, dict) else ()
    return next(
        (label for key in keys if normalize_header(key[:80]) in _CALL_KEYS and (label := label_of(owner[key]))), ""
    )


def _find_calls(tree: Any, is_call: Callable[[Any], bool]) -> tuple[_Path, list[tuple[str | int, Any]]]:
    """Where the outermost list or object stands of which several parts are calls, and these with their keys."""
    queue: deque[tuple[_Path, Any]] = deque([((), tree)])
    seen = 0
    while queue and seen < _MAX_NODES:
        path, node = queue.popleft()
        seen += 1
        children = list(_list_children(node))
        # Two in sight make the rest worth looking at.
        if sum(1 for _, child in children[:_LOOKED_AT] if is_call(child)) > 1:
            return path, [(key, child) for key, child in children[:_MAX_CALLS] if is_call(child)]
        inside = node.items() if isinstance(node, dict) else enumerate(node[:_LOOKED_AT])
        queue.extend(((*path, key), child) for key, child in inside if isinstance(child, dict | list))
    return (), []


def _list_children(node: Any) -> Iterator[tuple[str | int, Any]]:
    """The objects in a list, or in an object that has nothing but objects of one make, by their ids."""
    if isinstance(node, list):
        return ((at, child) for at, child in enumerate(node) if isinstance(child, dict))
    if not isinstance(node, dict) or not all(isinstance(child, dict) for child in node.values()):
        return iter(())
    makes = {frozenset(child) for child in node.values()}
    return iter(node.items() if len(makes) == 1 else ())


def _replace(tree: Any, path: _Path, part: Any) -> Any:
    """A copy of the tree with a part in the place of what stands at the path."""
    if not path:
        return part
    key, *rest = path
    if isinstance(tree, dict):
        return {**tree, key: _replace(tree[key], tuple(rest), part)}
    return [_replace(child, tuple(rest), part) if at == key else child for at, child in enumerate(tree)]
