"""One module a page, each with ``draw_page``."""
