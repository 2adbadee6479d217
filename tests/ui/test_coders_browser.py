"""The coders' page in a real browser: coded by keys, compared, settled, learnt; nothing lost at any speed."""

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coder import (
    CallQuery,
    Store,
    add_call,
    assign_coding,
    blind_codes_of,
    code_call,
    confirm_rest,
    finish_coding,
    list_calls,
    load_codebook,
    load_model,
    open_store,
    set_blind_codes,
    set_review_state,
    settled_codes,
)
from tests.builders import talk
from tests.ui.browsing import ARTIFACTS, expect, needs_browser, overflows, serving, wait_until_drawn
from ui.coding_view import LETTERS

BETWEEN_KEYS_MS = 1000 / 16
HOSTILE = "<img src=x onerror=window.hacked=1>"
N = 60
HERE = ".root.coding .row.here .words"

pytestmark = needs_browser


def keep_call(store: Store) -> str:
    """The id of a call of sixty utterances, one of them hostile."""
    lines = [("Ana" if i % 2 == 0 else "Ben", f"What is next on line {i}, and why?") for i in range(N - 1)]
    call = talk(*lines[:7], ("Ben", f"They say {HOSTILE} to me."), *lines[7:])
    review = code_call(call, load_model("fast"), manager="Ana")
    assert len(review.utterances) == N
    return add_call(store, review, person="Ana").id


@pytest.fixture
def place(store_with_samples: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(store_with_samples, tmp_path / "store.sqlite3"))


@pytest.fixture
def store(place: Path) -> Iterator[Store]:
    with open_store(str(place)) as opened:
        yield opened


@pytest.fixture
def call(store: Store) -> str:
    """A call that this user is to code, and that Zoe has coded."""
    call = keep_call(store)
    zoe = assign_coding(store, call, "Zoe", person="Ana")
    set_blind_codes(store, zoe, {i: "inspect" if i % 3 else "open_question" for i in range(N)})
    finish_coding(store, zoe)
    return call


@pytest.fixture
def address(place: Path, tmp_path: Path) -> Iterator[str]:
    """The coders' page, served to Cem."""
    with serving(place, tmp_path, LOGNAME="cem") as served:
        yield f"{served}/coders"


@pytest.fixture
def open_page(address: str, visit) -> Callable:
    """Opens the page."""

    def open_(query: str = "", scheme: str = "light"):
        page = visit(address + query, height=900, scheme=scheme)
        page.get_by_role("heading", name="Coders").wait_for()
        return page

    return open_


def codes_of(store: Store, call: str, coder: str) -> dict[int, str]:
    return next(each.code_of for each in blind_codes_of(store, call) if each.coder == coder)


def wait_until(right: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not right():
        assert time.monotonic() < deadline, "not so after a minute"
        time.sleep(0.1)


def test_sixty_codes_at_sixteen_a_second_all_arrive(open_page, store: Store, call: str) -> None:
    task = assign_coding(store, call, "cem", person="Ana")
    page = open_page()
    page.locator(HERE).wait_for()
    expect(page.locator(".root.coding .row")).to_have_count(N)
    assert page.evaluate("window.hacked") is None
    expect(page.locator(".root.coding .answer .swatch")).to_have_count(0)
    ids = load_codebook().code_ids
    typed = [ids[i % len(ids)] for i in range(N)]
    page.locator(".root.coding .row.here").focus()
    page.keyboard.type("".join(LETTERS[code] for code in typed), delay=BETWEEN_KEYS_MS)
    page.keyboard.type("jjj")
    expect(page.locator(".root.coding .progress")).to_have_text(f"{N} of {N} coded")
    wait_until(lambda: len(codes_of(store, call, "cem")) == N)
    assert codes_of(store, call, "cem") == dict(enumerate(typed))
    page.keyboard.press("Enter")
    expect(page.locator(".root.coding .done")).to_contain_text("Done.")
    page.reload()
    expect(page.locator(".root.coding .done")).to_contain_text("Done.")
    assert page.locator("img[src=x], a[href^=javascript]").count() == 0
    assert [each.state for each in blind_codes_of(store, call) if each.id == task] == ["done"]


def test_two_strokes_and_back_and_a_call_left_and_gone_on_with(open_page, store: Store, call: str) -> None:
    assign_coding(store, call, "cem", person="Ana")
    page = open_page()
    page.locator(HERE).wait_for()
    page.locator(".root.coding .row.here").focus()
    page.keyboard.type("41o4")
    expect(page.locator(HERE)).to_have_text("What is next on line 2, and why?")
    expect(page.locator(".root.coding .column.chosen")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".root.coding .column.chosen")).to_have_count(0)
    page.keyboard.press("Backspace")
    page.keyboard.type("42")
    expect(page.locator(".root.coding .progress")).to_have_text(f"2 of {N} coded")
    wait_until(lambda: codes_of(store, call, "cem") == {0: "open_question", 1: "clarify"})
    page.reload()
    expect(page.locator(HERE)).to_have_text("What is next on line 2, and why?")


def test_differences_are_settled_by_key_and_the_list_gets_shorter(open_page, store: Store, call: str) -> None:
    task = assign_coding(store, call, "cem", person="Ana")
    set_blind_codes(store, task, dict.fromkeys(range(N), "open_question"))
    finish_coding(store, task)
    page = open_page("?do=compare")
    expect(page.locator(".agreement tbody tr").first).to_contain_text("33.3 %")
    rows = page.locator(".settling .difference")
    expect(rows).to_have_count(40)
    expect(page.locator(".settling .choice .by").first).to_be_hidden()
    rows.first.focus()
    page.keyboard.type("1t12")
    expect(rows).to_have_count(36)
    wait_until(lambda: len(settled_codes(store, call)) == 4)
    assert settled_codes(store, call)[2] == "steer"
    page.keyboard.press("Backspace")
    expect(rows).to_have_count(37)
    wait_until(lambda: len(settled_codes(store, call)) == 3)
    page.reload()
    expect(rows).to_have_count(37)
    expect(page.locator(".settling .progress")).to_have_text("3 of 40 settled.")
    assert page.evaluate("window.hacked") is None


def test_learning_tells_each_miss_with_the_codebook(open_page, store: Store, call: str) -> None:
    confirm_rest(store, call, person="Ana")
    set_review_state(store, call, "done", person="Ana")
    page = open_page("?do=learn")
    page.get_by_role("button", name="Begin").press("Enter")
    page.locator(HERE).wait_for()
    page.locator(".root.coding .row.here").focus()
    page.keyboard.type("l" * 20, delay=BETWEEN_KEYS_MS)
    expect(page.locator(".root.coding .progress")).to_have_text("20 of 20 coded")
    page.keyboard.press("Enter")
    expect(page.locator(".root.learning h2").first).to_contain_text("of 20 utterances as settled")
    expect(page.locator(".root.learning .misses li").first).to_contain_text("Social")
    page.get_by_role("button", name="Another part").press("Enter")
    page.get_by_role("button", name="Begin").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_overflows_and_pictures_are_kept(open_page, store: Store, call: str, scheme: str) -> None:
    own = assign_coding(store, call, "cem", person="Ana")
    set_blind_codes(store, own, {i: list(LETTERS)[i % 18] for i in range(N)})
    finish_coding(store, own)
    sample = list_calls(store, CallQuery(is_sample=True)).calls[0].id
    begun = assign_coding(store, sample, "cem", person="Ana")
    set_blind_codes(store, begun, {i: list(LETTERS)[i % 18] for i in range(9)})
    confirm_rest(store, call, person="Ana")
    set_review_state(store, call, "done", person="Ana")
    ARTIFACTS.mkdir(exist_ok=True)
    for tab, ready in (("code", HERE), ("compare", ".settling .difference"), ("learn", "text=Begin")):
        page = open_page(f"?do={tab}", scheme)
        page.locator(ready).first.wait_for()
        if tab == "learn":
            page.get_by_role("button", name="Begin").press("Enter")
            page.locator(HERE).wait_for()
            page.locator(".root.coding .row.here").focus()
            page.keyboard.type("oi" * 10, delay=BETWEEN_KEYS_MS)
            page.keyboard.press("Enter")
            page.locator(".root.learning .misses li").first.wait_for()
        for width in (1280, 400):
            page.set_viewport_size({"width": width, "height": 1600})
            wait_until_drawn(page)
            assert not overflows(page)
            page.screenshot(path=ARTIFACTS / f"coders-{tab}-{scheme}-{width}.png")
