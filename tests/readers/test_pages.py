from coder.readers import read_bytes
from coder.readers.text.pages import find_page_lines

TURNS = ("Ana: How did it go and", "what did they say?", "Ben: It is high", "but they can live with it.", "Ana: Good.")


def paged(*feet: str) -> str:
    """Pages that break inside turns, each with a header above it and a foot below."""
    one, two, three, four, five = TURNS
    pages = [(one, two, "", three), (four, ""), (five,)]
    shown = [("Deal review - 3 May", "", *page, "", foot) for page, foot in zip(pages, feet, strict=True)]
    return "\n".join(line for page in shown for line in page)


def test_page_numbers_and_running_headers_are_no_speech():
    for feet in (("Page 1 of 3", "Page 2 of 3", "Page 3 of 3"), ("- 1 -", "- 2 -", "- 3 -"), ("1", "2", "3")):
        transcript = read_bytes(paged(*feet).encode(), "call.txt")
        assert [(unit.speaker, unit.text) for unit in transcript.units] == [
            ("Ana", "How did it go and what did they say?"),
            ("Ben", "It is high but they can live with it."),
            ("Ana", "Good."),
        ]
        assert {note.reason for note in transcript.skipped} == {"page number, header or footer"}


def test_headed_turns_go_on_over_pages():
    text = "Ana  0:01\nHow did\nPage 1\nConfidential\nit go?\n\n"
    text += "Ben  0:05\nWell.\nPage 2\nConfidential\n\nAna  0:09\nGood.\n"
    assert [unit.text for unit in read_bytes(text.encode(), "call.txt").units] == ["How did it go?", "Well.", "Good."]


def test_numbers_that_somebody_says_stay():
    transcript = read_bytes(b"Ana: How many?\nBen:\n3\nAna: And of those?\nBen:\n2\n", "call.txt")
    assert [unit.text for unit in transcript.units] == ["How many?", "3", "And of those?", "2"]
    assert find_page_lines(["a", "Page 1", "b"]) == frozenset()
