"""What the page says, checked without a page."""

import json
from dataclasses import replace

import pytest

from coder import CodeChange, Measure, Note, analyse, correct_codes, measure_call
from coder.reports import wording
from coder.review import Review, RoleProposal
from coder.transcript import UNKNOWN_SPEAKER, Skipped
from ui.call_view import BINS, call_view, codes_explained
from ui.codebook_view import codebook_view
from ui.figures import DASH, percent
from ui.lead import lead_note
from ui.view import side_label, side_title, summary_view
from ui.work_view import Work


def summarise(review: Review) -> dict:
    return summary_view(analyse(review))


def figures_in(summary: dict) -> list[dict]:
    return [*summary["headlines"], *(figure for group in summary["groups"] for figure in group["figures"])]


def sides_of(summary: dict, measure_id: str) -> list[dict]:
    return next(figure for figure in figures_in(summary) if figure["id"] == measure_id)["sides"]


def test_views_are_plain_data(one_to_one):
    json.dumps([summarise(one_to_one), call_view(one_to_one, Work()), codebook_view()])


def test_every_figure_has_its_count(one_to_one):
    summary = summarise(one_to_one)
    manager, rep = sides_of(summary, "questions_to_directives")
    assert (manager["value"], manager["count"]) == ("1.50", "12 open ÷ 8 directives")
    assert rep["value"] == DASH and rep["reason"]
    assert sides_of(summary, "ask_and_listen_index")[0]["count"] == "16 of 38"
    assert sides_of(summary, "talk_share")[0]["count"] == "2:00 of 4:00 spoken"
    assert sides_of(summary, "open_share_of_questions")[0]["count"] == "12 open of 12 questions"
    assert sides_of(summary, "reflections_to_questions")[0]["count"] == "4 reflections ÷ 12 questions"


def test_other_questions_are_counted_apart(one_to_one):
    assert summarise(one_to_one)["apart"][0] == "clarify 0 · inspect 0 · steer 0"


def test_mode_mix_says_what_it_leaves_out(one_to_one):
    row = summarise(one_to_one)["modes"]["rows"][0]
    assert [part["mode"] for part in row["parts"]] == ["tell", "pitch", "persuade", "listen"]
    assert (row["of"], row["left_out"]) == ("of 38 utterances", "2 other left out")


def test_undefined_is_a_dash_with_a_reason_never_zero(make_review):
    review = make_review([("Ada", "inform", "Hello.")], {"Ada": "manager"}, proposal=None)
    summary = summarise(review)
    for measure_id in ("talk_share", "questions_to_directives", "ask_and_listen_index", "open_share_of_questions"):
        for side in sides_of(summary, measure_id):
            assert side["value"] == DASH
            assert side["reason"] or summary["missing"]


def test_a_reason_that_figures_share_is_said_once(make_review):
    lines = [("M", "inform", "Hi."), ("A", "inform", "Hi.")] * 5
    summary = summarise(make_review(lines, {"M": "manager", "A": "rep"}))
    assert summary["missing"]["head"] == "Too short"
    assert [line.partition(":")[0] for line in summary["missing"]["lines"]] == ["Manager", "Rep"]
    assert json.dumps(summary, ensure_ascii=False).lower().count("too short") == 1


def test_nothing_is_missing_from_a_full_call(make_review):
    lines = [("M", code, "Hi.") for code in ("open_question", "direct", "reflect") for _ in range(15)]
    lines += [("A", code, "Hi.") for code in ("open_question", "direct", "reflect") for _ in range(15)]
    assert summarise(make_review(lines, {"M": "manager", "A": "rep"}))["missing"] is None


def test_talk_share_names_its_basis(one_to_one, make_review):
    by_words = make_review([("A", "inform", "One two.")] * 3, {"A": "manager"}, timed=False)
    assert summarise(one_to_one)["headlines"][0]["by"] == "by speech time"
    assert summarise(by_words)["headlines"][0]["by"] == "by words"


def test_reps_stand_together(make_review):
    lines = [("M", "inform", "Hi."), ("A", "inform", "Hi."), ("B", "inform", "Hi."), ("G", "inform", "Hi.")]
    review = make_review(lines, {"M": "manager", "A": "rep", "B": "rep", "G": "guest"})
    assert side_label(review, "rep") == "2 reps together"
    assert [part["role"] for part in summarise(review)["talk"]] == ["manager", "rep", "guest"]
    assert summarise(review)["talk"][2]["label"] == f"G {percent(0.25)}, 0:03"


def test_all_who_lead_are_named(make_review):
    lines = [("M", "inform", "Hi."), ("N", "inform", "Hi."), ("A", "inform", "Hi.")]
    review = make_review(lines, {"M": "manager", "N": "manager", "A": "rep"}, roles_from="file")
    note = lead_note(review)
    assert note["before"] + note["name"] + note["after"] == "The file says that M and N lead this call."
    assert [side["title"] for side in summarise(review)["sides"]] == ["Managers", "Rep"]


def test_the_longest_stretch_is_found_where_turn_numbers_repeat(make_review):
    lines = [
        ("M", "inform", "One."),
        ("A", "inform", "Two."),
        ("M", "inform", "Three is longer."),
        ("A", "inform", "No."),
    ]
    review = make_review(lines, {"M": "manager", "A": "rep"}, timed=False)
    one_turn = tuple(type(each)(**{**_fields(each), "turn": 0}) for each in review.utterances)
    speakers = tuple(replace(s, stretches=(replace(s.longest_stretch, turn=0),)) for s in review.speakers)
    summary = summarise(Review(**{**vars(review), "utterances": one_turn, "speakers": speakers}))
    assert [side["row"] for side in sides_of(summary, "longest_stretch")] == [2, 1]


def test_the_page_and_the_reports_say_the_same_figures(one_to_one):
    summary = summarise(one_to_one)
    for at, role in enumerate(("manager", "rep")):
        measures = measure_call(one_to_one, role)
        for figure in figures_in(summary):
            side = figure["sides"][at]
            if side is None:
                assert figure["id"] not in measures
                continue
            shown = " ".join(part for part in (side["value"].replace("\u202f", " "), side["unit"]) if part)
            assert shown == wording.figure(figure["id"], measures[figure["id"]])


@pytest.mark.parametrize("share", [0.005, 0.125, 0.285, 0.545, 0.995])
def test_shares_are_rounded_as_in_the_reports(share):
    measure = Measure(share, 1, 2, "utterances")
    assert percent(share).replace("\u202f", " ") == wording.figure("talk_share", measure)


@pytest.mark.parametrize(
    ("roles_from", "words", "asks"),
    [("proposed", "87\u202f% sure: opens the call, asks for status", True), ("named", "leads this call.", False)],
)
def test_a_proposed_manager_is_said_to_be_one(one_to_one, roles_from, words, asks):
    review = Review(**{**vars(one_to_one), "roles_from": roles_from})
    note = lead_note(review)
    assert note["name"] == "Marta"
    assert words in note["after"]
    assert note["asks"] is asks


def test_an_unsure_proposal_asks(make_review):
    proposal = RoleProposal("A", 0.4, (), (("A", 0.4), ("B", 0.35)))
    review = make_review(
        [("A", "inform", "Hi."), ("B", "inform", "Hi.")], {"A": "manager", "B": "rep"}, proposal=proposal
    )
    assert lead_note(review)["before"].startswith("Not sure")


def test_a_lone_speaker_is_named(make_review):
    review = make_review([("Ada", "inform", "Hi.")], {"Ada": "rep"}, proposal=None)
    assert lead_note(review)["name"] == "Ada"
    assert "speaks in this call, so there is no share" in lead_note(review)["after"]


def test_one_name_among_unnamed_lines_is_said_to_be_the_only_one(make_review):
    lines = [("Ada", "inform", "Hi."), (UNKNOWN_SPEAKER, "inform", "Hi.")]
    note = lead_note(make_review(lines, {"Ada": "rep", UNKNOWN_SPEAKER: "rep"}, proposal=None))
    assert (note["before"], note["name"]) == ("Only ", "Ada")
    assert note["after"].startswith(" is named in this file")


def test_a_file_without_names_is_told_how_to_get_them(make_review):
    review = make_review([(UNKNOWN_SPEAKER, "inform", "Hi.")], {UNKNOWN_SPEAKER: "rep"}, proposal=None)
    note = lead_note(review)
    assert note["before"].startswith("No line of this file says who speaks")
    assert note["name"] == ""
    assert side_title(review, "rep") == "Whole call"


def test_very_long_calls_are_binned(make_review):
    lines = [(name, code, "Hi.") for code in ("inform", "reflect") * 300 for name in ("M", "A")]
    view = call_view(make_review(lines, {"M": "manager", "A": "rep"}), Work())
    assert len(view["blocks"]) <= BINS * 2 * 2
    assert all(0 < block["fill"] <= 1 and block["to"] <= view["axis"]["end"] for block in view["blocks"])
    assert {row for block in view["blocks"] for row in block["rows"]} == set(range(len(lines)))


def test_what_was_left_out_is_said(one_to_one):
    review = Review(**{**vars(one_to_one), "skipped": (Skipped("line 3", "no speaker"),)})
    assert summarise(review)["skipped"] == ["line 3: no speaker"]


def test_status_stands_by_the_figures(one_to_one):
    assert summarise(one_to_one)["coding"]["status"] == "Machine-coded, not reviewed"


def test_blocks_join_neighbours_of_one_turn_and_mode(make_review):
    review = make_review([("A", "direct", "Go."), ("A", "advise", "Try."), ("A", "reflect", "So.")], {"A": "manager"})
    one_turn = tuple(type(each)(**{**_fields(each), "turn": 0}) for each in review.utterances)
    blocks = call_view(Review(**{**vars(review), "utterances": one_turn}), Work())["blocks"]
    assert [(block["mode"], block["first"], block["n"]) for block in blocks] == [("tell", 0, 2), ("listen", 2, 1)]
    assert (blocks[0]["from"], blocks[0]["to"]) == (0, 7000)


def _fields(utterance) -> dict:
    return {name: getattr(utterance, name) for name in utterance.__slots__}


def test_blocks_lie_on_the_axis_with_and_without_times(one_to_one, make_review):
    untimed = make_review(
        [("A", "inform", "One two."), ("B", "inform", "Three.")], {"A": "manager", "B": "rep"}, timed=False
    )
    for review, unit in ((one_to_one, "time"), (untimed, "words")):
        view = call_view(review, Work())
        assert view["axis"]["unit"] == unit
        assert all(0 <= block["from"] <= block["to"] <= view["axis"]["end"] for block in view["blocks"])
    assert call_view(untimed, Work())["axis"]["end"] == 3


def test_the_manager_has_the_first_lane(make_review):
    lines = [("Rep", "inform", "Hi."), ("Boss", "inform", "Hi.")]
    lanes = call_view(make_review(lines, {"Rep": "rep", "Boss": "manager"}), Work())["lanes"]
    assert [lane["name"] for lane in lanes] == ["Boss", "Rep"]


def test_low_confidence_is_marked(make_review):
    review = make_review([("A", "inform", "Sure."), ("A", "inform", "Hm…")], {"A": "rep"})
    rows = call_view(review, Work())["rows"]
    assert [row["unsure"] for row in rows] == [False, True]
    assert rows[0]["decided"] == "The model is 80\u202f% sure. Next: Social, 20\u202f%."


def test_who_coded_an_utterance_is_said(make_review):
    review = make_review([("A", "inform", text) for text in ("One.", "Two.", "Three.", "Four.")], {"A": "rep"})
    at = "2026-05-04T10:30:00.000000+00:00"
    history = [
        CodeChange("set", "Ana", at, False, ((0, "direct"), (1, "direct"))),
        CodeChange("confirm", "Ben", at, False, ((2, "inform"),)),
        CodeChange("set", "Ben", at, False, ((3, "direct"),), at, "Ben"),
        CodeChange("reset", "Ana", at, False, ((1, None),)),
    ]
    coded = correct_codes(review, {0: "direct", 2: "inform"})
    rows = call_view(coded, Work("c1", "Ana", history))["rows"]
    assert [(row["reviewed"], row["given"]) for row in rows] == [
        (True, True),
        (False, False),
        (True, True),
        (False,) * 2,
    ]
    assert rows[0]["decided"].startswith("Coded by you, 4 May 2026")
    assert rows[0]["decided"].endswith("The model had said Inform, 80\u202f% sure.")
    assert rows[2]["decided"].startswith("Taken as right by Ben")
    assert call_view(coded, Work("c1", "Ana", history))["work"]["undo"]
    assert not call_view(coded, Work("c1", "Cem", history))["work"]["undo"]


def test_notes_stand_by_their_utterance(make_review):
    review = make_review([("A", "inform", "One."), ("A", "inform", "Two.")], {"A": "rep"})
    notes = [Note("n1", 1, "Ana", "Ask again", "2026-05-04T10:30:00+00:00")]
    rows = call_view(review, Work("c1", "Ben", notes=notes))["rows"]
    assert [[(note["person"], note["text"]) for note in row["notes"]] for row in rows] == [[], [("Ana", "Ask again")]]


def test_every_code_is_explained():
    explained = codes_explained()
    assert len(explained["codes"]) == 18
    assert all(code["definition"].startswith("The speaker ") for code in explained["codes"].values())
    assert "“Right, so call him.” → Acknowledge and Direct" in explained["codes"]["acknowledge"]["not"][0]


def test_the_codebook_page_shows_all_of_it():
    view = codebook_view()
    assert sum(len(mode["codes"]) for mode in view["modes"]) == 18
    assert view["version"].endswith("18 codes in 4 modes and “other”")
    assert [axis["axis"] for axis in view["axes"]][:2] == ["value", "agenda"]
    assert len(view["signals"]) == 4
    assert len(view["rules"]) >= 16
