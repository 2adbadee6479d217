"""The practice page in a real browser."""

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

from coder import add_call, code_call, load_model, open_store
from tests.builders import talk

playwright_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright_api.expect

ROOT = Path(__file__).parents[2]
ARTIFACTS = ROOT / "artifacts"
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
START = "from ui.launch import open_app; open_app({port}, False)"
READY_MS = 60_000
HOSTILE = "<img src=x onerror=window.hacked=1> [link](javascript:window.hacked=1)"
CALL = (
    ("Ana", "How is Acme going?"),
    ("Ben", f"They like us, but {HOSTILE} is all that I hear."),
    ("Ana", f"You need to send {HOSTILE} to the plant manager today."),
    ("Ben", "Okay."),
)
BOX = "The question you wish you had asked"

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no browser is on the PATH")


@pytest.fixture
def address(store_with_samples: Path, tmp_path: Path) -> Iterator[str]:
    """The page with a hostile call open in it."""
    place = shutil.copy(store_with_samples, tmp_path / "store.sqlite3")
    with open_store(str(place)) as store:
        review = code_call(talk(*CALL), load_model("default"), manager="Ana")
        call_id = add_call(store, review, person="Ana").id
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
        yield f"http://127.0.0.1:{port}/practice?call={call_id}"
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
def page(address):
    with playwright_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(address)
        expect(page.locator(".own .words")).to_be_visible(timeout=READY_MS)
        yield page
        browser.close()


def test_a_tell_is_said_again_as_it_is_typed(page):
    expect(page.locator(".context")).to_contain_text("<img src=x")
    expect(page.locator(".near .words").first).to_be_visible()
    expect(page.locator(".alternatives li").first).to_be_visible()
    page.get_by_label(BOX).press_sequentially("What do you think is holding them back? Send it to me by Friday.")
    expect(page.locator(".verdict")).to_contain_text("Open question, then Direct", timeout=READY_MS)
    expect(page.locator(".verdict")).to_contain_text("Only the first counts")
    expect(page.locator(".rewrite .coded")).to_have_count(2)
    expect(page.locator(".rewrite .why li").first).to_contain_text("points")
    page.get_by_role("button", name="Keep this attempt").click()
    expect(page.locator(".attempts li .words")).to_contain_text("Send it to me by Friday.")
    page.locator(".own summary").press("Enter")
    expect(page.locator(".own .examples")).to_be_visible()
    assert page.evaluate("window.hacked") is None
    assert page.locator("img[src=x], a[href^=javascript]").count() == 0


def test_what_is_typed_is_text(page):
    page.get_by_label(BOX).fill(HOSTILE)
    expect(page.locator(".verdict")).to_be_visible(timeout=READY_MS)
    page.get_by_role("button", name="Keep this attempt").click()
    expect(page.locator(".attempts li .words")).to_contain_text("<img src=x")
    assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_overflows_and_pictures_are_kept(page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.get_by_label(BOX).fill("What do you make of it?")
    expect(page.locator(".verdict")).to_be_visible(timeout=READY_MS)
    ARTIFACTS.mkdir(exist_ok=True)
    for width in (1280, 400):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        assert page.locator("[data-testid=stMain]").evaluate("main => main.scrollWidth") <= width
        page.screenshot(path=ARTIFACTS / f"practice-{scheme}-{width}.png")
