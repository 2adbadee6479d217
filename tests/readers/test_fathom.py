from coder.readers import read_bytes
from coder.transcript import UNKNOWN_SPEAKER


def test_header_and_remarks_are_noted():
    text = (
        "Weekly - 3 March\nVIEW RECORDING - 55 mins (No highlights):\n\n0:00 - Ana Gil\n  Hi\n"
        "ACTION ITEM: Send it - WATCH: https://example.com\n\n1:24 - Ben (Acme)\n  Yes,\n  we do."
    )
    transcript = read_bytes(text.encode(), "call.txt")
    assert transcript.format == "fathom"
    assert [(unit.speaker, unit.text, unit.start_ms) for unit in transcript.units] == [
        ("Ana Gil", "Hi", 0),
        ("Ben (Acme)", "Yes, we do.", 84000),
    ]
    assert [(note.where, note.reason) for note in transcript.skipped] == [
        ("line 1", "before the first speaker"),
        ("line 2", "sentence of the tool that made the export"),
        ("line 6", "remark that Fathom put in"),
    ]


def test_a_head_without_a_name_is_of_nobody_known():
    text = "A call\n\n@0:00 -\nHi.\n\n@0:23 - **Ana Gil (Acme)**\nYes.\n\n@0:33 -\nAnd so?\n\n@0:40 - **Ben**\nGood.\n"
    transcript = read_bytes(text.encode(), "call.txt")
    assert transcript.format == "fathom"
    assert [(unit.speaker, unit.start_ms) for unit in transcript.units] == [
        (UNKNOWN_SPEAKER, 0),
        ("Ana Gil (Acme)", 23000),
        (UNKNOWN_SPEAKER, 33000),
        ("Ben", 40000),
    ]
