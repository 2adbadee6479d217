"""The text of an RTF document: groups, code pages and Unicode escapes; no pictures, headers or footers."""

import codecs
import re
from dataclasses import dataclass, replace

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)
_UNREAD_WORDS = (
    "author buptim category colorschememapping colortbl comment company creatim datafield datastore do doccomm docvar "
    "factoidname falt filetbl fldinst fontemb fontfile fonttbl footer footerf footerl footerr footnote formfield "
    "generator header headerf headerl headerr hlinkbase info keycode keywords latentstyles listoverridetable "
    "listtable listtext manager mathpr nonesttables nonshppict objdata operator panose pgdsctbl pict pntext printim "
    "private revtbl revtim rsidtbl stylesheet subject template themedata title txe userprops wgrffmtfilter xe "
    "xmlnstbl"
)
_UNREAD = frozenset(_UNREAD_WORDS.split())
_SPECIAL = {"par": "\n", "line": "\n", "sect": "\n", "page": "\n", "row": "\n", "tab": "\t", "cell": "\t"}
_SPECIAL |= {"emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“"}
_SPECIAL |= {"rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " "}
_SYMBOLS = {b"~": "\u00a0", b"_": "-", b"\n": "\n", b"\r": "\n", b"{": "{", b"}": "}", b"\\": "\\"}
# Windows' numbers of character sets, as fonts name them.
_CHARSETS = {0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253"}
_CHARSETS |= {162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874"}
_CHARSETS |= {238: "cp1250"}


@dataclass(frozen=True, slots=True)
class _State:
    """What holds in a group: whether its text is read, bytes after a Unicode escape, and the font's code page."""

    is_read: bool = True
    n_fallback: int = 1
    page: str = ""


def show_rtf(data: bytes) -> str:
    """The document's text; broken RTF gives what can be read of it.

    >>> show_rtf(b"{\\\\rtf1\\\\ansi Ana: Caf\\\\'e9\\\\par Ben: \\\\u8211?}")
    'Ana: Café\\nBen: –'
    """
    return _Reader(data).read()


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._shown: list[str] = []
        self._bytes = bytearray()
        self._page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._to_skip = 0

    def read(self) -> str:
        state, outer, at = _State(), [], 0
        while match := _TOKEN.match(self._data, at):
            at = match.end()
            word, number, escape, symbol, brace, text = match.groups()
            if brace == b"{":
                outer.append(state)
                self._to_skip = 0
            elif brace:
                self._flush(state)
                state, self._to_skip = outer.pop() if outer else state, 0
            elif word:
                value = int(number) if number else None
                at += max(0, value or 0) if word == b"bin" else 0
                state = self._follow(word.decode("ascii"), value, state)
            elif symbol == b"*":
                state = replace(state, is_read=False)
            elif symbol:
                self._show(_SYMBOLS.get(symbol, ""), state)
            elif escape or text:
                self._take(bytes.fromhex(escape.decode()) if escape else text, state)
        self._flush(state)
        return "".join(self._shown).encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def _follow(self, word: str, value: int | None, state: _State) -> _State:
        if word == "u" and value is not None:
            self._show(chr(value % 65_536), state)
            self._to_skip = state.n_fallback
        elif word in _SPECIAL:
            self._show(_SPECIAL[word], state)
        elif word == "uc" and value is not None:
            return replace(state, n_fallback=max(0, min(value, 8)))
        elif word == "ansicpg" and value is not None:
            self._page = _known_page(f"cp{value}") or self._page
        elif word == "fcharset" and value is not None:
            self._fonts[self._font] = _CHARSETS.get(value, "")
        elif word == "f" and value is not None:
            self._flush(state)
            self._font = value
            return replace(state, page=self._fonts.get(value, ""))
        elif word in _UNREAD:
            return replace(state, is_read=False)
        return state

    def _take(self, data: bytes, state: _State) -> None:
        skipped = min(self._to_skip, len(data))
        self._to_skip -= skipped
        if state.is_read:
            self._bytes += data[skipped:]

    def _show(self, text: str, state: _State) -> None:
        self._flush(state)
        if state.is_read:
            self._shown.append(text)

    def _flush(self, state: _State) -> None:
        if self._bytes:
            self._shown.append(self._bytes.decode(state.page or self._page, "replace"))
            self._bytes.clear()


def _known_page(page: str) -> str | None:
    try:
        codecs.lookup(page)
    except LookupError:
        return "utf-8" if page == "cp65001" else None
    return page
