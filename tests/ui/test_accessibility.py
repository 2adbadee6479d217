"""axe finds nothing at levels A and AA on any page, in either theme, wide or narrow."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from coder import (
    CallDetails,
    Store,
    add_call,
    assign_coding,
    code_call,
    finish_coding,
    load_model,
    open_store,
    set_blind_codes,
    set_review_state,
    this_person,
)
from tests.builders import talk
from tests.ui.browsing import needs_browser, serving, wait_until_still

axe_api = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": LEVELS}, "resultTypes": ["violations"]}
# What is on each page once it is there.
PAGES = {
    "": ".root.calls tbody tr",
    "review": ".transcript .row",
    "audit": "[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg",
    "trend": "[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg",
    "practice": ".own .words",
    "coders": ".root.coding .row",
    "coders?do=compare": ".settling .difference",
    "coders?do=learn": ".st-key-lesson",
    "lab": ".root.grid",
    "lab?section=Train": ".st-key-lab_train",
    "lab?section=Models": ".root.grid",
    "lab?section=Compare": ".st-key-lab_compare",
    "codebook": "h1",
}
WEEKS = 6

pytestmark = needs_browser


@pytest.fixture(scope="module")
def address(store_with_samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app with half a dozen calls of one manager, so that there is a trend."""
    folder = tmp_path_factory.mktemp("accessible")
    place = Path(shutil.copy(store_with_samples, folder / "store.sqlite3"))
    model = load_model("default")
    with open_store(str(place)) as store:
        for week in range(WEEKS):
            says = [("Ana", f"What is next on deal {week}{n}?") for n in range(20)]
            does = [("Ana", f"Call the plant manager {week}{n} today.") for n in range(12)]
            answers = [("Ben", f"I sent plan {week}{n} to them last week, and they like it.") for n in range(32)]
            lines = [line for pair in zip([*says, *does], answers, strict=True) for line in pair]
            review = code_call(talk(*lines), model, manager="Ana")
            call = add_call(store, review, CallDetails(f"2026-05-{week + 1:02d}", "one_to_one"), person="Ana").id
        share_out(store, call)
    with serving(place, folder) as served:
        yield served


def share_out(store: Store, call: str) -> None:
    """Two codings of a call that differ, one more that was begun, and the call done."""
    for coder in ("Zoe", "Ben", this_person()):
        task = assign_coding(store, call, coder, person="Ana")
        set_blind_codes(store, task, {0: "steer" if coder == "Zoe" else "inspect", 1: "inform"})
        if coder != this_person():
            finish_coding(store, task)
    set_review_state(store, call, "done", person="Ana")


def violations(page) -> list[str]:
    wait_until_still(page)
    found = axe_api.Axe().run(page, options=OPTIONS).response["violations"]
    nodes = [(each["id"], node) for each in found for node in each["nodes"]]
    return [f"{rule}: {node['html'][:200]} {node['failureSummary']}" for rule, node in nodes]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path or "calls")
def test_axe_finds_nothing(visit, address, path, scheme) -> None:
    page = visit(f"{address}/{path}", scheme=scheme)
    page.locator(PAGES[path]).first.wait_for()
    page.get_by_test_id("stStatusWidget").wait_for(state="hidden")
    found = violations(page)
    page.set_viewport_size({"width": 400, "height": 800})
    assert found + violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_a_call_is_worked_on(visit, address, scheme) -> None:
    page = visit(f"{address}/review", scheme=scheme)
    label = page.locator(".row .label").first
    label.press("w")
    page.locator(".why").wait_for()
    page.locator(".keys summary").click()
    found = violations(page)
    label.press("Escape")
    label.press("Space")
    page.locator(".bulk").wait_for()
    page.locator("details:not([open]) > summary").evaluate_all("all => all.forEach(one => one.click())")
    assert found + violations(page) == []


def test_axe_finds_nothing_while_differences_are_settled(visit, address) -> None:
    page = visit(f"{address}/coders?do=compare")
    page.locator(".difference").first.focus()
    page.keyboard.press("1")
    page.locator(".settled summary").wait_for()
    page.get_by_label("Show who gave which").check()
    page.locator("details:not([open]) > summary").evaluate_all("all => all.forEach(one => one.click())")
    assert violations(page) == []
