"""The lab in a real browser: work outlives its tab, names stay text, nothing overflows."""

import json
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

from coder import running_job
from tests.builders import copy_model
from tests.conftest import Trained

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
HOSTILE = "<img src=x onerror=window.hacked=1> [link](javascript:window.hacked=1) **bold**"

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no browser is on the PATH")


@pytest.fixture
def lab(small_dataset: Path, trained: Trained, tmp_path: Path) -> Path:
    """A lab with one model and one named folder, whose name is not to be read as anything."""
    folder = tmp_path / HOSTILE
    folder.symlink_to(small_dataset)
    copy_model(trained.folder, tmp_path / "lab" / "models" / "tiny")
    (tmp_path / "lab" / "folders.json").write_text(json.dumps({"folders": [str(folder)]}), encoding="utf-8")
    return tmp_path / "lab"


@pytest.fixture
def address(store_with_samples: Path, lab: Path, tmp_path: Path) -> Iterator[str]:
    place = shutil.copy(store_with_samples, tmp_path / "store.sqlite3")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    server = subprocess.Popen(
        [sys.executable, "-c", START.format(port=port)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path, "CALL_REVIEW_STORE": str(place), "CALL_REVIEW_LAB": str(lab)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
        yield f"http://127.0.0.1:{port}/lab"
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
def browser():
    with playwright_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def open_section(browser, address: str, section: str, scheme: str = "light"):
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page.goto(f"{address}?section={section}")
    expect(page.get_by_role("heading", name="Model lab")).to_be_visible(timeout=READY_MS)
    return page


def choose(page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label, exact=True).first.click()
    page.get_by_role("option").filter(has_text=option).first.click()


def test_work_outlives_its_tab_and_can_be_stopped(browser, address: str, lab: Path) -> None:
    page = open_section(browser, address, "Train")
    page.get_by_label("Name", exact=True).fill("second")
    page.get_by_label("Name", exact=True).press("Enter")
    page.get_by_role("button", name="Train", exact=True).click()
    expect(page.get_by_role("progressbar")).to_be_visible(timeout=READY_MS)
    page.close()
    assert running_job(lab / "jobs") is not None
    page = open_section(browser, address, "Compare")
    expect(page.locator(".st-key-job")).to_contain_text("second", timeout=READY_MS)
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".st-key-job")).to_contain_text("Stopped", timeout=READY_MS)
    assert running_job(lab / "jobs") is None and not (lab / "models" / "second").exists()


def test_names_of_folders_are_text(browser, address: str) -> None:
    page = open_section(browser, address, "Data")
    expect(page.locator(".grid tbody th").filter(has_text="<img src=x")).to_be_visible(timeout=READY_MS)
    choose(page, "Folder", "<img src=x")
    expect(page.get_by_role("button", name="Take it off the list")).to_be_visible(timeout=READY_MS)
    page.get_by_role("radio", name="Train").click()
    expect(page).to_have_url(f"{address}?section=Train")
    page.get_by_role("combobox", name="Learn from").click()
    page.get_by_role("option").filter(has_text="<img src=x").click()
    page.wait_for_timeout(500)
    assert page.evaluate("window.hacked") is None
    assert page.locator("img[src=x], a[href^=javascript]").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_overflows_no_chart_is_blank_and_pictures_are_kept(browser, address: str, scheme: str) -> None:
    page = open_section(browser, address, "Models", scheme)
    choose(page, "Model", "tiny")
    expect(page.locator("[data-testid=stVegaLiteChart] :is(canvas, svg)")).to_have_count(3, timeout=READY_MS)
    ARTIFACTS.mkdir(exist_ok=True)
    for width in (1280, 400):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(1000)
        assert page.locator("[data-testid=stMain]").evaluate("main => main.scrollWidth") <= width
        for chart in page.locator("[data-testid=stVegaLiteChart]").all():
            assert chart.bounding_box()["height"] >= 150
        page.screenshot(path=ARTIFACTS / f"lab-{scheme}-{width}.png", full_page=True)
