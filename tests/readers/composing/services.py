"""JSON of recognisers: words with times, and speakers by number."""

from collections.abc import Callable, Iterator
from typing import Any

from tests.readers.composing.composer import Composer, Units, json_form, number_speakers, split_words


def assemblyai(units: Units) -> dict:
    utterances = [
        {"speaker": unit.speaker, "text": unit.text, "start": unit.start_ms, "end": unit.end_ms} for unit in units
    ]
    return {"acoustic_model": "m", "language_model": "m", "utterances": utterances}


def call_analytics(units: Units) -> dict:
    ids = {name: f"p{number}" for name, number in number_speakers(units).items()}
    turns = [
        {
            "ParticipantId": ids[unit.speaker],
            "Content": unit.text,
            "BeginOffsetMillis": unit.start_ms,
            "EndOffsetMillis": unit.end_ms,
        }
        for unit in units
    ]
    people = [{"ParticipantId": number, "ParticipantRole": name} for name, number in ids.items()]
    return {"Participants": people, "Transcript": turns}


def aws_transcribe(units: Units) -> dict:
    ids = number_speakers(units)
    items = [
        {"type": "pronunciation", "start_time": f"{start}", "end_time": f"{end}", "alternatives": [{"content": word}]}
        for unit in units
        for word, start, end in split_words(unit)
    ]
    segments = [
        {
            "speaker_label": f"spk_{ids[unit.speaker]}",
            "start_time": f"{unit.start_ms / 1000}",
            "end_time": f"{unit.end_ms / 1000}",
            "items": [{"start_time": f"{start}", "end_time": f"{end}"} for _, start, end in split_words(unit)],
        }
        for unit in units
    ]
    return {"results": {"transcripts": [], "items": items, "speaker_labels": {"segments": segments}}}


def aws_streaming(units: Units) -> list:
    ids = number_speakers(units)
    results = [
        {
            "StartTime": unit.start_ms / 1000,
            "EndTime": unit.end_ms / 1000,
            "IsPartial": False,
            "Alternatives": [{"Transcript": unit.text, "Items": [{"Content": "x", "Speaker": f"{ids[unit.speaker]}"}]}],
        }
        for unit in units
    ]
    return [{"Transcript": {"Results": [result]}} for result in results]


def azure_speech(units: Units) -> dict:
    ids = number_speakers(units)
    phrases = [
        {
            "recognitionStatus": "Success",
            "channel": 0,
            "speaker": ids[unit.speaker] + 1,
            "offsetInTicks": unit.start_ms * 10_000,
            "durationInTicks": (unit.end_ms - unit.start_ms) * 10_000,
            "nBest": [{"display": unit.text}],
        }
        for unit in units
    ]
    return {"recognizedPhrases": phrases}


def words(units: Units, make: Callable[[int, str, float, float], dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each word as an object made of its speaker's number, itself and its times."""
    ids = number_speakers(units)
    return (make(ids[unit.speaker], *word) for unit in units for word in split_words(unit))


def deepgram(units: Units) -> dict:
    said = words(units, lambda who, word, start, end: {"word": word, "start": start, "end": end, "speaker": who})
    return {"metadata": {}, "results": {"channels": [{"alternatives": [{"transcript": "", "words": list(said)}]}]}}


def deepgram_utterances(units: Units) -> dict:
    ids = number_speakers(units)
    utterances = [
        {
            "start": unit.start_ms / 1000,
            "end": unit.end_ms / 1000,
            "transcript": unit.text,
            "speaker": ids[unit.speaker],
            "channel": 0,
        }
        for unit in units
    ]
    return {"metadata": {}, "results": {"channels": [{"alternatives": [{}]}], "utterances": utterances}}


def elevenlabs(units: Units) -> dict:
    said = words(
        units,
        lambda who, word, start, end: {
            "text": f"{word} ",
            "type": "word",
            "start": start,
            "end": end,
            "speaker_id": f"speaker_{who}",
        },
    )
    return {"language_code": "eng", "words": list(said)}


def google_stt(units: Units) -> dict:
    said = words(
        units,
        lambda who, word, start, end: {
            "word": word,
            "startTime": f"{start}s",
            "endTime": f"{end}s",
            "speakerTag": who + 1,
        },
    )
    return {"results": [{"alternatives": [{"transcript": "x", "words": list(said)}], "languageCode": "en-us"}]}


def revai(units: Units) -> dict:
    ids = number_speakers(units)
    monologues = [
        {
            "speaker": ids[unit.speaker],
            "elements": [
                part
                for word, start, end in split_words(unit)
                for part in (
                    {"type": "text", "value": word, "ts": start, "end_ts": end},
                    {"type": "punct", "value": " "},
                )
            ],
        }
        for unit in units
    ]
    return {"speakers": [{"id": number, "name": name} for name, number in ids.items()], "monologues": monologues}


def speechmatics(units: Units) -> dict:
    said = words(
        units,
        lambda who, word, start, end: {
            "type": "word",
            "start_time": start,
            "end_time": end,
            "alternatives": [{"content": word, "speaker": f"S{who + 1}"}],
        },
    )
    return {"format": "2.9", "results": list(said)}


def speechmatics_v1(units: Units) -> dict:
    said = words(
        units, lambda who, word, start, end: {"name": word, "time": f"{start:.3f}", "duration": f"{end - start:.3f}"}
    )
    turns = [
        {
            "name": unit.speaker,
            "time": f"{unit.start_ms / 1000:.3f}",
            "duration": f"{(unit.end_ms - unit.start_ms) / 1000:.3f}",
        }
        for unit in units
    ]
    return {"speakers": turns, "words": list(said)}


def watson(units: Units) -> dict:
    ids = number_speakers(units)
    results = [
        {"final": True, "alternatives": [{"transcript": unit.text, "timestamps": [list(w) for w in split_words(unit)]}]}
        for unit in units
    ]
    labels = [
        {"from": start, "to": end, "speaker": ids[unit.speaker]}
        for unit in units
        for _, start, end in split_words(unit)
    ]
    return {"results": results, "speaker_labels": labels}


def whisper(units: Units) -> dict:
    segments = [
        {
            "id": at,
            "start": unit.start_ms / 1000,
            "end": unit.end_ms / 1000,
            "text": f" {unit.text}",
            "avg_logprob": -0.2,
        }
        for at, unit in enumerate(units)
    ]
    return {"text": "", "segments": segments, "language": "en"}


def whisperx(units: Units) -> dict:
    segments = [
        {
            "start": unit.start_ms / 1000,
            "end": unit.end_ms / 1000,
            "text": unit.text,
            "speaker": unit.speaker,
            "words": [
                {"word": word, "start": start, "end": end, "speaker": unit.speaker}
                for word, start, end in split_words(unit)
            ],
        }
        for unit in units
    ]
    return {"segments": segments}


COMPOSERS = (
    Composer("assemblyai", ".json", json_form(assemblyai)),
    Composer("aws_call_analytics", ".json", json_form(call_analytics)),
    Composer("aws_transcribe", ".json", json_form(aws_transcribe), words=True, names="labels"),
    Composer("aws_streaming", ".json", json_form(aws_streaming), names="labels"),
    Composer("azure_speech", ".json", json_form(azure_speech), names="labels"),
    Composer("deepgram", ".json", json_form(deepgram), words=True, names="labels", joins=True),
    Composer("deepgram/utterances", ".json", json_form(deepgram_utterances), names="labels"),
    Composer("elevenlabs", ".json", json_form(elevenlabs), words=True, names="labels", joins=True),
    Composer("google_stt", ".json", json_form(google_stt), words=True, names="labels", joins=True),
    Composer("revai", ".json", json_form(revai), words=True),
    Composer("speechmatics", ".json", json_form(speechmatics), words=True, names="labels", joins=True),
    Composer("speechmatics_v1", ".json", json_form(speechmatics_v1), words=True),
    Composer("watson", ".json", json_form(watson), words=True, names="labels"),
    Composer("whisper", ".json", json_form(whisper), names="none"),
    Composer("whisperx", ".json", json_form(whisperx), words=True),
)
