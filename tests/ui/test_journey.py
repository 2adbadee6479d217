"""The way of a manager through the app: from a first transcript to its deletion, by hand and with pictures kept."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from coder import read_transcript, sample_calls
from tests.ui.browsing import ARTIFACTS, expect, needs_browser, serving, upload

WEEKS = 5
REP, MANAGER = "Jonas Weber", "Marta Lindqvist"
ROWS = ".root.calls tbody tr"

pytestmark = needs_browser


@pytest.fixture
def page(store_with_samples: Path, tmp_path: Path, visit) -> Iterator:
    with serving(Path(shutil.copy(store_with_samples, tmp_path / "store.sqlite3")), tmp_path) as served:
        page = visit(served, height=900)
        page.locator(ROWS).first.wait_for()
        yield page
        # While the server still answers: a page that loses it complains.
        page.close()


def transcript(week: int) -> str:
    """A part of a sample call, another each week, so that none is the same call."""
    units = read_transcript(sample_calls()[0]).units
    part = units[week * 20 : week * 20 + 160]
    return "\n".join(f"{unit.speaker}: {unit.text}" for unit in part)


def keep_picture(page, name: str) -> None:
    ARTIFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTIFACTS / f"journey-{name}.png")


def go_to(page, name: str) -> None:
    page.get_by_test_id("stHeader").get_by_role("link", name=name, exact=True).click()


def test_from_the_first_transcript_to_its_deletion(page) -> None:
    # Samples go, own calls come: several at once, then one that is opened.
    page.get_by_role("button", name="Remove the sample calls").click()
    expect(page.get_by_text("No calls are kept yet")).to_be_visible()
    upload(page, *[(f"2026-05-{week:02d} one-to-one.txt", transcript(week)) for week in range(1, WEEKS)])
    expect(page.locator(ROWS)).to_have_count(WEEKS - 1)
    keep_picture(page, "1-calls")
    upload(page, (f"2026-05-{WEEKS:02d} one-to-one.txt", transcript(WEEKS)))
    expect(page.locator("h1")).to_have_text(f"2026-05-{WEEKS:02d} one-to-one")

    # The manager is named: everything follows.
    box = page.get_by_label("Who is the manager?")
    for name in (REP, MANAGER):
        box.click()
        page.get_by_role("option", name=name).click()
        expect(page.locator(".lead")).to_have_text(f"You said that {name} leads this call.")
    keep_picture(page, "2-review")

    # Codes are changed by key, all at once, and undone; a figure moves.
    share = page.locator(".ask_and_listen_index .side.manager .value")
    before = share.text_content()
    row = page.locator(".turn.manager .row").first
    row.locator(".label").focus()
    page.keyboard.press("4")
    page.keyboard.press("1")
    expect(page.locator(".progress")).to_contain_text("1 of")
    first = row.get_attribute("data-index")
    for _ in range(20):
        page.keyboard.press("ArrowDown")
        page.keyboard.press("4")
        page.keyboard.press("1")
    expect(page.locator(".progress")).to_contain_text("21 of")
    expect(share).not_to_have_text(before)
    keep_picture(page, "3-corrected")
    page.keyboard.press("u")
    expect(page.locator(".progress")).to_contain_text("20 of")
    page.keyboard.press("m")
    page.keyboard.type("Ask about the plant next time")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".noted")).to_have_text("Ask about the plant next time")

    # All of it is still there after a reload.
    page.reload()
    expect(page.locator(".progress")).to_contain_text("20 of")
    expect(page.locator(f"[data-index='{first}'] .label")).to_contain_text("Open question")
    expect(page.locator(".noted")).to_have_text("Ask about the plant next time")
    expect(page.locator(".lead")).to_have_text(f"You said that {MANAGER} leads this call.")

    # The call is taken away, as data.
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON").click()
    coded = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert "person" in json.dumps(coded)

    # Five calls make a trend.
    go_to(page, "Trend")
    page.get_by_test_id("stVegaLiteChart").first.wait_for()
    page.get_by_test_id("stStatusWidget").wait_for(state="hidden")
    keep_picture(page, "4-trend")

    # Deleting really deletes.
    go_to(page, "Calls")
    expect(page.locator(ROWS)).to_have_count(WEEKS)
    page.get_by_role("checkbox", name="Select all calls on this page").press("Space")
    page.get_by_role("button", name=f"Delete {WEEKS} selected calls…").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name=f"Delete {WEEKS} calls").press("Enter")
    expect(page.get_by_text("No calls are kept yet")).to_be_visible()
    page.reload()
    expect(page.get_by_text("No calls are kept yet")).to_be_visible()
    keep_picture(page, "5-empty")
