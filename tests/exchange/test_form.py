"""Texts as a form can hold them."""

import pytest

from coder.exchange.form import keep_line, keep_unicode, keep_xml


@pytest.mark.parametrize(
    ("text", "unicode", "xml", "line"),
    [
        ("a\r\nb\rc\nd\te", "a\r\nb\rc\nd\te", "a\nb\nc\nd\te", "a b c d e"),
        ("\x00a\x0b\ufeff\ufffe", "\x00a\x0b\ufeff\ufffe", "\ufffda\ufffd\ufffd\ufffd", "\ufffda\ufffd\ufffd\ufffd"),
        ("\ud83d x \ude00", "\ufffd x \ufffd", "\ufffd x \ufffd", "\ufffd x \ufffd"),
        (" 😀\u00a0é\u2028 ", " 😀\u00a0é\u2028 ", " 😀\u00a0é\u2028 ", "😀 é"),
    ],
)
def test_what_is_kept(text: str, unicode: str, xml: str, line: str) -> None:
    assert (keep_unicode(text), keep_xml(text), keep_line(text)) == (unicode, xml, line)
