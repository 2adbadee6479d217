"""What a form of labelled calls is, what came in from one, and what it leaves out."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from coder.examples import LabelledCall, LabelledUtterance

_SURROGATE = re.compile("[\ud800-\udfff]")
_NOT_XML = re.compile("\ufeff|[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACED = "\ufffd"


@dataclass(frozen=True)
class Imported:
    """Labelled calls as another tool had them.

    Attributes:
        calls: sorted by name.
        left_out: what the file has and a labelled call cannot hold, one sentence each; never utterance text.
    """

    calls: tuple[LabelledCall, ...]
    left_out: tuple[str, ...] = ()


def join_imports(imports: Iterable[Imported]) -> Imported:
    """What several files hold, as one."""
    calls, left_out = [], []
    for one in imports:
        calls += one.calls
        left_out += one.left_out
    return Imported(tuple(sorted(calls, key=lambda call: call.name)), tuple(left_out))


Write = Callable[[Sequence[LabelledCall], Path], tuple[str, ...] | None]
Read = Callable[[Path, str | None], Imported]


@dataclass(frozen=True)
class Form:
    """One form.

    Attributes:
        id: what the command line calls it.
        title: the form and its version, for people.
        place: what a path of it is: a "file", or a "folder".
        write: writes calls to a path that is free; may tell what it changed.
        read: reads a path; the second argument names the manager where the file gives no roles, or is ``None``.
        keep_text: a text or name as the form can hold it.
        holds_coders: whether it holds the codes of several coders.
    """

    id: str
    title: str
    place: str
    write: Write
    read: Read
    keep_text: Callable[[str], str]
    holds_coders: bool = True


def keep_unicode(text: str) -> str:
    """The text without halves of surrogate pairs, which no file in UTF-8 can hold."""
    return _SURROGATE.sub(_REPLACED, text)


def keep_xml(text: str) -> str:
    """The text with line feeds alone as line breaks, and without control characters and byte-order marks."""
    return _NOT_XML.sub(_REPLACED, text.replace("\r\n", "\n").replace("\r", "\n"))


def keep_line(text: str) -> str:
    """The text as one line: any white space is a blank."""
    return " ".join(keep_xml(text).split())


def fit_calls(calls: Sequence[LabelledCall], form: Form) -> tuple[LabelledCall, ...]:
    """The calls as the form can hold them."""
    return tuple(_fit_call(call, form) for call in calls)


def list_losses(calls: Sequence[LabelledCall], form: Form) -> tuple[str, ...]:
    """What of the calls the form cannot hold, one sentence each."""
    losses = []
    fitted = fit_calls(calls, form)
    n_coders = sum(1 for call, kept in zip(calls, fitted, strict=True) if _coders(call) != _coders(kept))
    if n_coders:
        losses.append(f"left out: other coders' codes of {n_coders:,} calls, for the form holds one coder's")
    changed = sum(_count_changed(call, kept) for call, kept in zip(calls, fitted, strict=True))
    if changed:
        losses.append(f"replaced: characters that the form cannot hold, in {changed:,} texts or names")
    return tuple(losses)


def _fit_call(call: LabelledCall, form: Form) -> LabelledCall:
    keep = form.keep_text
    utterances = tuple(replace(u, speaker=keep(u.speaker), text=keep(u.text)) for u in call.utterances)
    fitted = replace(call, name=keep(call.name), author=keep(call.author), utterances=utterances)
    return fitted if form.holds_coders else replace(fitted, first=None, second=None, second_tags=None)


def _coders(call: LabelledCall) -> tuple[object, ...]:
    return call.first, call.second, call.second_tags


def _count_changed(call: LabelledCall, kept: LabelledCall) -> int:
    names = {(call.name, kept.name), (call.author, kept.author)}
    pairs = zip(call.utterances, kept.utterances, strict=True)
    texts = [(words(one), words(other)) for one, other in pairs for words in (_text, _speaker)]
    return sum(1 for before, after in (*names, *texts) if before != after)


def _text(utterance: LabelledUtterance) -> str:
    return utterance.text


def _speaker(utterance: LabelledUtterance) -> str:
    return utterance.speaker
