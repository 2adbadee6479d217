"""The call itself as plain data: lanes and blocks of the timeline, rows of the transcript, the codes explained."""

from collections.abc import Sequence
from itertools import accumulate, groupby
from typing import Any

from coder import CodeChange, Review, format_timecode, load_codebook
from ui.figures import number, percent
from ui.work_view import Work, coded_by, notes_by_utterance, work_view

UNSURE_BELOW = 0.5
MAX_TICKS = 9
# More blocks than this run together on a screen and are binned.
MAX_BLOCKS = 600
BINS = 120
LEAST_FILL = 0.25
MINUTE_MS = 60_000
STEPS_MS = [n * MINUTE_MS for n in (1, 2, 5, 10, 15, 20, 30, 60, 120)]
STEPS_WORDS = [50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000]
ROLE_ORDER = ("manager", "rep", "guest")


def call_view(review: Review, work: Work) -> dict[str, Any]:
    """Timeline and transcript of one review with what people did on it, as JSON-able data."""
    speakers = sorted(review.speakers, key=lambda speaker: ROLE_ORDER.index(speaker.role))
    lane_of = {speaker.name: lane for lane, speaker in enumerate(speakers)}
    spans, axis = _lay_out(review)
    coders, notes = work.coders, notes_by_utterance(work)
    return {
        "id": work.call_id,
        "axis": axis,
        "lanes": [{"name": speaker.name, "role": speaker.role} for speaker in speakers],
        "blocks": _blocks(review, spans, lane_of),
        "rows": [
            _row(each, lane_of[each.speaker])
            | _reviewed(each, coders.get(each.index), work.person)
            | {"notes": notes.get(each.index, [])}
            for each in review.utterances
        ],
        "work": work_view(work),
        **codes_explained(),
    }


def codes_explained() -> dict[str, Any]:
    """Modes and codes of the codebook, by id, as the page explains them."""
    book = load_codebook()
    names = {code.id: code.name for code in book.codes}
    codes = {
        code.id: {
            "name": code.name,
            "mode": code.mode,
            "definition": book.says_of("The speaker", code.definition),
            "examples": list(code.counts),
            "not": [near_miss_text(miss, names) for miss in code.near_misses],
        }
        for code in book.codes
    }
    modes = [{"id": mode.id, "name": mode.name, "definition": mode.definition} for mode in book.modes]
    return {"modes": modes, "codes": codes}


def near_miss_text(near_miss: Any, names: dict[str, str]) -> str:
    """A near miss in one line: what it looks like, and what it is coded as."""
    becomes = (" and " if near_miss.split else " or ").join(names[code] for code in near_miss.becomes)
    looks = f"“{near_miss.example}”" if near_miss.example else near_miss.case
    note = f" ({near_miss.case})" if near_miss.example and near_miss.case else ""
    return f"{looks} → {becomes}{note}"


def _lay_out(review: Review) -> tuple[list[tuple[int, int]], dict[str, Any]]:
    """Where each utterance lies on the axis, and the axis: time where speech is measured in it, else words."""
    timed = all(speaker.speech_ms is not None for speaker in review.speakers)
    return _lay_out_by_time(review) if timed else _lay_out_by_words(review)


def _lay_out_by_time(review: Review) -> tuple[list[tuple[int, int]], dict[str, Any]]:
    """The few utterances without a time stand where the one before them ends."""
    spans: list[tuple[int, int]] = []
    for utterance in review.utterances:
        before = spans[-1][1] if spans else 0
        start = before if utterance.start_ms is None else utterance.start_ms
        spans.append((start, start if utterance.end_ms is None else max(start, utterance.end_ms)))
    end = max([1, *(end for _, end in spans)])
    return spans, {"unit": "time", "end": end, "ticks": _ticks(end, STEPS_MS, format_timecode)}


def _lay_out_by_words(review: Review) -> tuple[list[tuple[int, int]], dict[str, Any]]:
    """Without times the axis is words spoken so far; characters share them out, which holds in any script."""
    words = max(1, sum(speaker.words for speaker in review.speakers))
    ends = list(accumulate(max(1, len(utterance.text)) for utterance in review.utterances))
    marks = [round(end * words / ends[-1]) for end in ends]
    spans = list(zip([0, *marks], marks, strict=False))
    return spans, {"unit": "words", "end": words, "ticks": _ticks(words, STEPS_WORDS, number)}


def _ticks(end: int, steps: list[int], label: Any) -> list[dict[str, Any]]:
    step = next((step for step in steps if end / step <= MAX_TICKS), -(-end // MAX_TICKS))
    return [{"at": at, "label": label(at)} for at in range(0, end, step)]


def _blocks(review: Review, spans: list[tuple[int, int]], lane_of: dict[str, int]) -> list[dict[str, Any]]:
    """Neighbouring utterances of one turn in one mode, as one block."""
    runs = groupby(enumerate(review.utterances), key=lambda pair: (pair[1].turn, pair[1].speaker, pair[1].mode))
    blocks = []
    for (_, speaker, mode), run in runs:
        rows = [at for at, _ in run]
        starts, ends = zip(*(spans[at] for at in rows), strict=True)
        block = {"lane": lane_of[speaker], "mode": mode, "from": min(starts), "to": max(ends)}
        blocks.append({**block, "first": rows[0], "n": len(rows)})
    return blocks if len(blocks) <= MAX_BLOCKS else _binned(review, spans, lane_of)


def _binned(review: Review, spans: Sequence[tuple[int, int]], lane_of: dict[str, int]) -> list[dict[str, Any]]:
    """A long call in equal bins, where blocks would run together: ``fill`` is how much, against the fullest."""
    width = max(1, -(-max(end for _, end in spans) // BINS))
    found: dict[tuple[int, int, str], dict[str, Any]] = {}
    for at, (utterance, (start, end)) in enumerate(zip(review.utterances, spans, strict=True)):
        for place in range(start // width, max(start, end - 1) // width + 1):
            lane, left = lane_of[utterance.speaker], place * width
            new = {"lane": lane, "mode": utterance.mode, "from": left, "to": left + width, "covered": 0, "rows": []}
            bin_ = found.setdefault((place, lane, utterance.mode), new)
            bin_["covered"] += max(0, min(end, left + width) - max(start, left))
            bin_["rows"].append(at)
    fullest = max(1, *(bin_["covered"] for bin_ in found.values()))
    last = max(end for _, end in spans)
    bins = sorted(found.values(), key=lambda bin_: bin_["rows"][0])
    return [_bin_as_block(bin_, fullest, last) for bin_ in bins]


def _bin_as_block(bin_: dict[str, Any], fullest: int, last: int) -> dict[str, Any]:
    block = {name: bin_[name] for name in ("lane", "mode", "from", "rows")}
    extent = {"to": min(bin_["to"], last), "fill": round(max(LEAST_FILL, bin_["covered"] / fullest), 3)}
    return {**block, **extent, "first": bin_["rows"][0], "n": len(bin_["rows"])}


def _row(utterance: Any, lane: int) -> dict[str, Any]:
    by_machine = utterance.decided_by == "model"
    return {
        "index": utterance.index,
        "turn": utterance.turn,
        "lane": lane,
        "time": "" if utterance.start_ms is None else format_timecode(utterance.start_ms),
        "text": utterance.text,
        "code": utterance.code,
        "unsure": by_machine and utterance.confidence < UNSURE_BELOW,
        "sure": round(utterance.confidence, 3),
        "tags": [tag.replace("_", " ") for tag in (*utterance.lenses, *utterance.signals)],
        "possible": [tag.replace("_", " ") for tag in utterance.possible],
    }


def _reviewed(utterance: Any, change: CodeChange | None, person: str) -> dict[str, Any]:
    """Whether a person coded it, whether that can be taken back here, and who chose the code how."""
    by_person = utterance.decided_by == "person"
    decided = _said_by_model(utterance)
    return {
        "reviewed": by_person,
        "given": change is not None,
        "decided": f"{coded_by(change, person)} {decided}" if by_person else decided,
    }


def _said_by_model(utterance: Any) -> str:
    """The model's choice and how sure it was; where that stands, what came next."""
    names = {each.id: each.name for each in load_codebook().codes}
    likely = sorted(((p, code) for code, p in utterance.probabilities.items()), reverse=True)[:2]
    if not likely:
        return ""
    (p, code), *others = likely
    if code != utterance.code:
        return f"The model had said {names[code]}, {percent(p)} sure."
    sure = f"The model is {percent(p)} sure."
    return sure if not others else f"{sure} Next: {names[others[0][1]]}, {percent(others[0][0])}."
