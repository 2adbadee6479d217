from json_reading import read, units


def turn(who, text, start, end):
    return {**who, "Content": text, "BeginOffsetMillis": start, "EndOffsetMillis": end, "Sentiment": "NEUTRAL"}


AGENT, CUSTOMER = {"ParticipantRole": "AGENT"}, {"ParticipantRole": "CUSTOMER"}


def test_turns_keep_their_overlap():
    transcript = read({"Transcript": [turn(AGENT, "Hello?", 0, 2000), turn(CUSTOMER, "Hi.", 1500, 2500)]})
    assert transcript.format == "aws_call_analytics"
    assert units(transcript) == [("AGENT", "Hello?", 0, 2000), ("CUSTOMER", "Hi.", 1500, 2500)]


def test_roles_by_participant():
    people = [{"ParticipantId": "p1", **AGENT}]
    tree = {"Participants": people, "Transcript": [turn({"ParticipantId": "p1"}, "Hello?", 0, 9)]}
    assert read(tree).speakers == ("AGENT",)


def test_live_segments():
    segments = [{"Transcript": turn(AGENT, "Hello?", 0, 9)}, {"Categories": {"MatchedCategories": []}}]
    assert units(read({"Segments": segments})) == [("AGENT", "Hello?", 0, 9)]
