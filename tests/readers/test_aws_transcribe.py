from json_reading import notes, read, said, units

from coder.transcript import UNKNOWN_SPEAKER


def item(text, start=None, **more):
    times = {} if start is None else {"start_time": f"{start}", "end_time": f"{round(start + 0.3, 2)}"}
    kind = "punctuation" if start is None else "pronunciation"
    return {"type": kind, "alternatives": [{"confidence": "0.9", "content": text}], **times, **more}


ITEMS = [item("So", 0.5), item(","), item("Ben", 1.0), item("?"), item("Yes", 2.0), item(".")]


def segment(label, *starts, end):
    items = [{"start_time": f"{start}", "speaker_label": label} for start in starts]
    return {"speaker_label": label, "start_time": f"{starts[0]}", "end_time": f"{end}", "items": items}


def answer(**results):
    return {"jobName": "x", "results": {"transcripts": [{"transcript": "So, Ben? Yes."}], **results}}


def test_segments_get_their_words_and_marks_are_glued():
    segments = [segment("spk_0", 0.5, 1.0, end=1.4), segment("spk_1", 2.0, end=2.4), segment("spk_0", 3.0, end=3.1)]
    transcript = read(answer(items=ITEMS, speaker_labels={"segments": segments}))
    assert transcript.format == "aws_transcribe"
    assert units(transcript) == [("spk_0", "So, Ben?", 500, 1400), ("spk_1", "Yes.", 2000, 2400)]
    assert notes(transcript) == [("entry 3", "no text")]


def test_words_that_no_segment_lists_go_by_time():
    segments = [{**segment("spk_0", 0.5, end=1.4), "items": []}, {**segment("spk_1", 2.0, end=2.4), "items": []}]
    assert said(read(answer(items=ITEMS, speaker_labels={"segments": segments}))) == [
        ("spk_0", "So, Ben?"),
        ("spk_1", "Yes."),
    ]


def test_labels_on_the_items():
    items = [{**entry, "speaker_label": "spk_1" if at > 3 else "spk_0"} for at, entry in enumerate(ITEMS)]
    assert said(read(answer(items=items))) == [("spk_0", "So, Ben?"), ("spk_1", "Yes.")]


def test_channels():
    channels = [{"channel_label": "ch_0", "items": ITEMS[:4]}, {"channel_label": "ch_1", "items": [item("Hi", 1.9)]}]
    transcript = read(answer(items=ITEMS, channel_labels={"channels": channels}))
    assert said(transcript) == [("ch_0", "So, Ben?"), ("ch_1", "Hi")]


def test_without_labels_all_is_by_one_unknown_speaker():
    assert units(read(answer(items=ITEMS))) == [(UNKNOWN_SPEAKER, "So, Ben? Yes.", 500, 2300)]


def test_audio_segments_alone():
    segments = [{"id": 0, "transcript": "Hi.", "start_time": "0.5", "end_time": "1.0", "speaker_label": "spk_0"}]
    assert units(read(answer(audio_segments=segments))) == [("spk_0", "Hi.", 500, 1000)]


def test_japanese_words_stand_without_spaces():
    items = [item("\u4eca\u65e5", 0.5), item("\u306f", 1.0), item("\u3002")]
    assert said(read(answer(items=items))) == [(UNKNOWN_SPEAKER, "\u4eca\u65e5\u306f\u3002")]


def test_a_pause_after_a_mark_ends_a_unit_of_a_channel():
    def say(text, start):
        return {
            "type": "pronunciation",
            "start_time": str(start),
            "end_time": str(start + 0.2),
            "alternatives": [{"content": text}],
        }

    mark = {"type": "punctuation", "alternatives": [{"content": "."}]}
    channels = [
        {"channel_label": "ch_0", "items": [say("So", 0), mark, say("Right", 4), mark]},
        {"channel_label": "ch_1", "items": [say("Yes", 1), mark]},
    ]
    items = [item for channel in channels for item in channel["items"]]
    tree = {"results": {"transcripts": [{"transcript": "x"}], "channel_labels": {"channels": channels}, "items": items}}
    assert said(read(tree)) == [("ch_0", "So."), ("ch_1", "Yes."), ("ch_0", "Right.")]
