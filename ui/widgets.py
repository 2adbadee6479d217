"""Draws plain data: the components, and the notices around them.

Each component is one folder under ``components/``: its scripts are joined in the
order of their names after the shared ones. Whatever was said in a call reaches
the browser only as data, and the scripts write it only as text.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from ui.keys import Key
from ui.mode_colours import mode_rules
from ui.theme import Scheme

FOLDER = Path(__file__).with_name("components")
MOST_LINES = 20
PAGE_CSS = Path(__file__).with_name("page.css")


def _load(name: str, suffix: str) -> str:
    files = [*sorted((FOLDER / "shared").glob(f"*.{suffix}")), *sorted((FOLDER / name).glob(f"*.{suffix}"))]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def _component(name: str) -> Callable[..., Any]:
    return st.components.v2.component(f"coder_{name}", css=mode_rules() + _load(name, "css"), js=_load(name, "js"))


_ways = _component("ways")
_summary = _component("summary")
_call = _component("call")
_codebook = _component("codebook")
_figures = _component("figures")
_practice = _component("practice")
_calls = _component("calls")
_coding = _component("coding")
_comparing = _component("comparing")
_learning = _component("learning")
_grid = _component("grid")


def dress_page() -> None:
    """The few rules that the theme has no option for."""
    st.html(f"<style>{PAGE_CSS.read_text(encoding='utf-8')}</style>")


def page_scheme() -> Scheme:
    """Whether the page is light or dark, for charts: they take their colours with them."""
    return "dark" if st.context.theme.type == "dark" else "light"


def draw_page_links(pages: Sequence[Any]) -> None:
    """The pages by name, for narrow screens: there Streamlit hides its own links behind an arrow."""
    with st.container(key="pages", horizontal=True, gap="small"):
        for page in pages:
            st.page_link(page, width="content")


def draw_ways() -> None:
    """Links to the parts of the page, first in the order of the Tab key."""
    _ways(data={}, key="ways")


def draw_summary(summary: Mapping[str, Any]) -> None:
    """The head of the page: what call this is, and its figures."""
    _summary(data=dict(summary), key="summary")


def draw_call(call: Mapping[str, Any]) -> None:
    """Timeline and transcript; what people do in them is under ``Key.TRANSCRIPT``, as ``sent``."""
    _call(data=dict(call), key=Key.TRANSCRIPT, on_sent_change=lambda: None)


def draw_codebook(codebook: Mapping[str, Any]) -> None:
    """Modes, codes, lenses, signals and rules."""
    _codebook(data=dict(codebook), key="codebook")


def draw_figures(table: Mapping[str, Any], *, key: str) -> str | None:
    """A table of calls; the id of the one that was just chosen."""
    return _figures(data=dict(table), key=key, on_opened_change=lambda: None).opened


def draw_grid(table: Mapping[str, Any], *, key: str) -> None:
    """A table of plain texts: ``caption``, ``columns``, ``rows``; ``texts`` are the columns that hold no figures."""
    _grid(data=dict(table), key=key)


def draw_practice_part(part: str, data: Mapping[str, Any]) -> None:
    """One part of the practice page: "head", "tell", "rewrite" or "attempts"."""
    _practice(data={"part": part, **data}, key=f"practice-{part}")


def draw_calls(calls: Mapping[str, Any]) -> Any:
    """A page of the list of calls; what was pressed comes back by name, what was not as ``None``."""
    pressed = {f"on_{name}_change": lambda: None for name in ("open", "edit", "remove", "sort", "page")}
    return _calls(data=dict(calls), key=Key.LIBRARY, **pressed)


def draw_coding(coding: Mapping[str, Any], *, key: str) -> None:
    """A call to be coded by keys; what was coded is under the key, as ``sent``."""
    _coding(data=dict(coding), key=key, on_sent_change=lambda: None)


def draw_agreement(agreement: Mapping[str, Any]) -> None:
    """How far codings agree, as a table."""
    _comparing(data=dict(agreement), key="agreement-table")


def draw_settling(settling: Mapping[str, Any]) -> None:
    """What codings differ on, to be settled by keys; what was is under ``Key.SETTLING``, as ``sent``."""
    _comparing(data=dict(settling), key=Key.SETTLING, on_sent_change=lambda: None)


def draw_learning(learning: Mapping[str, Any]) -> None:
    """How a learner's codes meet the settled ones."""
    _learning(data=dict(learning), key="learning-result")


def draw_problem(sentences: Sequence[str], *, kept: bool) -> None:
    """Errors a user can mend. ``st.text`` keeps a hostile file name from being read as Markdown."""
    with st.container(key="problem"):
        st.error("That did not work." + (" The call below is still the one from before." if kept else ""))
        draw_lines(sentences)


def draw_left_out(head: str, sentences: Sequence[str]) -> None:
    """What of an upload was not read, closed until somebody asks."""
    with st.container(key="left_out"), st.expander(head):
        draw_lines(sentences)


def draw_lines(sentences: Sequence[str]) -> None:
    """Plain text, a line each; no more than can be read."""
    shown = list(sentences[:MOST_LINES])
    if len(sentences) > MOST_LINES:
        shown.append(f"and {len(sentences) - MOST_LINES:,} more")
    for sentence in shown:
        st.text(sentence)
