from json_reading import notes, read, said, units

CALL = {"call_id": "c", "agent_id": "a", "call_status": "ended", "start_timestamp": 1700000000000}
TURNS = [
    {"role": "agent", "content": "Hi.", "words": [{"word": "Hi.", "start": 0.5, "end": 0.9}]},
    {"role": "user", "content": "Hello."},
]


def test_turns_by_role_in_a_webhook():
    transcript = read({"event": "call_ended", "call": {**CALL, "transcript_object": TURNS, "transcript": "Agent: Hi."}})
    assert transcript.format == "retell"
    assert units(transcript) == [("agent", "Hi.", 500, 900), ("user", "Hello.", None, None)]


def test_calls_of_tools_are_noted():
    tool = {"role": "tool_call_invocation", "name": "look_up", "arguments": "{}"}
    transcript = read({**CALL, "transcript_with_tool_calls": [TURNS[0], tool, TURNS[1]]})
    assert len(transcript.units) == 2
    assert notes(transcript) == [("entry 2", "no speech: a call of a tool, its result, or the like")]


def test_the_string_alone():
    transcript = read({**CALL, "transcript": "Agent: Hi. Ben: no.\nUser: Hello.\n", "transcript_object": []})
    assert said(transcript) == [("Agent", "Hi. Ben: no."), ("User", "Hello.")]
