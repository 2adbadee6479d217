"""Bytes to text, whatever wrote them."""

import codecs
import re
import unicodedata

from coder.readers.containers.binary import has_control_bytes

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# In order of preference between equals.
_CODE_PAGES = ["cp1252", "cp1251", "cp1250", "cp1254", "cp1253", "cp1255", "cp1256"]
_CODE_PAGES += ["gb18030", "cp932", "big5", "cp949", "euc_jp", "koi8_r", "mac_roman"]
_SAMPLE_BYTES = 65_536
# A sign inside a word shows that its byte was a letter in another code page.
_SIGN_IN_WORD = re.compile(r"[^\W\d_](?![‘’“”–—…·])[\x80-\u2bff](?<![\w\s])[^\W\d_]|[£¥¦³¹¯´¸][^\W\d_]")
# C1 controls in a decoded text are Windows punctuation that some tool took for Latin-1.
_WINDOWS_PUNCTUATION = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
# \x15 stays, since CHAT files put their times between two of them.
_CONTROLS = {code: None for code in (*range(32), 0x7F) if chr(code) not in "\t\n\x15"}
_CONTROLS |= dict.fromkeys(b"\x0b\x0c\x1c\x1d\x1e\x1f", " ")
# Told at once, since translating a text character by character takes long.
_C1, _CONTROL = (re.compile(f"[{''.join(map(chr, codes))}]") for codes in (_WINDOWS_PUNCTUATION, _CONTROLS))


def decode(data: bytes) -> str:
    """The text: lines end in ``\\n``, no byte-order mark, no NUL or other control character but tab.

    Never fails; bytes that fit no encoding become U+FFFD.

    >>> decode(b"\\xff\\xfeh\\x00i\\x00\\r\\x00\\n\\x00")
    'hi\\n'
    """
    return _normalize(_to_text(data))


def guess_utf16(data: bytes) -> str | None:
    """``utf-16-le`` or ``utf-16-be`` for UTF-16 without a mark; ``None`` for anything else.

    Even text without Latin letters has spaces, digits and line ends, whose NULs stand on one side.
    """
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if len(data) % 2 or max(even, odd) < max(2, len(data) // 50) or 3 * min(even, odd) > max(even, odd):
        return None
    if 4 * max(even, odd) < len(data) and _is_utf8(data.replace(b"\0", b"")):
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return encoding if _is_plausible(text) else None


def has_bom(data: bytes) -> bool:
    """Whether a byte-order mark opens the data."""
    return data.startswith(tuple(bom for bom, _ in _BOMS))


def _to_text(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    if encoding := guess_utf16(data):
        return data.decode(encoding)
    text = data.decode("utf-8", "replace")
    if _is_mostly_utf8(text, data):
        return text
    return data.decode(_guess_code_page(data), "replace")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not has_control_bytes(data)


def _is_mostly_utf8(text: str, data: bytes) -> bool:
    """Whether the text is UTF-8 at most damaged in places, as by a cut: no reason to guess a code page."""
    broken = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    return broken <= 0 or sum(1 for char in text if char > "\x7f") - broken >= 10 * broken


def _guess_code_page(data: bytes) -> str:
    from charset_normalizer import from_bytes  # slow to import, and most files are UTF-8

    lines = [line for line in data.splitlines(keepends=True) if not line.isascii()]
    sample = b"".join(lines)[:_SAMPLE_BYTES]
    matches = list(from_bytes(sample, cp_isolation=_CODE_PAGES))
    if not matches:
        return "cp1252"
    close = [match for match in matches if match.chaos <= matches[0].chaos + 0.05]
    return min(close, key=_misfit).encoding


def _misfit(match) -> tuple[int, float, int]:
    signs = len(_SIGN_IN_WORD.findall(str(match)))
    preference = _CODE_PAGES.index(match.encoding) if match.encoding in _CODE_PAGES else len(_CODE_PAGES)
    return signs, -round(match.coherence, 1), preference


def _is_plausible(text: str) -> bool:
    head = text[:4096]
    odd = sum(1 for char in head if unicodedata.category(char) in ("Cc", "Cn", "Co") and char not in "\t\n\r")
    return odd <= len(head) // 50


def _normalize(text: str) -> str:
    text = text.lstrip("\ufeff")
    if _C1.search(text):
        text = text.translate(_WINDOWS_PUNCTUATION)
    for line_end in ("\r\r\n", "\r\n", "\r"):
        text = text.replace(line_end, "\n")
    if not text.lstrip().startswith(("{", "[")):  # a string of JSON may hold these, and no line end
        text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    return text.translate(_CONTROLS) if _CONTROL.search(text) else text
