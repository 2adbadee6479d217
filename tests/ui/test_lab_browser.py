"""The lab in a real browser: work outlives its tab, names stay text, nothing overflows."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coder import running_job
from tests.builders import copy_model
from tests.conftest import Trained
from tests.ui.browsing import ARTIFACTS, expect, needs_browser, overflows, serving, wait_until_drawn

HOSTILE = "<img src=x onerror=window.hacked=1> [link](javascript:window.hacked=1) **bold**"

LEAST_HEIGHT = 150

pytestmark = needs_browser


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
    place = Path(shutil.copy(store_with_samples, tmp_path / "store.sqlite3"))
    with serving(place, tmp_path, CALL_REVIEW_LAB=str(lab)) as served:
        yield f"{served}/lab"


def choose(page: Any, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label, exact=True).first.click()
    page.get_by_role("option").filter(has_text=option).first.click()


def test_work_outlives_its_tab_and_can_be_stopped(visit, address: str, lab: Path) -> None:
    page = visit(f"{address}?section=Train")
    page.get_by_label("Name", exact=True).fill("second")
    page.get_by_label("Name", exact=True).press("Enter")
    page.get_by_role("button", name="Train", exact=True).click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.close()
    assert running_job(lab / "jobs") is not None
    page = visit(f"{address}?section=Compare")
    expect(page.locator(".st-key-job")).to_contain_text("second")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".st-key-job")).to_contain_text("Stopped")
    assert running_job(lab / "jobs") is None and not (lab / "models" / "second").exists()


def test_names_of_folders_are_text_and_the_end_of_work_shows_by_itself(visit, address: str) -> None:
    page = visit(address)
    expect(page.locator(".grid tbody th").filter(has_text="<img src=x")).to_be_visible()
    choose(page, "Folder", "<img src=x")
    expect(page.get_by_role("button", name="Take it off the list")).to_be_visible()
    page.get_by_role("button", name="Look for them").click()
    expect(page.locator(".st-key-job")).to_contain_text("Doubtful codes found in: ")
    page.get_by_text("Show the words").click()
    expect(page.get_by_role("columnheader", name="Words")).to_be_visible()
    page.get_by_role("radio", name="Train").click()
    expect(page).to_have_url(f"{address}?section=Train")
    page.get_by_role("combobox", name="Learn from").click()
    page.get_by_role("option").filter(has_text="<img src=x").click()
    expect(page.locator("[data-baseweb=tag], [data-testid=stMultiSelect]").filter(has_text="<img")).not_to_have_count(0)
    assert page.evaluate("window.hacked") is None
    assert page.locator("img[src=x], a[href^=javascript]").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_overflows_no_chart_is_blank_and_pictures_are_kept(visit, address: str, scheme: str) -> None:
    page = visit(f"{address}?section=Models", scheme=scheme)
    choose(page, "Model", "tiny")
    charts = page.get_by_test_id("stVegaLiteChart")
    expect(charts.locator(":is(canvas, svg)")).to_have_count(3)
    ARTIFACTS.mkdir(exist_ok=True)
    for width in (1280, 400):
        page.set_viewport_size({"width": width, "height": 900})
        wait_until_drawn(page)
        assert not overflows(page)
        assert all(chart.bounding_box()["height"] >= LEAST_HEIGHT for chart in charts.all())
        page.screenshot(path=ARTIFACTS / f"lab-{scheme}-{width}.png")
