"""What stands above the first turn and below the last."""

from coder.readers import read_bytes

TALK = "Dana: How did it go?\nBen: Well.\nDana: And the price?\nBen: High.\n"
SAID = ["How did it go?", "Well.", "And the price?", "High."]


def texts(text: str) -> list[str]:
    return [unit.text for unit in read_bytes(text.encode(), "call.txt").units]


def test_lines_of_a_head_that_name_people():
    assert texts("Meeting title: Weekly\nRecorded on: 3 May\nHost: Dana\nPresent: Dana, Ben\n\n" + TALK) == SAID


def test_a_paragraph_of_labels_that_never_come_again_is_a_head():
    assert texts("Deal: Acme renewal\nCustomer: Acme\nRep: Ben\nStage: Four\n\n" + TALK) == SAID


def test_a_first_turn_of_one_who_never_speaks_again():
    assert texts("Operator: Welcome to the call.\n\n" + TALK)[0] == "Welcome to the call."
    assert texts("Operator: Welcome.\n" + TALK)[0] == "Welcome."
    assert texts("Operator: Welcome.\nHost: Thank you.\n\n" + TALK)[:2] == ["Welcome.", "Thank you."]


def test_a_summary_above_the_heading_of_the_transcript():
    head = "Summary\nDana asked Ben.\n\nAction Items\nBen: call Acme\nDana: send the price\n\nTranscript\n"
    assert texts(head + TALK) == SAID


def test_action_items_and_a_summary_below():
    foot = "\nAction Items:\n- Ben: call Acme\n- Dana: send the price\n\n## Summary\nDana asked Ben.\n"
    transcript = read_bytes((TALK + foot).encode(), "call.txt")
    assert [unit.text for unit in transcript.units] == SAID
    assert transcript.skipped[-1].reason == "below the transcript"


def test_what_follows_the_end_of_the_meeting():
    foot = "\nMeeting ended after 00:06:12 👋\n\nThe items to extract: call Acme, send\nthe price.\n"
    assert texts(TALK + foot) == SAID


def test_a_foot_below_headed_turns():
    text = "[00:00] Ana:\nHi there.\n\n[00:04] Ben:\nYes.\n\n====================\nTotal segments: 2 | Word count: 3\n"
    assert texts(text) == ["Hi there.", "Yes."]
    assert texts("Ana  0:01\nHi.\n\nBen  0:04\nYes.\n\nAction items\nBen will call.\n") == ["Hi.", "Yes."]


def test_next_steps_may_be_spoken_of():
    text = "Ana  0:01\nHi.\n\nBen  0:04\nNext steps\nwe call them.\n"
    assert texts(text) == ["Hi.", "Next steps we call them."]


def test_sentences_and_links_of_the_tool():
    foot = "This transcript was exported on Nov 16, 2020 - view latest version here.\n"
    foot += "https://example.com/x\n(Transcribed by Sonix.ai - Remove this message by upgrading your account today!)\n"
    foot += (
        "A call: [this file](https://example.com) was [automatically transcribed by Sonix](https://example.com) well.\n"
    )
    foot += "[END OF TRANSCRIPT]\n"
    assert texts(TALK + foot) == SAID
