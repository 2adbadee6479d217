import codecs

import pytest

from coder.readers import read_bytes
from coder.readers.containers.decoding import decode

TEXT = "Zoë: Grüße – “naïve” 你好, так.\nBen: Ja.\n"


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
    ],
)
def test_unicode_with_and_without_a_mark(bom, encoding):
    assert decode(bom + TEXT.encode(encoding)) == TEXT
    assert read_bytes(bom + TEXT.encode(encoding), "call.txt").speakers == ("Zoë", "Ben")


def test_utf16_without_latin_letters_or_a_mark():
    for text in ("张三：你好，我们开始吧。\n李四：好的 5\n", "Иван: Здравствуйте, как дела?\nОльга: Да.\n"):
        assert decode(text.encode("utf-16-be")) == text
        assert len(read_bytes(text.encode("utf-16-le"), "call.txt").speakers) == 2


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Jürgen Müller: Schöne Grüße, wie läuft’s?\nZoë: “Gut” – danke…\n"),
        ("cp1252", "Anna: It’s not going to close.\nBen: I don’t think so either, it’s stuck with legal.\n"),
        ("cp1252", "Ana: ¿Qué pasó con el niño? Señor, mañana.\nLuis: Sí, está aquí también, ¡claro!\n"),
        ("cp1250", "Łukasz: Świetnie, zacznijmy więc. Przygotowałem umowę, którą wyślę później.\n"),
        ("cp1251", "Иван: Здравствуйте, как дела?\nОльга: Всё хорошо, спасибо. Давайте начнём.\n"),
        ("gb18030", "张三：你好，我们开始吧。\n李四：好的，客户还没有回复。\n"),
        ("cp932", "田中：おはようございます。始めましょう。\n鈴木：はい、お願いします。\n"),
        ("cp949", "김철수: 안녕하세요, 시작할까요?\n이영희: 네, 좋습니다. 고객이 아직 답이 없어요.\n"),
    ],
)
def test_code_pages(encoding, text):
    assert decode(text.encode(encoding)) == text


def test_one_broken_byte_does_not_turn_utf8_into_a_code_page():
    data = ("Zoë: Schöne Grüße an Jürgen. " * 5).encode()
    assert decode(data[:-1] + b"\xc3").startswith("Zoë: Schöne Grüße")


def test_line_ends():
    assert decode(b"a\r\nb\rc\nd\r\r\ne") == "a\nb\nc\nd\ne"


def test_control_characters_are_dropped_and_page_breaks_part_words():
    assert decode(b"a\x00b\x07c\td\x0ce\x7f") == "abc\td e"
    assert decode("it\x92s\x85".encode()) == "it’s…"


def test_every_byte_string_decodes():
    for data in (b"", b"\xff", b"\xfe\xff\xd8", b"\xff\xfe\x00\x00\xff", bytes(range(256)), b"\x00" * 7):
        assert isinstance(decode(data), str)
