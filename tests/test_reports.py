"""Reviews as JSON, CSV, HTML, Markdown and text: the documented form, and nothing that a transcript can inject."""

import csv
import io
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from coder import code_call, render_report
from coder.codebook import load_codebook
from coder.measures import DEFINITIONS, measure_call
from coder.model_folder import Model
from coder.reports import KINDS, SUFFIX
from coder.reports.terminal import WIDTH
from coder.reports.wording import DASH, who_coded
from coder.review import Review, RoleProposal
from tests.builders import build_review, one_word_each, talk

HOSTILE_NAME = "<script>alert(1)</script>"
HOSTILE_TEXT = (
    '</td><img src="https://evil.example/x.png" onerror="alert(2)"> & [click](javascript:alert(3)) | `x` *b* #h'
)


def long_call() -> Review:
    manager = ["open_question"] * 12 + ["direct"] * 10 + ["reflect"] * 6 + ["argue"] * 4 + ["social"] * 3
    return build_review(
        *one_word_each("Ana", "manager", *manager), *one_word_each("Ben", "rep", *["inform"] * 40), ms_per_word=500
    )


def five_speakers() -> Review:
    rows = [("Ana", "manager"), ("Ben", "rep"), ("Cyd", "rep"), ("Dan", "guest"), ("Eve", "rep")]
    return build_review(*((name, role, "inform", "We wait.") for name, role in rows), ms_per_word=100)  # type: ignore[arg-type]


ODD_CALLS = {
    "one utterance": build_review(("Ana", "manager", "social", "Hi.")),
    "one speaker": build_review(*one_word_each("Ana", "rep", "inform", "social"), roles_from="proposed"),
    "no manager": build_review(("Ana", "rep", "inform", "Hi."), ("Ben", "rep", "inform", "Hi.")),
    "five speakers": five_speakers(),
    "long": long_call(),
    "hostile": build_review((HOSTILE_NAME, "manager", "direct", HOSTILE_TEXT), ("=1+1", "rep", "social", "@SUM(A1)")),
    "any script": build_review(("李娜", "manager", "inform", "お世話になります"), ("محمد", "rep", "inform", "نعم.")),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ODD_CALLS)
def test_every_kind_takes_every_call(name: str, kind: str) -> None:
    text = render_report(ODD_CALLS[name], kind)
    assert text.endswith("\n")
    assert text.encode("utf-8")
    assert "None" not in text and "nan" not in text.lower().split()


def test_every_kind_has_a_suffix_and_others_are_refused() -> None:
    assert set(SUFFIX) == set(KINDS)
    with pytest.raises(KeyError):
        render_report(long_call(), "pdf")


@pytest.mark.parametrize("kind", ["text", "md", "html"])
def test_what_people_read_says_that_a_machine_coded_it(kind: str) -> None:
    assert who_coded(long_call()) in " ".join(render_report(long_call(), kind).split())


# JSON


def as_json(review: Review) -> dict[str, Any]:
    return json.loads(render_report(review, "json"))


NUMBER_OR_NONE = (int, float, type(None))
MEASURE_FORM = {
    "value": NUMBER_OR_NONE,
    "numerator": int,
    "denominator": (int, type(None)),
    "unit": str,
    "low": NUMBER_OR_NONE,
    "high": NUMBER_OR_NONE,
    "reason": (str, type(None)),
    "turn": (int, type(None)),
    "utterances": (list, tuple),
    "reviewed": int,
    "corrected": bool,
}
FORM = {
    "format": int,
    "call": str,
    "source": str,
    "source_format": str,
    "model": dict,
    "roles_from": str,
    "manager_proposal": (dict, type(None)),
    "speakers": list,
    "utterances": list,
    "measures": dict,
    "rep_measures": dict,
    "moments": list,
    "suggestion": (dict, type(None)),
    "lenses": list,
    "questions_by_value": dict,
    "uncounted_tags": list,
    "talk_share_if_misnamed": dict,
    "damage": list,
    "same_people": list,
    "joined": dict,
    "skipped": list,
}
SPEAKER_FORM = {"name": str, "role": str, "words": int, "speech_ms": (int, type(None))}
UTTERANCE_FORM = {
    "index": int,
    "turn": int,
    "speaker": str,
    "role": str,
    "text": str,
    "start_ms": (int, type(None)),
    "end_ms": (int, type(None)),
    "code": str,
    "mode": str,
    "confidence": float,
    "probabilities": dict,
    "lenses": list,
    "signals": list,
    "decided_by": str,
    "possible": list,
}


def assert_form(data: dict[str, Any], form: dict[str, Any]) -> None:
    assert list(data) == list(form)
    for key, kinds in form.items():
        assert isinstance(data[key], kinds), key
        assert kinds is bool or not isinstance(data[key], bool), key


@pytest.mark.parametrize("name", ODD_CALLS)
def test_json_has_the_documented_form_and_types(name: str) -> None:
    data = as_json(ODD_CALLS[name])
    assert_form(data, FORM)
    assert_form(data["model"], {"name": str, "version": str})
    for speaker in data["speakers"]:
        assert_form(speaker, SPEAKER_FORM)
    for utterance in data["utterances"]:
        assert_form(utterance, UTTERANCE_FORM)
        assert list(utterance["probabilities"]) == list(load_codebook().code_ids)
    for side in ("measures", "rep_measures"):
        wanted = [each.id for each in DEFINITIONS if each.both_sides or side == "measures"]
        assert list(data[side]) == wanted
        for measure in data[side].values():
            assert_form(measure, MEASURE_FORM)


def test_json_holds_the_reviews_own_values() -> None:
    review = long_call()
    data = as_json(review)
    assert (data["format"], data["call"], data["roles_from"]) == (1, "monday", "named")
    assert [u["text"] for u in data["utterances"]] == [u.text for u in review.utterances]
    assert data["measures"]["questions_to_directives"]["value"] == 12 / 10
    assert data["measures"]["talk_share"]["numerator"] == 35 * 500
    assert data["rep_measures"]["talk_share"]["numerator"] == 40 * 500
    assert data["speakers"][0] == {"name": "Ana", "role": "manager", "words": 35, "speech_ms": 17500}


def test_json_keeps_text_as_it_is() -> None:
    text = render_report(ODD_CALLS["any script"], "json")
    assert "お世話になります" in text
    assert as_json(ODD_CALLS["hostile"])["utterances"][0]["text"] == HOSTILE_TEXT


def test_json_of_a_machine_coded_call(model: Model) -> None:
    review = code_call(talk(("Ana", "How did it go?"), ("Ben", "They went quiet.")), model)
    data = as_json(review)
    assert_form(data["manager_proposal"], {"manager": str, "probability": float, "grounds": list, "candidates": list})
    for utterance in data["utterances"]:
        assert sum(utterance["probabilities"].values()) == pytest.approx(1, abs=1e-3)
        assert utterance["confidence"] == utterance["probabilities"][utterance["code"]]
        assert (utterance["lenses"], utterance["signals"], utterance["decided_by"]) == ([], [], "model")


# CSV


def rows_of(review: Review) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render_report(review, "csv"), newline="")))


@pytest.mark.parametrize("name", ODD_CALLS)
def test_csv_has_a_row_for_each_utterance(name: str) -> None:
    review = ODD_CALLS[name]
    rows = rows_of(review)
    assert [int(row["index"]) for row in rows] == [u.index for u in review.utterances]
    assert [(row["code"], row["mode"], row["role"]) for row in rows] == [
        (u.code, u.mode, u.role) for u in review.utterances
    ]


def test_csv_leaves_unknown_times_empty() -> None:
    assert rows_of(build_review(("Ana", "manager", "social", "Hi.")))[0]["start_ms"] == ""
    assert rows_of(long_call())[1]["start_ms"] == "500"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_cells_never_begin_a_formula(start: str) -> None:
    hostile = f'{start}HYPERLINK("https://evil.example")'
    review = build_review((hostile, "manager", "inform", hostile), call=hostile)
    cells = [cell for row in csv.reader(io.StringIO(render_report(review, "csv"), newline="")) for cell in row]
    assert sum("HYPERLINK" in cell for cell in cells) == 3
    assert not [cell for cell in cells if cell.startswith(start)]


def test_csv_keeps_quotes_commas_and_lines() -> None:
    text = 'He said "no", then\nleft.'
    assert rows_of(build_review(("Ana", "manager", "inform", text)))[0]["text"] == text


# HTML


class Tags(HTMLParser):
    """Collects tags, attributes and visible text."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text: list[str] = []
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.mark.parametrize("name", ODD_CALLS)
def test_html_loads_nothing_and_runs_nothing(name: str) -> None:
    document = Tags(render_report(ODD_CALLS[name], "html"))
    assert not {"script", "img", "link", "iframe", "object", "form", "base"} & set(document.tags)
    assert not [key for key, _ in document.attributes if key.startswith("on") or key == "src"]
    links = [value for key, value in document.attributes if key == "href"]
    assert all(value and value.startswith("#u") for value in links)
    policy = next(value for key, value in document.attributes if key == "content" and value and "default-src" in value)
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy
    assert "url(" not in render_report(ODD_CALLS[name], "html")


def test_html_shows_hostile_words_as_words() -> None:
    document = Tags(render_report(ODD_CALLS["hostile"], "html"))
    assert HOSTILE_TEXT in document.text
    assert HOSTILE_NAME in document.text


def test_html_escapes_call_and_source() -> None:
    review = build_review(("Ana", "manager", "social", "Hi."), call=HOSTILE_NAME, source=HOSTILE_NAME)
    page = render_report(review, "html")
    assert HOSTILE_NAME not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 3


def test_html_names_every_mode_in_words() -> None:
    page = render_report(long_call(), "html")
    for utterance in long_call().utterances:
        mode = next(mode.name for mode in load_codebook().modes if mode.id == utterance.mode)
        assert f"{mode} · " in page


# Markdown


def test_markdown_escapes_whatever_could_be_markup() -> None:
    text = render_report(ODD_CALLS["hostile"], "md")
    unescaped = re.sub(r"\\.", "", text.split("## Transcript")[1])
    assert not re.search(r"[<>`\[\]*]|#(?!\d)", unescaped)
    assert HOSTILE_NAME not in text and HOSTILE_TEXT not in text


def test_markdown_tables_keep_their_columns() -> None:
    text = render_report(ODD_CALLS["hostile"], "md")
    rows = [re.sub(r"\\.", "", line) for line in text.splitlines() if line.startswith("|")]
    assert {row.count("|") for row in rows} == {6, 9}
    review = build_review(("Ana", "manager", "inform", "one\ntwo | three\r\n# four"))
    body = render_report(review, "md").split("## Transcript")[1]
    assert len([line for line in body.splitlines() if line]) == 3


# Text


def test_text_has_the_figures() -> None:
    text = render_report(long_call(), "text")
    assert re.search(r"Talk share +47 % +\(0:17 of 0:37\) +53 % +\(0:20 of 0:37\)", text)
    assert re.search(r"Questions to directives +1\.20 +0\.\d+–\d\.\d+ +\(12 to 10\)", text)
    assert re.search(r"Ask-and-listen index +56 % +\d+–\d+ % +\(18 of 32\)", text)
    assert re.search(r"Longest stretch +0:17 +0:20", text)
    assert re.search(r"Tell +31 % .*\(10 of 32\)", text)
    assert "Open questions, manager (5 surest of 12)" in text


@pytest.mark.parametrize("kind", ["text", "md", "html"])
def test_undefined_is_a_dash_with_its_reason(kind: str) -> None:
    review = ODD_CALLS["one utterance"]
    text = render_report(review, kind)
    assert DASH in text
    reasons = {measure.reason for measure in measure_call(review).values() if measure.reason}
    assert reasons
    for reason in reasons:
        assert reason in text
    assert not re.search(r"\b0 %|\b0\.00\b", text)


def test_a_proposed_manager_is_told_with_how_sure_and_what_to_do() -> None:
    proposal = RoleProposal(
        "Ana", 0.976, ("opens the call", "asks more of the questions"), (("Ana", 0.976), ("Ben", 0.024))
    )
    review = build_review(
        *one_word_each("Ana", "manager", "social"),
        ("Ben", "rep", "social", "Hi."),
        roles_from="proposed",
        proposal=proposal,
    )
    text = render_report(review, "text")
    assert "Ana, proposed, 97 % sure: opens the call, asks more of the questions" in text
    assert "--manager" in text


@pytest.mark.parametrize("kind", ["text", "md", "html"])
@pytest.mark.parametrize(
    ("probability", "told"), [(0.91, "not sure; probably Ana, 91 % sure"), (0.92, "Ana, proposed, 92 % sure")]
)
def test_an_unsure_proposal_is_worded_as_not_clear(kind: str, probability: float, told: str) -> None:
    proposal = RoleProposal("Ana", probability, (), (("Ana", probability), ("Ben", 1 - probability)))
    rows = (*one_word_each("Ana", "manager", "social"), ("Ben", "rep", "social", "Hi."))
    review = build_review(*rows, roles_from="proposed", proposal=proposal)
    assert f"Manager: {told}." in render_report(review, kind)


def test_words_without_spaces_are_cut_not_dropped() -> None:
    name, text = "conference-room-four-berlin-office", "どう思いますか" * 12
    shown = render_report(build_review((name, "manager", "open_question", text), ("B", "rep", "inform", "x")), "text")
    assert "どう思いますか" in shown
    assert re.search(r"^ +conference", shown, re.MULTILINE)


def test_text_fits_its_width() -> None:
    rows = [("Ana", "manager", "inform", "word " * 200), ("Ben", "rep", "inform", "word " * 200)] * 40
    lines = render_report(build_review(*rows), "text").splitlines()  # type: ignore[arg-type]
    assert max(map(len, lines)) <= WIDTH
