"""What may stand before a name and around it."""

import pytest

from coder.readers import read_bytes


def said(text: str, source: str = "call.txt"):
    transcript = read_bytes(text.encode(), source)
    return [(unit.speaker, unit.text) for unit in transcript.units]


TURNS = [("Dana Reyes", "How?"), ("Ben Ode", "Well."), ("Dana Reyes", "So?")]


@pytest.mark.parametrize(
    "shape",
    [
        "{n}. {name}: {text}",
        "{n}) {name}: {text}",
        "{n}  {name}: {text}",
        "> **{name}:** {text}",
        "*{name}:* {text}",
        "_{name}:_ {text}",
        "***{name}:*** {text}",
        "**[00:00:0{n}] {name}:** {text}",
        "**[00:00:0{n}]** **{name}**: {text}",
        "[00:0{n}](https://example.com/?t={n}) **{name}**: {text}",
        "@00:0{n} {name}: {text}",
        "[00:0{n}.00]{name}: {text}",
        "{name} <a@example.com>: {text}",
        "{name} (a@example.com): {text}",
        "<b>{name}</b>: {text}<br>",
    ],
)
def test_numbers_marks_links_and_mails_around_a_name(shape):
    lines = [shape.format(n=n, name=name, text=text) for n, (name, text) in enumerate(TURNS, 1)]
    assert said("\n\n".join(lines), "call.md") == TURNS


def test_bold_labels_with_underscores():
    assert said("**SPEAKER_00:** Hi.\n\n**SPEAKER_01:** Yes.\n\n**SPEAKER_00:** So.", "call.md") == [
        ("SPEAKER_00", "Hi."),
        ("SPEAKER_01", "Yes."),
        ("SPEAKER_00", "So."),
    ]


def test_masked_numbers_are_no_emphasis():
    assert said("1 (800) ***-**34: Hi\nBen: Yes.\n1 (800) ***-**34: So")[0][0] == "1 (800) ***-**34"


def test_numbered_lines_of_a_wrapped_text():
    assert said("1   DANA: How did it\n2   go?\n3   BEN: Well.\n4   DANA: And the\n5   price?\n") == [
        ("DANA", "How did it go?"),
        ("BEN", "Well."),
        ("DANA", "And the price?"),
    ]


def test_indented_lines_go_on():
    text = "DANA:  How did it go and what did they\n       say: no?\n\n"
    text += "BEN:   Well. Also we have to\n       note: the price.\n\nDANA:  So?\n"
    assert said(text) == [
        ("DANA", "How did it go and what did they say: no?"),
        ("BEN", "Well. Also we have to note: the price."),
        ("DANA", "So?"),
    ]


def test_names_alone_on_their_line_are_speakers_though_few():
    text = "Dana Reyes:\nHow did it go?\nTell me.\nBen Ode:\nIt went well.\n\n[00:00:30]\nDana Reyes:\nOK.\n"
    transcript = read_bytes(text.encode(), "call.txt")
    assert transcript.speakers == ("Dana Reyes", "Ben Ode")
    assert transcript.units[-1].start_ms == 30000


def test_most_times_have_a_name_beside_them():
    text = "# An interview\n\n| Field | Value |\n|---|---|\n| Length | 00:01:10 |\n\n**[00:00:00] Ana Gil:** How?\n\n"
    text += "**[00:00:04] Ben:** We lost the boats.\nMost of the nets too.\n\n**[00:01:02]** Rain on the roof.\n"
    transcript = read_bytes(text.encode(), "call.md")
    assert [(unit.speaker, unit.text, unit.start_ms) for unit in transcript.units] == [
        ("Ana Gil", "How?", 0),
        ("Ben", "We lost the boats. Most of the nets too.", 4000),
        ("Ben", "Rain on the roof.", 62000),
    ]


def test_entities_tags_and_escapes_are_read():
    assert said("Ana O&#39;Neil: R&amp;D<br>\n\nBen: Yes\n\nAna O&#39;Neil: So?") == [
        ("Ana O'Neil", "R&D"),
        ("Ben", "Yes"),
        ("Ana O'Neil", "So?"),
    ]
    assert said("**Ana:** Hi\\! 1\\. [see](https://example.com)\n\n**Ben:** Yes\\.\n\n**Ana:** So.", "call.md")[0] == (
        "Ana",
        "Hi! 1. see",
    )


def test_line_separators_part_lines():
    assert said("Ana\u00a0Gil:\u00a0How?\u2028Ben:\u202fWell.\u2029Ana\u00a0Gil:\u3000So?") == [
        ("Ana Gil", "How?"),
        ("Ben", "Well."),
        ("Ana Gil", "So?"),
    ]


def test_codes_of_speakers_in_brackets():
    text = "\n".join(f"[00:0{n}] [{'mp'[n % 2]}1] it went well" for n in range(6))
    assert {speaker for speaker, _ in said(text)} == {"m1", "p1"}


@pytest.mark.parametrize(
    ("shape", "spans"),
    [
        ("2026-05-03T10:02:{n}5Z {name}: {text}", [(0, None), (10000, None), (20000, None)]),
        ("[2026-05-03 10:02:{n}5] {name}: {text}", [(0, None), (10000, None), (20000, None)]),
        ("[{n}.5] {name}: {text}", [(1500, None), (2500, None), (3500, None)]),
        ("[{n}.5 - {n}9] {name}: {text}", [(1500, 19000), (2500, 29000), (3500, 39000)]),
    ],
)
def test_moments_of_a_calendar_and_plain_seconds(shape, spans):
    lines = [shape.format(n=n, name=name, text=text) for n, (name, text) in enumerate(TURNS, 1)]
    transcript = read_bytes("\n".join(lines).encode(), "call.txt")
    assert [(unit.speaker, unit.text) for unit in transcript.units] == TURNS
    assert [(unit.start_ms, unit.end_ms) for unit in transcript.units] == spans


def test_names_in_doubt_of_groups_and_of_several():
    text = "Speaker 1: a\nSpeaker 2?: b\nSpeaker 3 (?): c\nAll: d\nAna and Ben: e\nAna :: f\nTell me: g"
    assert said(text) == [
        ("Speaker 1", "a"),
        ("Speaker 2", "b"),
        ("Speaker 3", "c"),
        ("All", "d"),
        ("Ana and Ben", "e"),
        ("Ana", "f Tell me: g"),
    ]


def test_a_name_beside_a_time_may_be_any():
    text = "Customer: [00:24:55] Okay.\n\nTeam mem. 1: [00:24:58] Thank you.\n\nCustomer: [00:25:02] Yes.\n"
    assert [speaker for speaker, _ in said(text)] == ["Customer", "Team mem. 1", "Customer"]
