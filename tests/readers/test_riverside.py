from coder.readers import read_bytes


def test_decimals_paragraphs_and_hours():
    text = "Ana Gil (00:03.608)\nHi.\n\nand\n\nso on.\n\nRBA (00:14.39)\nYes (12:30).\n\nAna Gil (01:08:57.764)\nBye.\n"
    transcript = read_bytes(text.encode(), "call.txt")
    assert transcript.format == "riverside"
    assert [(unit.speaker, unit.text, unit.start_ms) for unit in transcript.units] == [
        ("Ana Gil", "Hi. and so on.", 3608),
        ("RBA", "Yes (12:30).", 14390),
        ("Ana Gil", "Bye.", 4137764),
    ]
