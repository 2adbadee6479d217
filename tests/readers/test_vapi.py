from json_reading import notes, read, said, units


def test_messages_prompts_are_noted():
    messages = [
        {"role": "system", "message": "You are kind.", "secondsFromStart": 0},
        {"role": "bot", "message": "Hi.", "time": 1700000000500, "endTime": 1700000001500, "secondsFromStart": 0.5},
        {"role": "user", "message": "Hello.", "time": 1700000002000, "duration": 700, "secondsFromStart": 2},
        {"role": "tool_calls", "toolCalls": []},
    ]
    transcript = read({"message": {"type": "end-of-call-report", "artifact": {"messages": messages}}})
    assert transcript.format == "vapi"
    assert units(transcript)[0] == ("bot", "Hi.", 500, 1500)
    assert units(transcript)[1] == ("user", "Hello.", 2000, 2700)
    assert [where for where, _ in notes(transcript)] == ["entry 1", "entry 4"]


def test_the_string_alone():
    tree = {"artifact": {"transcript": "AI: How can I help? User: With this: a bill.", "messages": []}}
    assert said(read(tree)) == [("AI", "How can I help?"), ("User", "With this: a bill.")]
