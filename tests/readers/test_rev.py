from coder.readers import read_bytes


def test_heads_without_a_name_carry_on_the_speaker():
    text = (
        "---\ntitle: A: b\nduration: '1:05:46'\n---\n\n## Transcript\n\n"
        "Ana Gil (00:00:00):\nHi.\n\n(00:00:05):\nand so on\n"
        "\nBen (00:01:01):\nNote: no.\n"
    )
    transcript = read_bytes(text.encode(), "call.md")
    assert transcript.format == "rev"
    assert [(unit.speaker, unit.text, unit.start_ms) for unit in transcript.units] == [
        ("Ana Gil", "Hi.", 0),
        ("Ana Gil", "and so on", 5000),
        ("Ben", "Note: no.", 61000),
    ]
    assert [note.where for note in transcript.skipped] == ["line 1", "line 6"]


def test_text_beside_the_head_is_another_format():
    assert read_bytes(b"Ana (0:01): Hi.\nBen (0:02): Yes.\n", "call.txt").format == "name_text"
