"""A small writer for each form that is read, so that tests can make a file of any call in any of them."""

from tests.readers.composing import captions, markup, packed, research, services, text, tools
from tests.readers.composing.composer import Composer, make_talk

__all__ = ["COMPOSERS", "Composer", "make_talk"]

COMPOSERS: tuple[Composer, ...] = (
    *captions.COMPOSERS,
    *text.COMPOSERS,
    *markup.COMPOSERS,
    *tools.COMPOSERS,
    *services.COMPOSERS,
    *research.COMPOSERS,
    *packed.COMPOSERS,
)
