"""The script Streamlit runs: the pages and how to get from one to the other."""

from pathlib import Path

import streamlit as st

from ui.app_pages import audit, codebook, coders, lab, library, practice, review, trend
from ui.widgets import draw_page_links, dress_page

PAGES = [
    st.Page(library.draw_page, title="Calls", url_path="calls", default=True),
    st.Page(review.draw_page, title="Review a call", url_path="review"),
    st.Page(trend.draw_page, title="Trend", url_path="trend"),
    st.Page(audit.draw_page, title="Audit", url_path="audit"),
    st.Page(practice.draw_page, title="Practice", url_path="practice"),
    st.Page(coders.draw_page, title="Coders", url_path="coders"),
    st.Page(lab.draw_page, title="Model lab", url_path="lab"),
    st.Page(codebook.draw_page, title="Codebook", url_path="codebook"),
]

st.set_page_config(page_title="Call review", page_icon=str(Path(__file__).with_name("favicon.svg")), layout="wide")
dress_page()
page = st.navigation(PAGES, position="top")
draw_page_links(PAGES)
page.run()
