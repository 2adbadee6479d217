"""One file, several calls: which of them is meant."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from coder.errors import SeveralCallsError, TranscriptError
from coder.readers.draft import Draft
from coder.readers.text.cleaning import clean_name

_MAX_LISTED = 12
_LONGEST_SHOWN = 40
_Item = TypeVar("_Item")


def keep_call(
    draft: Draft,
    items: Sequence[_Item],
    *,
    name: Callable[[_Item], str],
    place: Callable[[_Item], int],
    wanted: str | None,
    named_by: str,
) -> list[_Item]:
    """The items of the one call that is read; how many belong to others is noted.

    Args:
        name: an item's call; "" where it names none.
        place: where the file has the item, for the note.
        wanted: the call's name; ``None`` where the user named none.
        named_by: what a file is split by.

    Raises:
        SeveralCallsError: several, and none or an unknown one is wanted. Read as one, their turns and talk
            shares would mean nothing.
        TranscriptError: one is wanted, and the file names none.
    """
    named = [clean_name(name(item)) for item in items]
    chosen = choose_call(draft.source, named, wanted, named_by=named_by)
    if len(set(named) - {""}) < 2:
        return list(items)
    draft.call = chosen
    others = [item for item, call in zip(items, named, strict=True) if call != chosen]
    draft.leave_out(place(others[0]), f"{len(others):,} of other calls, from here on")
    return [item for item, call in zip(items, named, strict=True) if call == chosen]


def choose_call(source: str, calls: Iterable[str], wanted: str | None, *, named_by: str) -> str | None:
    """The name of the call that is read; ``None`` where nothing names it.

    Raises:
        SeveralCallsError: several, and none or an unknown one is wanted.
        TranscriptError: one is wanted, and there are no names.
    """
    names = tuple(dict.fromkeys(name for call in calls if (name := clean_name(call))))
    if wanted is None and len(names) < 2:
        return next(iter(names), None)
    if wanted is not None and (found := _match(clean_name(wanted), names)):
        return found
    if not names:
        raise refuse_name(source)
    unknown = "" if wanted is None else ", none of them of that name"
    raise SeveralCallsError(
        source,
        calls=names,
        expected="one call in a file" if wanted is None else "the name of a call in the file",
        found=f"{count_calls(len(names))}{unknown}: {_list(names)}",
        next_step=f"Name the one to read (--call NAME), or split the file into one for each {named_by}.",
    )


def refuse_name(source: str) -> TranscriptError:
    """The refusal of a name for a call, where the file names none."""
    return TranscriptError(
        source,
        expected="a file that holds several calls, of which one is named",
        found="one call, which the file does not name",
        next_step="Leave the name of the call out.",
    )


def count_calls(n_calls: int) -> str:
    """How many calls there are, in words.

    >>> count_calls(1), count_calls(12)
    ('1 call', '12 calls')
    """
    return f"{n_calls:,} call{'' if n_calls == 1 else 's'}"


def _match(wanted: str, names: Sequence[str]) -> str | None:
    """The name itself, or the only one that differs in case alone."""
    if wanted in names:
        return wanted
    alike = [name for name in names if name.casefold() == wanted.casefold()]
    return alike[0] if len(alike) == 1 else None


def _list(names: Sequence[str]) -> str:
    shown = ", ".join(f'"{name[:_LONGEST_SHOWN]}"' for name in names[:_MAX_LISTED])
    return shown + (f" and {len(names) - _MAX_LISTED:,} more" if len(names) > _MAX_LISTED else "")
