"""CHAT of TalkBank and CLAN (CHAT manual of 2024), a file a call, with codes on ``%cod`` lines.

The main line has the words as CHAT wants them, ``%flo`` the exact text; ``%cod`` the codes, each after a dollar sign.
``%xfst`` and ``%xsec`` hold the first and second coder's where they stand apart, ``%xtur`` turn numbers that are no
mere count, ``%xtim`` a time without its other end. Roles are CHAT's Leader, Member and Guest.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from coder.examples import LabelledCall, LabelledUtterance
from coder.exchange.assembling import Entry, collect_calls
from coder.exchange.chat_head import list_head, read_head
from coder.exchange.coders import AGREED, FIRST, SECOND, split_codings
from coder.exchange.files import list_files, name_files, read_text, write_new
from coder.exchange.form import Imported, join_imports
from coder.readers.research.chat_codes import find_times, strip_codes

_TIER_OF = {FIRST: "%xfst", SECOND: "%xsec"}
_READ = ("%flo", "%cod", "%xfst", "%xsec", "%xtur", "%xtim")
_LINE = re.compile(r"(?P<tier>[*%@][^\s:*]{1,30}):?(?:\s+(?P<text>.*))?", re.DOTALL)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

_Group = tuple[str, str, dict[str, str]]


def write_chat(calls: Sequence[LabelledCall], path: Path) -> None:
    """Write a folder with a .cha file a call.

    Raises:
        OutputError: the place is taken, or cannot be written.
    """
    for name, call in zip(name_files(calls), calls, strict=True):
        write_new(path / f"{name}.cha", "\n".join(_lines(call)) + "\n")


def read_chat(path: Path, manager: str | None = None) -> Imported:
    """The call in a .cha file, or the calls in a folder of them.

    Raises:
        ExamplesError: nobody says anything, roles are missing, or codes are none of the codebook.
    """
    return join_imports(_read_file(file, manager) for file in list_files(path, ".cha"))


def _lines(call: LabelledCall) -> Iterator[str]:
    codes = {}
    yield from list_head(call, codes)
    codings = split_codings(call)
    main = next(iter(codings))
    counted = -1
    for at, u in enumerate(call.utterances):
        counted += at == 0 or u.speaker != call.utterances[at - 1].speaker
        yield f"*{codes[u.speaker, u.role]}:\t{_compose_main(u)}"
        yield f"%flo:\t{u.text}"
        for coder, coding in codings.items():
            if coding[at]:
                yield f"{'%cod' if coder == main else _TIER_OF[coder]}:\t" + " ".join(f"${one}" for one in coding[at])
        if u.turn != counted:
            yield f"%xtur:\t{u.turn}"
        if (u.start_ms is None) != (u.end_ms is None):
            yield "%xtim:\t" + " ".join("-" if ms is None else str(ms) for ms in (u.start_ms, u.end_ms))
    yield "@End"


def _compose_main(utterance: LabelledUtterance) -> str:
    last = utterance.text.rstrip("\"'”’)] ")[-1:]
    words = " ".join(_WORD.findall(utterance.text)) or "0"
    times = (utterance.start_ms, utterance.end_ms)
    mark = "" if None in times else f" \x15{times[0]}_{times[1]}\x15"
    return f"{words} {last if last and last in '.?!' else '.'}{mark}"


def _read_file(path: Path, manager: str | None) -> Imported:
    left_out: list[str] = []
    lines = list(_join_lines(read_text(path)))
    head = read_head(lines)
    about = {"call": head.call or path.stem, "author": head.author, "codes_only": head.codes_only}
    spoken = _group(path, lines, left_out)
    settled = any(_TIER_OF[FIRST] in tiers for _, _, tiers in spoken)
    coders = {AGREED if settled else FIRST: "%cod", **({FIRST: "%xfst"} if settled else {})}
    coders |= {SECOND: "%xsec"} if any("%xsec" in tiers for _, _, tiers in spoken) else {}
    counted, entries, before = -1, [], None
    for where, code, tiers in spoken:
        speaker, role = head.speakers.get(code, (code, None))
        counted += speaker != before
        before = speaker
        row = {**about, "speaker": speaker, "role": role, **_read_tiers(tiers, counted)}
        labels = {coder: _read_codes(tiers.get(tier, "")) for coder, tier in coders.items()}
        entries.append(Entry(where, {**row, "index": len(entries)}, labels))
    return collect_calls(entries, path.stem, manager=manager, left_out=left_out)


def _read_tiers(tiers: Mapping[str, str], counted: int) -> dict[str, Any]:
    start_ms, end_ms = find_times(tiers["*"])
    if times := re.fullmatch(r"(\d{1,9}|-) (\d{1,9}|-)", tiers.get("%xtim", "")):
        start_ms, end_ms = (None if ms == "-" else int(ms) for ms in times.groups())
    turn = tiers.get("%xtur", "")
    return {
        "text": tiers.get("%flo") or strip_codes(tiers["*"]),
        "turn": int(turn) if turn.isdecimal() and len(turn) <= 9 else counted,
        "start_ms": start_ms,
        "end_ms": end_ms,
    }


def _read_codes(text: str) -> list[str]:
    return [token.removeprefix("$") for token in text.split()]


def _join_lines(text: str) -> Iterator[tuple[int, str, str]]:
    """Number, tier and text of each line, with the ones below it that open with a blank."""
    number, parts = 1, []
    for at, line in enumerate([*text.replace("\r\n", "\n").split("\n"), "@"], start=1):
        if line[:1] in ("\t", " ") and parts:
            parts.append(line.strip())
            continue
        if match := _LINE.fullmatch(" ".join(parts)):
            yield number, match["tier"], (match["text"] or "").strip()
        number, parts = at, [line]


def _group(path: Path, lines: Sequence[tuple[int, str, str]], left_out: list[str]) -> list[_Group]:
    """Each main line with words: its place, the speaker's code, and its text with that of the lines below, by tier."""
    groups: list[_Group] = []
    unread: dict[str, None] = {}
    for number, tier, text in lines:
        if tier.startswith("*"):
            groups.append((f"{path} line {number}", tier[1:], {"*": text}))
        elif tier.startswith("%") and groups:
            groups[-1][2][tier] = text
            if tier not in _READ:
                unread[tier] = None
    if unread:
        left_out.append(f"{path.name}: the lines {', '.join(unread)}")
    spoken = [group for group in groups if group[2].get("%flo") or any(map(str.isalnum, strip_codes(group[2]["*"])))]
    if n_silent := len(groups) - len(spoken):
        left_out.append(f"{path.name}: {n_silent} main lines without words")
    return spoken
