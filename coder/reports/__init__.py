"""A review as text in one of several forms: one file a form, each ``render(review) -> str``."""

from coder.reports import comma_separated, markdown, page, review_json, terminal
from coder.review import Review

_RENDER = {
    "text": terminal.render,
    "json": review_json.render,
    "csv": comma_separated.render,
    "md": markdown.render,
    "html": page.render,
}

KINDS = tuple(_RENDER)
# File name endings, for those who write reports to files.
SUFFIX = {"text": ".txt", "json": ".json", "csv": ".csv", "md": ".md", "html": ".html"}


def render_report(review: Review, kind: str) -> str:
    """The review in one of ``KINDS``.

    Raises:
        KeyError: an unknown kind.
    """
    return _RENDER[kind](review)
