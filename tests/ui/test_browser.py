"""The review page of the real app in a real browser."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.browsing import ARTIFACTS, expect, needs_browser, overflows, serving, upload, wait_until_drawn

LONG_CALL = 1_500
PARTS = {
    "figures": ".headlines",
    "call": ".root.call h2",
    "search": "input[type=search]",
    "export": ".st-key-export button >> nth=0",
}
HOSTILE = "<img src=x onerror=window.hacked=1> [link](javascript:window.hacked=1) :red[x]"

pytestmark = needs_browser


@pytest.fixture(scope="module")
def address(store_with_samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("elsewhere")
    with serving(Path(shutil.copy(store_with_samples, folder / "store.sqlite3")), folder) as served:
        yield served


@pytest.fixture
def open_page(visit, address):
    """Opens the first sample."""

    def open_(width: int = 1280, height: int = 800, scheme: str = "light"):
        page = visit(address, width, height, scheme)
        page.get_by_role("link", name="One to one pipeline").click()
        page.locator(".transcript .row").first.wait_for()
        return page

    return open_


def open_call(page, content: str, name: str = "call.txt") -> None:
    """Drops a call on the page of calls, which leads to its review."""
    page.get_by_role("link", name="Calls", exact=True).first.click()
    page.locator(".root.calls").wait_for()
    upload(page, (name, content))
    expect(page.locator("h1")).to_have_text(name.rsplit(".", 1)[0])
    size = page.locator(".facts p").text_content().rsplit(" · ", 1)[-1]
    expect(page.locator(".count")).to_have_text(size)


def captions(lines: list[str]) -> str:
    cues = [f"{_clock(4 * i)} --> {_clock(4 * i + 3)}\n{line}\n" for i, line in enumerate(lines)]
    return "WEBVTT\n\n" + "\n".join(cues)


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.000"


def sample_lines(n: int) -> list[str]:
    says = ("What do you think is behind it?", "I sent the plan.", "Call the plant manager first.", "They went quiet.")
    return [f"{'Marta Ruiz' if i % 2 == 0 else 'Jonas Weber'}: {says[i % 4]} {i}." for i in range(n)]


def test_figures_stand_above_the_fold(open_page):
    page = open_page()
    for measure in ("talk_share", "questions_to_directives", "ask_and_listen_index", "mode_mix"):
        name = page.locator(f"[data-measure={measure}]")
        expect(name).to_be_visible()
    box = page.locator(".bar.stack").last.bounding_box()
    assert box["y"] + box["height"] <= 800
    expect(page.locator(".coding")).to_contain_text("Machine-coded, not reviewed")
    definition = page.locator("[data-measure=questions_to_directives]")
    definition.locator("summary").click()
    expect(definition.locator(".formula")).to_be_visible()
    expect(definition).to_contain_text("The rep’s codes are less certain")
    for part, focused in PARTS.items():
        page.locator(f".ways [data-part={part}]").press("Enter")
        expect(page.locator(focused)).to_be_focused()
        expect(page.locator(focused)).to_be_in_viewport()
    page.reload()
    page.locator(".transcript .row").first.wait_for()
    tabs = 0
    while tabs < 20 and not page.locator(".ways [data-part=search]").evaluate("node => node.matches(':focus')"):
        page.keyboard.press("Tab")
        tabs += 1
    assert tabs < 15


def test_figures_follow_the_manager(open_page):
    page = open_page()
    open_call(page, "\n".join(sample_lines(60)))
    speakers = page.get_by_role("group", name="Show only these speakers")
    kept = [speakers.get_by_role("button", name="Jonas Weber"), speakers.get_by_role("button", name="Unsure")]
    for chip in kept:
        chip.click()
    page.locator("input[type=search]").fill("e")
    page.locator("[data-testid=stMain]").evaluate("main => main.scrollTo(0, 0)")
    box = page.get_by_label("Who is the manager?")
    other = "Jonas Weber" if box.input_value() != "Jonas Weber" else "Marta Ruiz"
    box.click()
    page.get_by_role("option", name=other).click()
    expect(page.locator(".lead")).to_have_text(f"You said that {other} leads this call.")
    expect(page.locator(".lane .name").first).to_have_text(other)
    for chip in kept:
        expect(chip).to_have_attribute("aria-pressed", "true")
    expect(page.locator("input[type=search]")).to_have_value("e")
    assert set(page.locator(".turn:visible .who").all_text_contents()) <= {"Jonas Weber"}


def test_two_managers_and_repeated_turn_numbers(open_page):
    page = open_page()
    speakers = (("Anna Berg", "manager"), ("Bela Kun", "manager"), ("Cleo Dahl", "rep"))
    lines = [
        json.dumps({"turn": 0, "speaker": name, "role": role, "text": f"{name} says {'so ' * (i == 3)}{i}."})
        for i in range(6)
        for name, role in speakers
    ]
    open_call(page, "\n".join(lines), "two.jsonl")
    expect(page.locator(".lead")).to_have_text("The file says that Anna Berg and Bela Kun lead this call.")
    assert page.locator(".talk_share .who").all_text_contents() == ["Managers", "Rep"]
    for turn in page.locator(".turn").all():
        assert turn.locator(".words").first.text_content().startswith(turn.locator(".who").text_content())
    page.locator(".group > summary", has_text="Talk").click()
    page.locator(".side.rep .go").click()
    expect(page.locator(".row.here")).to_contain_text("Cleo Dahl says so 3.")
    expect(page.locator(".missing")).to_have_count(1)


def test_a_moment_and_a_figure_lead_to_their_words(open_page):
    page = open_page()
    expect(page.locator(".story")).to_contain_text("of the talk")
    moment = page.locator(".moment").first
    words = moment.locator("q").first.text_content()
    moment.locator(".go").click()
    expect(page.locator(".row.here .words")).to_have_text(words)
    page.locator(".group > summary", has_text="stacked questions").click()
    page.locator("[data-measure=open_share_of_questions] summary").click()
    place = page.locator("[data-measure=open_share_of_questions] .place").first
    words = place.locator("span").last.text_content()
    place.click()
    expect(page.locator(".row.here .words")).to_have_text(words)


def test_the_timeline_leads_to_the_words(open_page):
    page = open_page()
    page.locator(".track").first.click(position={"x": 600, "y": 20})
    here = page.locator(".row.here")
    expect(here).to_be_in_viewport()
    first = here.get_attribute("data-index")
    block = page.locator(".block[tabindex='0']")
    block.focus()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(here).not_to_have_attribute("data-index", first)
    expect(here).to_be_in_viewport()
    expect(here.locator(".label")).to_be_focused()


def test_filters_work_together_and_a_jump_lifts_them(open_page):
    page = open_page()
    open_call(page, "\n".join(sample_lines(80)))
    count, search = page.locator(".count"), page.locator("input[type=search]")
    everything = count.text_content()
    search.fill("PLANT")
    expect(page.locator("mark").first).to_have_text("plant")
    expect(count).to_contain_text(" of ")
    page.get_by_role("group", name="Show only these speakers").get_by_role("button", name="Jonas Weber").click()
    expect(page.get_by_text("Nothing in this call matches.")).to_be_visible()
    page.locator(".track").first.click(position={"x": 400, "y": 20})
    expect(count).to_have_text(everything)
    mode = page.locator(".chip[data-mode=listen]")
    speaker = page.get_by_role("group", name="Show only these speakers").get_by_role("button", name="Jonas Weber")
    speaker.click()
    counts = [int(text) for text in page.locator(".chip[data-mode] .n").all_text_contents()]
    assert f"{sum(counts)} of {everything}" == count.text_content()
    assert f"{speaker.locator('.n').text_content()} of {everything}" == count.text_content()
    expect(mode).to_have_attribute("aria-label", re.compile(r"^Open question / listening, \d+ utterance"))
    expect(mode).to_have_attribute("title", re.compile("The number counts utterances"))
    speaker.click()
    mode.click()
    expect(mode).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".row:not(.mode-listen):visible")).to_have_count(0)


def test_a_label_explains_its_code(open_page):
    page = open_page()
    label = page.locator(".row .label").first
    label.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("tooltip")).to_contain_text("The speaker ")
    page.keyboard.press("Escape")
    expect(page.get_by_role("tooltip")).to_be_hidden()


def test_hostile_text_stays_text(open_page):
    page = open_page()
    open_call(page, "speaker,text\n" + f'"{HOSTILE}","{HOSTILE}"\nBen,"{HOSTILE}"\n' * 20, "hostile.csv")
    expect(page.locator(".words").first).to_contain_text("<img src=x")
    page.locator(".track").first.hover(position={"x": 300, "y": 10})
    expect(page.get_by_role("tooltip")).to_contain_text("<img")
    assert page.evaluate("window.hacked") is None
    assert page.locator("img[src=x], a[href^=javascript]").count() == 0


def test_a_long_call_is_usable(open_page):
    page = open_page()
    open_call(page, captions(sample_lines(LONG_CALL)), "long.vtt")
    page.locator("input[type=search]").fill(f" {LONG_CALL - 1}.")
    expect(page.locator("mark")).to_be_visible()
    page.locator(".track").last.click(position={"x": 800, "y": 20})
    expect(page.locator(".row.here")).to_be_in_viewport()


def test_the_coded_call_can_be_taken_away(open_page):
    page = open_page()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    assert download.value.suggested_filename.endswith("-review.csv")
    assert Path(download.value.path()).stat().st_size > 1000


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_overflows_and_pictures_are_kept(open_page, scheme):
    page = open_page(1280, 800, scheme)
    for width in (1280, 400):
        page.set_viewport_size({"width": width, "height": 800})
        _check_and_keep(page, width, scheme)
    page.get_by_test_id("stMain").get_by_role("link", name="Codebook").click()
    expect(page.locator("h1")).to_contain_text("codebook")


def _check_and_keep(page, width: int, scheme: str) -> None:
    page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 0)")
    wait_until_drawn(page)
    assert not overflows(page)
    for part in (".root.summary", ".root.call"):
        box = page.locator(part).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    ARTIFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTIFACTS / f"review-{scheme}-{width}.png")
    page.locator(".timeline").evaluate("timeline => timeline.scrollIntoView()")
    wait_until_drawn(page)
    page.screenshot(path=ARTIFACTS / f"call-{scheme}-{width}.png")
