"""Files as the annotation tools themselves write them, and what of them cannot be taken."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from coder.errors import ExamplesError
from coder.exchange import read_calls, write_calls
from tests.exchange.calls import CODEBOOK, MONDAY, PLAIN, SETTLED


def write_json(path: Path, value: Any) -> Path:
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def write_lines(path: Path, *rows: dict[str, Any]) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def codes(path: Path, form: str, **options: Any) -> list[str]:
    (call,) = read_calls(path, form, **options).calls
    return [utterance.code for utterance in call.utterances]


def refusal(path: Path, form: str, **options: Any) -> ExamplesError:
    with pytest.raises(ExamplesError) as caught:
        read_calls(path, form, **options)
    return caught.value


# Label Studio

DIALOGUE = [{"speaker": "Ana", "text": "How did it go?"}, {"speaker": "Ben", "text": "They went quiet."}]


def region(entry: int, kind: str, *labels: str, end: int | None = None) -> dict[str, Any]:
    value = {"start": str(entry), "end": str(entry if end is None else end), "startOffset": 0, "endOffset": 4}
    return {"id": f"r{entry}", "from_name": "x", "to_name": "y", "type": kind, "value": {**value, kind: list(labels)}}


def annotation(by: Any, *results: Any, **fields: Any) -> dict[str, Any]:
    return {"id": 7, "completed_by": by, "result": list(results), "lead_time": 3.2, **fields}


def task(*annotations: Any) -> dict[str, Any]:
    return {"id": 4, "data": {"talk": DIALOGUE}, "annotations": list(annotations), "predictions": []}


def test_label_studio_of_a_project_of_its_own(tmp_path: Path) -> None:
    done = annotation(
        {"id": 3, "email": "ana@example.org"},
        region(0, "paragraphlabels", "open_question"),
        region(0, "choices", "develop"),
        region(1, "paragraphlabels", "inform"),
        region(0, "paragraphlabels", "inform", end=1),
        {"type": "relation", "from_id": "r0", "to_id": "r1"},
    )
    skipped = annotation(5, was_cancelled=True)
    came = read_calls(write_json(tmp_path / "ls.json", [task(done, skipped)]), "label-studio", manager="ana")
    (call,) = came.calls
    assert [(u.speaker, u.role, u.turn, u.code, u.lenses) for u in call.utterances] == [
        ("Ana", "manager", 0, "open_question", ("develop",)),
        ("Ben", "rep", 1, "inform", ()),
    ]
    assert call.name == "ls-1"
    kinds = [line.partition(": ")[2] for line in came.left_out]
    assert kinds == ["a label that is none of one dialogue entry (2 times)", "an annotation that was skipped"]


def test_label_studio_the_second_annotator_is_the_second_coder(tmp_path: Path) -> None:
    coders = [
        annotation(by, region(0, "paragraphlabels", one), region(1, "paragraphlabels", "inform"))
        for by, one in ((9, "open_question"), (2, "clarify"))
    ]
    half = annotation(4, region(0, "paragraphlabels", "steer"))
    path = write_json(tmp_path / "ls.json", [task(*coders, half)])
    came = read_calls(path, "label-studio", manager="Ana")
    assert (came.calls[0].second, came.calls[0].first) == (("clarify", "inform"), None)
    assert came.calls[0].utterances[0].code == "open_question"
    assert came.left_out == ("ls-1: the codes of coder 'annotator 4', one too many",)
    came = read_calls(write_json(tmp_path / "half.json", [task(coders[0], half)]), "label-studio", manager="Ana")
    assert came.calls[0].second is None
    assert came.left_out == ("half-1: the codes of coder 'annotator 4', who did not code every utterance",)


def test_label_studio_offsets_count_as_javascript_does(tmp_path: Path) -> None:
    from dataclasses import replace

    call = replace(PLAIN, utterances=(replace(PLAIN.utterances[0], text="😀 so?"),))
    write_calls((call,), tmp_path / "ls.json", "label-studio")
    (task,) = json.loads((tmp_path / "ls.json").read_text())
    assert {result["value"]["endOffset"] for result in task["annotations"][0]["result"]} == {6}


def test_label_studio_comes_with_its_configuration(tmp_path: Path) -> None:
    from xml.etree import ElementTree

    write_calls((PLAIN,), tmp_path / "ls.json", "label-studio")
    config = ElementTree.parse(tmp_path / "ls.config.xml")
    assert [one.get("value") for one in config.iter("Label")] == list(CODEBOOK.code_ids)
    assert [one.get("value") for one in config.iter("Choice")] == list(CODEBOOK.tag_ids)
    names = {one.get("name") for one in config.iter() if one.get("name")}
    (task,) = json.loads((tmp_path / "ls.json").read_text())
    used = {result[key] for one in task["annotations"] for result in one["result"] for key in ("from_name", "to_name")}
    assert used <= names


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ([region(0, "paragraphlabels", "question")], "codes, lenses and signals of the codebook"),
        ([region(0, "paragraphlabels", "inform"), region(0, "paragraphlabels", "steer")], "one code for an utterance"),
        ([region(2, "paragraphlabels", "inform")], "labels of entries of the dialogue"),
    ],
)
def test_label_studio_refused(tmp_path: Path, results: list[Any], expected: str) -> None:
    path = write_json(tmp_path / "ls.json", [task(annotation(1, *results))])
    assert refusal(path, "label-studio", manager="Ana").expected == expected


def test_what_was_agreed_is_never_taken_for_the_first_coder_s(tmp_path: Path) -> None:
    def whole(by: int, code: str, **fields: Any) -> dict[str, Any]:
        return annotation(by, region(0, "paragraphlabels", code), region(1, "paragraphlabels", "inform"), **fields)

    agreed, second = whole(1, "steer", ground_truth=True), whole(3, "clarify")
    for first, expected in (
        (whole(2, "inspect"), (("inspect", "inform"), ("clarify", "inform"))),
        (annotation(2, region(0, "paragraphlabels", "inspect")), (None, None)),
    ):
        path = write_json(tmp_path / "ls.json", [task(first, agreed, second)])
        came = read_calls(path, "label-studio", manager="Ana")
        (call,) = came.calls
        assert call.utterances[0].code == "steer"
        assert (call.first, call.second) == expected
        assert len(came.left_out) == (2 if expected == (None, None) else 0)


# doccano, Prodigy


def test_doccano_as_exported(tmp_path: Path) -> None:
    about = {"call": "m", "role": "rep", "speaker": "Ben"}
    path = write_lines(
        tmp_path / "admin.jsonl",
        {"id": 12, "text": "They went quiet.", "label": ["inform", "concern"], "Comments": ["hm"], **about},
        {"id": 13, "text": "I'd call.", "label": [], "Comments": [], **about},
    )
    came = read_calls(path, "doccano")
    assert [(u.code, u.signals) for u in came.calls[0].utterances] == [("inform", ("concern",)), ("", ())]
    assert came.left_out == ("admin.jsonl: a line's comments",)
    spans = write_lines(tmp_path / "spans.jsonl", {"text": "So.", "label": [[0, 2, "inform"]], **about})
    assert refusal(spans, "doccano").found == "something else"


def test_prodigy_as_exported(tmp_path: Path) -> None:
    def line(text: str, accept: list[str], answer: str, by: str) -> dict[str, Any]:
        hashes = {"_input_hash": -123, "_task_hash": 456, "_view_id": "choice", "_timestamp": 1_700_000_000}
        about = {"text": text, "speaker": "Ana", "role": "manager", "meta": {"call": "shown only"}}
        return {**about, **hashes, "accept": accept, "answer": answer, "_annotator_id": by, "_session_id": by}

    path = write_lines(
        tmp_path / "db.jsonl",
        line("So?", ["open_question"], "accept", "calls-ana"),
        line("Call.", ["direct"], "accept", "calls-ana"),
        line("So?", ["steer", "learn"], "accept", "calls-ben"),
        line("Call.", ["direct"], "reject", "calls-ben"),
    )
    came = read_calls(path, "prodigy")
    assert codes(path, "prodigy") == ["open_question", "direct"]
    rejected, partial = came.left_out
    assert rejected == "db.jsonl: an utterance that was rejected, taken as uncoded"
    assert partial == "db: the codes of coder 'calls-ben', who did not code every utterance"


def test_one_index_has_one_text_and_one_code_a_coder(tmp_path: Path) -> None:
    row = {"call": "m", "index": 0, "speaker": "Ana", "role": "manager", "text": "So?", "label": ["inform"]}
    twice = write_lines(tmp_path / "twice.jsonl", row, row)
    assert refusal(twice, "doccano").found == "utterance 0 again"
    other = write_lines(tmp_path / "other.jsonl", row, {**row, "text": "Secret words"})
    assert refusal(other, "doccano").expected == "the same words under one index"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"role": "boss"}, "a role of manager, rep, guest"),
        ({"role": None}, "a role"),
        ({"text": " "}, "a text"),
        ({"speaker": 3}, "a speaker"),
        ({"turn": -1}, "turn as a whole number from 0"),
        ({"start_ms": 10**40}, "start_ms as a whole number from 0"),
        ({"index": True}, "index as a whole number from 0"),
        ({"call": ["x"]}, "call as a text"),
        ({"label": "inform"}, "label as a list"),
    ],
)
def test_a_broken_row_is_refused(tmp_path: Path, change: dict[str, Any], expected: str) -> None:
    row = {"call": "m", "index": 0, "speaker": "Ana", "role": "manager", "text": "Secret words", "label": ["inform"]}
    error = refusal(write_lines(tmp_path / "x.jsonl", {**row, **change}), "doccano")
    assert error.expected == expected
    assert "Secret" not in str(error)


def test_the_manager_fills_in_for_roles(tmp_path: Path) -> None:
    rows = [{"speaker": name, "text": "So.", "label": ["inform"]} for name in ("Ana", "Ben", "Ana")]
    path = write_lines(tmp_path / "x.jsonl", *rows)
    (call,) = read_calls(path, "doccano", manager="ANA").calls
    assert [(u.role, u.turn) for u in call.utterances] == [("manager", 0), ("rep", 1), ("manager", 2)]
    error = refusal(path, "doccano", manager="Zed")
    assert (error.expected, error.found) == ("the manager 'Zed' among the speakers", "2 others")
    assert refusal(path, "doccano").next_step.startswith("Say who leads with --manager")


# Potato


def test_potato_tables_and_radio_values(tmp_path: Path) -> None:
    items = [{"id": f"i{at}", "text": "So.", "speaker": "Ana", "role": "manager"} for at in range(3)]
    write_lines(tmp_path / "p" / "data.jsonl", *items)
    header = ["instance_id", "user_id", "code.inform", "code.direct", "tags.learn", "code._spans"]
    with (tmp_path / "p" / "annotations.csv").open("w", newline="") as file:
        csv.writer(file).writerows([header, ["i0", "ana", "1", "", "True", ""], ["i2", "ana", "", "true", "False", ""]])
    (call,) = read_calls(tmp_path / "p", "potato").calls
    assert [(u.code, u.lenses) for u in call.utterances] == [("inform", ("learn",)), ("", ()), ("direct", ())]
    lines = ({"instance_id": "i1", "user_id": "b", "labels": {"code": {"labels": {"judge": True, "inform": False}}}},)
    write_lines(tmp_path / "p" / "annotations.jsonl", *lines)
    assert codes(tmp_path / "p", "potato") == ["", "judge", ""]
    write_lines(tmp_path / "p" / "annotations.jsonl", {"instance_id": "i9", "user_id": "b", "labels": {}})
    assert refusal(tmp_path / "p", "potato").found == "another id"


def test_potato_comes_with_its_configuration(tmp_path: Path) -> None:
    write_calls((SETTLED,), tmp_path / "p", "potato")
    config = json.loads((tmp_path / "p" / "config.yaml").read_text())
    code, tags = config["annotation_schemes"]
    assert (code["annotation_type"], code["labels"]) == ("radio", list(CODEBOOK.code_ids))
    assert (tags["annotation_type"], tags["labels"]) == ("multiselect", list(CODEBOOK.tag_ids))
    lines = [json.loads(line) for line in (tmp_path / "p" / "annotations.jsonl").read_text().splitlines()]
    assert [line["user_id"] for line in lines] == ["agreed"] * 3 + ["first"] * 3 + ["second"] * 3


# ConvoKit


def test_convokit_links_and_index(tmp_path: Path) -> None:
    write_calls((PLAIN, SETTLED), tmp_path / "c", "convokit")
    names = {"utterances.jsonl", "speakers.json", "conversations.json", "corpus.json", "index.json"}
    assert {path.name for path in (tmp_path / "c").iterdir()} == names
    lines = [json.loads(line) for line in (tmp_path / "c" / "utterances.jsonl").read_text().splitlines()]
    known = {line["id"] for line in lines}
    assert len(known) == len(lines) == 6
    for line in lines:
        assert set(line) == {"id", "conversation_id", "text", "speaker", "meta", "reply-to", "timestamp", "vectors"}
        assert line["conversation_id"] in known
        # The root of a conversation is the one utterance that replies to none.
        assert (line["reply-to"] is None) == (line["id"] == line["conversation_id"])
        assert line["reply-to"] is None or line["reply-to"] in known
    speakers = json.loads((tmp_path / "c" / "speakers.json").read_text())
    assert set(speakers) == {line["speaker"] for line in lines}
    index = json.loads((tmp_path / "c" / "index.json").read_text())
    assert index["utterances-index"]["code"] == ["<class 'str'>"]
    assert set(index["utterances-index"]) <= set(lines[0]["meta"])
    assert set(index["conversations-index"]) == {"call", "author", "codes_only"}


def test_convokit_s_files_are_ascii(tmp_path: Path) -> None:
    write_calls((MONDAY,), tmp_path / "c", "convokit")
    assert all(path.read_bytes().isascii() for path in (tmp_path / "c").iterdir())


def test_an_old_corpus(tmp_path: Path) -> None:
    row = {"id": "u1", "root": "u1", "user": "ana", "text": "So?", "meta": {"code": "steer"}, "reply_to": None}
    write_lines(tmp_path / "c" / "utterances.jsonl", row, {**row, "id": "u2", "user": "ben", "reply_to": "u1"})
    write_json(tmp_path / "c" / "speakers.json", {"ana": {"role": "manager"}, "ben": {"role": "rep"}})
    (call,) = read_calls(tmp_path / "c", "convokit").calls
    assert (call.name, [u.role for u in call.utterances]) == ("u1", ["manager", "rep"])


# CSV


def test_a_table_of_one_s_own(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text('speaker,text,code,lenses\nAna,"So, what?",open_question,learn develop\nBen,Quiet.,,\n')
    (call,) = read_calls(path, "csv", manager="Ana").calls
    assert [(u.text, u.code, u.lenses) for u in call.utterances] == [
        ("So, what?", "open_question", ("learn", "develop")),
        ("Quiet.", "", ()),
    ]
    path.write_text("speaker,words,code\n")
    assert refusal(path, "csv").found == "no text"


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    from dataclasses import replace

    texts = ("=1+1", "'=1", "-x", "@x", "''+1", "'quoted'")
    utterances = tuple(replace(PLAIN.utterances[0], text=text, speaker=text) for text in texts)
    write_calls((replace(PLAIN, utterances=utterances),), tmp_path / "x.csv", "csv")
    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert [u.text for u in read_calls(tmp_path / "x.csv", "csv").calls[0].utterances] == list(texts)
