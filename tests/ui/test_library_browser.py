"""The page of the library in a real browser."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

playwright_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright_api.expect

ROOT = Path(__file__).parents[2]
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
START = "from ui.launch import open_app; open_app({port}, False)"
READY_MS = 60_000
CALL = "\n".join(f"{'Ana' if turn % 2 else 'Ben'}: What is next on line {turn}? I will see." for turn in range(20))
HOSTILE = "<img src=x onerror=window.hacked=1> [link](javascript:window.hacked=1)"
ROWS = ".root.calls tbody tr"

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no browser is on the PATH")


@pytest.fixture
def address(store_with_samples: Path, tmp_path: Path) -> Iterator[str]:
    place = shutil.copy(store_with_samples, tmp_path / "store.sqlite3")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    server = subprocess.Popen(
        [sys.executable, "-c", START.format(port=port)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path, "CALL_REVIEW_STORE": str(place)},
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


@pytest.fixture
def page(address: str):
    """The page of calls; at the end it may not have complained."""
    troubles: list[str] = []
    with playwright_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.set_default_timeout(READY_MS)
        page.on("console", lambda message: _is_trouble(message) and troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(address)
        page.locator(ROWS).first.wait_for()
        yield page
        browser.close()
    assert not troubles


def _is_trouble(message) -> bool:
    """Whether it is an error; on a page with a path Streamlit first looks for its server below that path."""
    return message.type == "error" and "/review/_stcore/" not in message.location["url"]


def drop(page, *files: tuple[str, str]) -> None:
    contents = [{"name": name, "mimeType": "text/plain", "buffer": text.encode()} for name, text in files]
    page.set_input_files("input[type=file] >> nth=0", contents)
    page.locator(".st-key-kept").wait_for()


def test_calls_are_dropped_found_opened_and_deleted(page) -> None:
    drop(page, ("2026-05-04 deal review.txt", CALL), (f"{HOSTILE}.txt", CALL.replace("Ana", "Cy")), ("bad.vtt", ""))
    expect(page.locator(".st-key-kept")).to_contain_text("2 calls added; 1 file could not be read.")
    expect(page.locator(ROWS)).to_have_count(7)
    expect(page.locator(ROWS, has_text="<img src=x")).to_have_count(1)
    assert page.evaluate("window.hacked") is None

    page.get_by_label("Search").fill("deal REVIEW 2026")
    page.keyboard.press("Enter")
    expect(page.locator(ROWS)).to_have_count(1)
    page.reload()
    expect(page.locator(ROWS)).to_have_count(1, timeout=READY_MS)
    expect(page.get_by_label("Search")).to_have_value("deal REVIEW 2026")

    link = page.get_by_role("link", name="2026-05-04 deal review")
    assert link.get_attribute("href").startswith("review?call=")
    link.press("Enter")
    page.locator(".transcript .row").first.wait_for()
    assert "call=" in page.url
    page.get_by_role("link", name="Calls", exact=True).first.click()
    page.get_by_label("Search").fill("")
    page.keyboard.press("Enter")
    expect(page.locator(ROWS)).to_have_count(7)

    for name in ("2026-05-04 deal review", HOSTILE):
        page.get_by_role("checkbox", name=f"Select {name}", exact=True).press("Space")
    page.get_by_role("button", name="Delete 2 selected calls…").press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("2 calls will be deleted for good")
    dialog.get_by_role("button", name="Delete 2 calls").press("Enter")
    expect(page.locator(ROWS)).to_have_count(5)
    page.reload()
    expect(page.locator(ROWS)).to_have_count(5, timeout=READY_MS)


def test_a_link_in_a_new_tab_opens_the_same_call(page, address) -> None:
    link = page.locator(f"{ROWS} a").first
    title, target = link.text_content(), link.get_attribute("href")
    page.goto(f"{address}/{target}")
    page.locator(".transcript .row").first.wait_for()
    expect(page.get_by_role("combobox", name="Call")).to_have_value(f"{title} · sample")


def test_the_head_sorts_and_keeps_focus(page) -> None:
    page.get_by_role("button", name="Manager").press("Enter")
    head = page.get_by_role("columnheader", name="Manager")
    expect(head).to_have_attribute("aria-sort", "ascending")
    first = page.locator(f"{ROWS} .person").first.text_content()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    assert page.locator(f"{ROWS} .person").first.text_content() > first


def test_details_are_edited_by_keyboard(page) -> None:
    page.get_by_role("button", name="Edit details of One to one pipeline").press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Title").fill("Renewal")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Renewal")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_overflows_at_any_width(page, scheme) -> None:
    page.emulate_media(color_scheme=scheme)
    for width in (1280, 960, 700, 400):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.get_by_test_id("stMain").evaluate("main => main.scrollWidth") <= width
        for cell in page.locator(f"{ROWS}:first-child > *").all():
            box = cell.bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= width
    (ROOT / "artifacts").mkdir(exist_ok=True)
    page.screenshot(path=ROOT / "artifacts" / f"calls-{scheme}.png")
