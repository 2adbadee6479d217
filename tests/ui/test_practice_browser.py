"""The practice page in a real browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from coder import add_call, code_call, load_model, open_store
from tests.builders import talk
from tests.ui.browsing import ARTIFACTS, READY_MS, expect, needs_browser, overflows, serving, wait_until_drawn

HOSTILE = "<img src=x onerror=window.hacked=1> [link](javascript:window.hacked=1)"
CALL = (
    ("Ana", "How is Acme going?"),
    ("Ben", f"They like us, but {HOSTILE} is all that I hear."),
    ("Ana", f"You need to send {HOSTILE} to the plant manager today."),
    ("Ben", "Okay."),
)
BOX = "The question you wish you had asked"

pytestmark = needs_browser


@pytest.fixture
def address(store_with_samples: Path, tmp_path: Path) -> Iterator[str]:
    """The page with a hostile call open in it."""
    place = Path(shutil.copy(store_with_samples, tmp_path / "store.sqlite3"))
    with open_store(str(place)) as store:
        review = code_call(talk(*CALL), load_model("default"), manager="Ana")
        call_id = add_call(store, review, person="Ana").id
    with serving(place, tmp_path) as served:
        yield f"{served}/practice?call={call_id}"


@pytest.fixture
def page(address: str, visit):
    page = visit(address, height=900)
    expect(page.locator(".own .words")).to_be_visible(timeout=READY_MS)
    return page


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
        wait_until_drawn(page)
        assert not overflows(page)
        page.screenshot(path=ARTIFACTS / f"practice-{scheme}-{width}.png")
