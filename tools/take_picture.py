"""Take the README's picture of the page: docs/page.png, a sample call in headless Chromium.

Run after a change of the page: .venv/bin/python tools/take_picture.py
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
SIZE = {"width": 1280, "height": 1240}
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
START_MS = 60_000


def main() -> None:
    """Serve the app with a store of its own, where the first sample is open, and write the picture."""
    port = _free_port()
    command = [sys.executable, "-m", "coder.command_line", "ui", "--no-browser", "--port", str(port)]
    with tempfile.TemporaryDirectory() as folder:
        own = {**os.environ, "CALL_REVIEW_STORE": str(Path(folder) / "store.sqlite3")}
        server = subprocess.Popen(command, cwd=ROOT, env=own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _take(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _take(address: str) -> None:
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        page = browser.new_page(viewport=SIZE)
        _open_when_served(page, address)
        page.locator("a[href$='/review']:visible").first.click(timeout=START_MS)
        page.locator(".transcript .row").first.wait_for(timeout=START_MS)
        page.get_by_test_id("stStatusWidget").wait_for(state="hidden", timeout=START_MS)
        # The rows of the transcript are painted when they come into view.
        page.locator(".transcript .row").first.scroll_into_view_if_needed()
        page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 0)")
        page.wait_for_timeout(1500)
        page.screenshot(path=ROOT / "docs" / "page.png")
        browser.close()


def _open_when_served(page, address: str) -> None:
    for _ in range(100):
        try:
            page.goto(f"{address}/review")
            return
        except Exception as error:
            if "ERR_CONNECTION_REFUSED" not in str(error):
                raise
            page.wait_for_timeout(300)


if __name__ == "__main__":
    main()
