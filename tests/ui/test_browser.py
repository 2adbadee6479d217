"""The real app in a real browser: started as ``coder ui`` starts it, from a folder that is not the project's."""

import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

playwright_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
compute_driver_executable = pytest.importorskip("playwright._impl._driver").compute_driver_executable
expect = playwright_api.expect

ROOT = Path(__file__).parents[2]
ARTIFACTS = ROOT / "artifacts"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((found for name in BROWSERS if (found := shutil.which(name))), None)
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
START = "from ui.launch import open_app; open_app({port}, False)"
LONG_CALL = 1_500
USABLE_WITHIN_MS = 20_000
PARTS = {
    "figures": ".headlines",
    "call": ".root.call h2",
    "search": "input[type=search]",
    "export": ".st-key-export button >> nth=0",
}
HOSTILE = "<img src=x onerror=window.hacked=1> [link](javascript:window.hacked=1) :red[x]"


def _why_not() -> str | None:
    """Why no browser can be driven here; ``None`` if one can."""
    if CHROMIUM is None:
        return f"no browser: none of {', '.join(BROWSERS)} is on the PATH"
    driver = subprocess.run([compute_driver_executable()[0], "--version"], capture_output=True, text=True, check=False)
    return f"Playwright's driver does not start: {driver.stderr.strip()}" if driver.returncode else None


WHY_NOT = _why_not()
pytestmark = pytest.mark.skipif(WHY_NOT is not None, reason=str(WHY_NOT))


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    server = subprocess.Popen(
        [sys.executable, "-c", START.format(port=port)],
        cwd=tmp_path_factory.mktemp("elsewhere"),
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(url: str, server: subprocess.Popen, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the app did not start within {seconds} s")


@pytest.fixture(scope="module")
def context():
    """One context for all tests, so that Streamlit's own scripts are loaded once."""
    with playwright_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser.new_context()
        browser.close()


@pytest.fixture
def open_page(context, address):
    """Opens the app; at the end no page may have complained or spoken to another machine."""
    pages, troubles, hosts = [], [], set()

    def open_(width: int = 1280, height: int = 800, scheme: str = "light"):
        page = context.new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        page.on("console", lambda message: message.type == "error" and troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
        page.goto(address)
        page.locator("a[href$='/review']:visible").first.click()
        page.locator(".transcript .row").first.wait_for()
        return page

    yield open_
    for page in pages:
        page.close()
    assert not troubles
    assert hosts <= {"127.0.0.1", None}


def upload(page, content: str, name: str = "call.txt") -> None:
    page.set_input_files("input[type=file]", {"name": name, "mimeType": "text/plain", "buffer": content.encode()})


def open_call(page, content: str, name: str = "call.txt") -> None:
    upload(page, content, name)
    expect(page.locator("h1")).to_have_text(name.rsplit(".", 1)[0], timeout=USABLE_WITHIN_MS)
    size = page.locator(".facts p").text_content().rsplit(" · ", 1)[-1]
    expect(page.locator(".count")).to_have_text(size, timeout=USABLE_WITHIN_MS)


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
    while tabs < 15 and not page.locator(".ways [data-part=search]").evaluate("node => node.matches(':focus')"):
        page.keyboard.press("Tab")
        tabs += 1
    assert tabs < 10


def test_an_upload_is_shown_and_a_bad_one_loses_nothing(open_page):
    page = open_page()
    open_call(page, "\n".join(sample_lines(60)))
    expect(page.locator(".lead")).to_contain_text("leads this call")
    upload(page, "", "empty.vtt")
    expect(page.get_by_text("still the one from before")).to_be_visible()
    expect(page.get_by_text("empty.vtt: expected")).to_be_visible()
    expect(page.locator("h1")).to_have_text("call")


def test_a_zip_of_calls_is_opened_and_another_call_chosen(open_page):
    page = open_page()
    other = [line.replace("Marta Ruiz", "Cleo Dahl") for line in sample_lines(60)]
    members = {"June/one.txt": "\n".join(sample_lines(60)), f"{HOSTILE}.txt": "\n".join(other), "empty.vtt": ""}
    page.set_input_files(
        "input[type=file]",
        [
            {"name": "calls.zip", "mimeType": "application/zip", "buffer": zipped(members)},
            {"name": "board.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n\0"},
        ],
    )
    box = page.get_by_label("Call in this upload")
    expect(box).to_have_value("June/one.txt", timeout=USABLE_WITHIN_MS)
    expect(page.locator("h1")).to_have_text("June/one")
    left_out = page.locator(".st-key-left_out")
    left_out.locator("summary").click()
    expect(left_out.get_by_text("empty.vtt: expected")).to_be_visible()
    expect(left_out.get_by_text("board.png: expected")).to_be_visible()
    box.click()
    page.get_by_role("option").nth(1).click()
    expect(page.locator(".lane .name").filter(has_text="Cleo Dahl")).to_be_visible(timeout=USABLE_WITHIN_MS)
    expect(page.locator("h1")).to_contain_text("<img src=x")
    assert page.evaluate("window.hacked") is None
    for width in (1280, 400):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.locator("[data-testid=stMain]").evaluate("main => main.scrollWidth") <= width


def zipped(members: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return file.getvalue()


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


def test_a_long_call_is_usable_soon(open_page):
    page = open_page()
    started = time.monotonic()
    open_call(page, captions(sample_lines(LONG_CALL)), "long.vtt")
    page.locator("input[type=search]").fill(f" {LONG_CALL - 1}.")
    expect(page.locator("mark")).to_be_visible()
    page.locator(".track").last.click(position={"x": 800, "y": 20})
    expect(page.locator(".row.here")).to_be_in_viewport()
    assert (time.monotonic() - started) * 1000 < USABLE_WITHIN_MS


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
    page.locator("[data-testid=stMain]").evaluate("main => main.scrollTo(0, 0)")
    page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    wide = page.evaluate("document.documentElement.scrollWidth")
    main = page.locator("[data-testid=stMain]").evaluate("main => main.scrollWidth")
    assert max(wide, main) <= width
    for part in (".root.summary", ".root.call"):
        box = page.locator(part).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    ARTIFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTIFACTS / f"review-{scheme}-{width}.png")
    page.locator(".timeline").evaluate("timeline => timeline.scrollIntoView()")
    page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    page.screenshot(path=ARTIFACTS / f"call-{scheme}-{width}.png")
