"""The page of the library in a real browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.browsing import ARTIFACTS, expect, needs_browser, overflows, serving, upload, wait_until_drawn

CALL = "\n".join(f"{'Ana' if turn % 2 else 'Ben'}: What is next on line {turn}? I will see." for turn in range(20))
HOSTILE = "<img src=x onerror=window.hacked=1> [link](javascript:window.hacked=1)"
ROWS = ".root.calls tbody tr"

pytestmark = needs_browser


@pytest.fixture
def address(store_with_samples: Path, tmp_path: Path) -> Iterator[str]:
    with serving(Path(shutil.copy(store_with_samples, tmp_path / "store.sqlite3")), tmp_path) as served:
        yield served


@pytest.fixture
def page(address: str, visit):
    page = visit(address)
    page.locator(ROWS).first.wait_for()
    return page


def drop(page, *files: tuple[str, str]) -> None:
    upload(page, *files)
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
    expect(page.locator(ROWS)).to_have_count(1)
    expect(page.get_by_label("Search")).to_have_value("deal REVIEW 2026")

    link = page.get_by_role("link", name="2026-05-04 deal review")
    assert link.get_attribute("href").startswith("review?call=")
    link.press("Enter")
    page.locator(".transcript .row").first.wait_for()
    assert "call=" in page.url
    page.get_by_role("link", name="Calls", exact=True).first.click()
    expect(page.locator(ROWS)).to_have_count(1)
    expect(page.get_by_label("Search")).to_have_value("deal REVIEW 2026")
    page.get_by_test_id("stStatusWidget").wait_for(state="hidden")
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
    expect(page.locator(ROWS)).to_have_count(5)


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
    title = page.get_by_role("dialog").get_by_label("Title")
    expect(title).to_have_value("One to one pipeline")
    page.get_by_test_id("stStatusWidget").wait_for(state="hidden")
    title.fill("Renewal")
    page.get_by_role("dialog").get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_role("link", name="Renewal")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_overflows_at_any_width(page, scheme) -> None:
    page.emulate_media(color_scheme=scheme)
    for width in (1280, 960, 700, 400):
        page.set_viewport_size({"width": width, "height": 800})
        wait_until_drawn(page)
        assert not overflows(page)
        for cell in page.locator(f"{ROWS}:first-child > *").all():
            box = cell.bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= width
    ARTIFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTIFACTS / f"calls-{scheme}.png")
