"""The real app in a real browser: served as ``coder ui`` serves it, on a store of its own, from another folder."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
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
READY_MS = 60_000
# A busy machine may take longer than Playwright's five seconds.
expect.set_options(timeout=READY_MS)


def _why_not() -> str | None:
    """Why no browser can be driven here; ``None`` if one can."""
    if CHROMIUM is None:
        return f"no browser: none of {', '.join(BROWSERS)} is on the PATH"
    driver = subprocess.run([compute_driver_executable()[0], "--version"], capture_output=True, text=True, check=False)
    return f"Playwright's driver does not start: {driver.stderr.strip()}" if driver.returncode else None


WHY_NOT = _why_not()
needs_browser = pytest.mark.skipif(WHY_NOT is not None, reason=str(WHY_NOT))


@contextmanager
def serving(store: Path, folder: Path, **environment: str) -> Iterator[str]:
    """The app's address while it runs on a store, started in a folder that is not the project's."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    server = subprocess.Popen(
        [sys.executable, "-c", START.format(port=port)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path, "CALL_REVIEW_STORE": str(store), **environment},
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


@contextmanager
def watched_pages(context: Any) -> Iterator[Any]:
    """A function that opens a page; at the end no page may have complained or spoken to another machine."""
    pages, troubles, hosts = [], [], set()

    def open_(url: str, width: int = 1280, height: int = 800, scheme: str = "light") -> Any:
        page = context.new_page()
        pages.append(page)
        page.set_default_timeout(READY_MS)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        page.on("console", lambda message: _is_trouble(message) and troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
        page.goto(url)
        return page

    yield open_
    for page in pages:
        page.close()
    assert not troubles
    assert hosts <= {"127.0.0.1", None}


def _is_trouble(message: Any) -> bool:
    """Whether it is an error; on a page with a path Streamlit first looks for its server below that path."""
    below_a_page = "/_stcore/" in urlsplit(message.location["url"]).path.removeprefix("/_stcore/")
    return message.type == "error" and not below_a_page


def upload(page: Any, *files: tuple[str, str | bytes]) -> None:
    """Drops files, as names and contents, on the page of calls."""
    contents = [
        {"name": name, "mimeType": "text/plain", "buffer": text.encode() if isinstance(text, str) else text}
        for name, text in files
    ]
    page.set_input_files("input[type=file] >> nth=0", contents)


def wait_until_drawn(page: Any) -> None:
    """Waits for two frames, so that a new width or scheme is drawn."""
    page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")


def wait_until_still(page: Any) -> None:
    """Waits until nothing runs, is stale or fades: half-faded text has another contrast."""
    page.get_by_test_id("stStatusWidget").wait_for(state="hidden")
    page.wait_for_function(
        "() => !document.querySelector('[data-stale=true]')"
        " && document.getAnimations().every((each) => each.playState !== 'running')"
    )
    wait_until_drawn(page)


def overflows(page: Any) -> bool:
    """Whether the page is wider than its window."""
    width = page.viewport_size["width"]
    inner = page.get_by_test_id("stMain").evaluate("main => main.scrollWidth")
    return max(inner, page.evaluate("document.documentElement.scrollWidth")) > width
