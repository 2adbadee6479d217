"""The page of the audit in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coder import CallDetails, add_call, open_store
from tests.builders import build_review, one_word_each
from tests.ui.browsing import ARTIFACTS, expect, needs_browser, overflows, serving, wait_until_drawn

CODES = ("open_question", "direct", "inform", "reflect", "advise", "promote")
HOSTILE = "<img src=x onerror=window.hacked=1>"
CHARTS = "stVegaLiteChart"

pytestmark = needs_browser


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with open_store(str(tmp_path / "store.sqlite3")) as store:
        for at in range(12):
            manager = HOSTILE if at % 2 else "Ana"
            rows = one_word_each(manager, "manager", *CODES * 6, *["open_question"] * at)
            review = build_review(*rows, *one_word_each("Bo", "rep", *["inform"] * (30 + at)))
            details = CallDetails(call_date=f"2026-05-{at + 1:02d}", type="cadence", title=f"{HOSTILE} {at}")
            add_call(store, review, details, person="me")
    with serving(tmp_path / "store.sqlite3", tmp_path) as served:
        yield f"{served}/audit"


def settle(page) -> None:
    page.get_by_test_id(CHARTS).nth(5).wait_for()
    page.get_by_test_id("stStatusWidget").wait_for(state="hidden")


def test_a_group_leads_to_its_calls_and_a_call_to_its_page(address: str, visit) -> None:
    page = visit(address)
    settle(page)
    page.get_by_text("The same numbers as a table").click()
    page.locator(".root.figures").get_by_role("button", name="Ana").press("Enter")
    links = page.locator(".root.figures a")
    expect(links).to_have_count(6)
    assert page.evaluate("window.hacked") is None
    assert links.first.get_attribute("href").startswith("review?call=")
    links.first.press("Enter")
    page.locator(".transcript .row").first.wait_for()
    assert "call=" in page.url


def test_what_is_chosen_in_a_chart_is_listed(address: str, visit) -> None:
    page = visit(address, height=1400)
    settle(page)
    page.get_by_role("radio", name="Month").click()
    # The charts by manager stay until those by month are there.
    chart = page.locator("[aria-label^='Talk share by month']").first
    chart.wait_for()
    settle(page)
    expect(page.get_by_label("List the calls of")).to_have_value("")
    chart.locator(".mark-rect path").first.click(force=True)
    expect(page.locator(".root.figures a").first).to_be_visible()


def test_the_statement_is_whole_and_prints_on_one_page(address: str, visit, tmp_path: Path) -> None:
    page = visit(address)
    settle(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Statement").press("Enter")
    waiting.value.save_as(tmp_path / "statement.html")
    statement = (tmp_path / "statement.html").read_text(encoding="utf-8")
    assert "12 calls that somebody leads, by 2 managers" in statement and "<img" not in statement
    printed = page.context.new_page()
    printed.goto((tmp_path / "statement.html").as_uri())
    pages = printed.pdf(format="A4").count(b"/Type /Page\n")
    printed.close()
    assert pages == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_overflows_at_any_width(address: str, visit, scheme: str) -> None:
    page = visit(address, scheme=scheme)
    settle(page)
    page.get_by_text("The same numbers as a table").click()
    page.locator(".root.figures table").first.wait_for()
    for width in (1280, 700, 400):
        page.set_viewport_size({"width": width, "height": 800})
        wait_until_drawn(page)
        assert not overflows(page)
    ARTIFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTIFACTS / f"audit-{scheme}.png")
