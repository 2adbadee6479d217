"""The page that explains what is coded."""

from ui.codebook_view import codebook_view
from ui.widgets import draw_codebook


def draw_page() -> None:
    """The codebook, as the model and the people who correct it read it."""
    draw_codebook(codebook_view())
