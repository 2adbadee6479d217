"""JSON of meeting and call tools: mostly one list, an object for each thing said."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from coder.transcript import Unit
from tests.readers.composing.captions import zoom
from tests.readers.composing.composer import (
    Composer,
    Units,
    clock,
    json_form,
    number_speakers,
    split_words,
    whole_clock,
)

_START = datetime(2025, 3, 1, 9, tzinfo=UTC)


def moment(ms: int) -> str:
    return (_START + timedelta(milliseconds=ms)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def listed(entry: Callable[[Unit], dict[str, Any]], around: Callable[[list[Any]], Any]) -> Callable[[Units], bytes]:
    return json_form(lambda units: around([entry(unit) for unit in units]))


def seconds(unit: Unit, start: str, end: str) -> dict[str, float]:
    return {start: unit.start_ms / 1000, end: unit.end_ms / 1000}


def gong(units: Units) -> dict:
    ids = {name: f"9{number}" for name, number in number_speakers(units).items()}
    monologues = [
        {
            "speakerId": ids[unit.speaker],
            "topic": None,
            "sentences": [{"start": unit.start_ms, "end": unit.end_ms, "text": unit.text}],
        }
        for unit in units
    ]
    parties = [{"speakerId": number, "name": name} for name, number in ids.items()]
    return {"calls": [{"metaData": {}, "parties": parties}], "callTranscripts": [{"transcript": monologues}]}


def otter_json(units: Units) -> dict:
    ids = number_speakers(units)
    segments = [
        {"transcript": unit.text, "speaker_id": ids[unit.speaker], **seconds(unit, "start_ts", "end_ts")}
        for unit in units
    ]
    return {"speech_segments": segments, "speakers": [{"id": number, "name": name} for name, number in ids.items()]}


def recall(units: Units) -> list:
    return [
        {
            "participant": {"id": number, "name": unit.speaker},
            "words": [
                {"text": word, "start_timestamp": {"relative": start}, "end_timestamp": {"relative": end}}
                for word, start, end in split_words(unit)
            ],
        }
        for number, unit in enumerate(units)
    ]


def retell(units: Units) -> dict:
    ids = number_speakers(units)
    turns = [
        {
            "role": ("agent", "user")[ids[unit.speaker] % 2],
            "content": unit.text,
            "words": [{"word": word, "start": start, "end": end} for word, start, end in split_words(unit)],
        }
        for unit in units
    ]
    return {"call_id": "c", "agent_id": "a", "transcript_object": turns}


def vapi(units: Units) -> dict:
    ids = number_speakers(units)
    messages = [
        {
            "role": ("bot", "user")[ids[unit.speaker] % 2],
            "message": unit.text,
            "secondsFromStart": unit.start_ms / 1000,
            "duration": unit.end_ms - unit.start_ms,
        }
        for unit in units
    ]
    return {"messages": messages}


def webex(unit: Unit) -> dict:
    times = {"offsetMillisecond": unit.start_ms, "durationMillisecond": unit.end_ms - unit.start_ms}
    return {"id": "x", "text": unit.text, "personName": unit.speaker, **times}


COMPOSERS = (
    Composer("gong", ".json", json_form(gong)),
    Composer("otter_json", ".json", json_form(otter_json)),
    Composer("recall", ".json", json_form(recall), words=True),
    Composer("retell", ".json", json_form(retell), names="labels", people=2),
    Composer("vapi", ".json", json_form(vapi), names="labels", people=2),
    Composer("webex", ".json", listed(webex, lambda items: {"items": items})),
    Composer(
        "fathom_json",
        ".json",
        listed(
            lambda u: {"speaker": {"display_name": u.speaker}, "text": u.text, "timestamp": whole_clock(u.start_ms)},
            lambda items: {"transcript": items},
        ),
        starts=1000,
        ends=0,
    ),
    Composer(
        "fireflies",
        ".json",
        listed(
            lambda u: {"speaker_name": u.speaker, "text": u.text, **seconds(u, "start_time", "end_time")},
            lambda items: {"data": {"transcript": {"title": "x", "sentences": items}}},
        ),
    ),
    Composer(
        "grain",
        ".json",
        listed(
            lambda u: {
                "participant_id": "p",
                "speaker": u.speaker,
                "start": u.start_ms,
                "end": u.end_ms,
                "text": u.text,
            },
            lambda items: items,
        ),
    ),
    Composer(
        "meetgeek",
        ".json",
        listed(
            lambda u: {"transcript": u.text, "timestamp": moment(u.start_ms), "speaker": u.speaker},
            lambda items: {"start_time": moment(0), "sentences": items},
        ),
        ends=0,
    ),
    Composer(
        "read_ai",
        ".json",
        listed(
            lambda u: {
                "start_time": moment(u.start_ms),
                "end_time": moment(u.end_ms),
                "speaker": {"name": u.speaker},
                "words": u.text,
            },
            lambda items: {"start_time": moment(0), "transcript": {"speaker_blocks": items}},
        ),
    ),
    Composer(
        "teams_json",
        ".json",
        listed(
            lambda u: {
                "text": u.text,
                "speakerDisplayName": u.speaker,
                "startOffset": clock(u.start_ms) + "0000",
                "endOffset": clock(u.end_ms) + "0000",
            },
            lambda items: {"entries": items},
        ),
    ),
    Composer(
        "tldv",
        ".json",
        listed(
            lambda u: {"speaker": u.speaker, "text": u.text, **seconds(u, "startTime", "endTime")},
            lambda items: {"meetingId": "m", "data": items},
        ),
    ),
    Composer(
        "vexa",
        ".json",
        listed(
            lambda u: {"speaker": u.speaker, "text": u.text, **seconds(u, "start", "end")},
            lambda items: {"native_meeting_id": "m", "segments": items},
        ),
    ),
    Composer("text_in_json", ".json", json_form(lambda units: {"transcript": zoom(units)})),
    Composer(
        "generic_json",
        ".json",
        listed(
            lambda u: {"who": u.speaker, "said": u.text, **seconds(u, "begin", "stop")}, lambda items: {"rows": items}
        ),
    ),
)
