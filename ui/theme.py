"""Colour and type of the whole app, light and dark, in one place.

The colours of modes, in the order in which a codebook names its modes, descend from
Okabe and Ito's palette, moved until each has 4.5:1 on its page, so that labels can wear
them, and until no two fall together for red-, green- or blue-blind eyes
(``tests/ui/test_colours.py`` computes both).
They travel to the components under Streamlit's own names of colours, see ``ui.mode_colours``.
"""

from typing import Any, Literal

from ui.mode_colours import mode_colours, mode_slots

Scheme = Literal["light", "dark"]

COLOURS = {
    "light": {
        "orange": "#C24A05",
        "violet": "#A34B87",
        "blue": "#1C4A8C",
        "green": "#0B7A55",
        "red": "#DB0649",
        "yellow": "#5A4402",
        "gray": "#918F8C",
    },
    "dark": {
        "orange": "#E56B33",
        "violet": "#DFA6C8",
        "blue": "#6C99DA",
        "green": "#48C08D",
        "red": "#F92452",
        "yellow": "#EFE27A",
        "gray": "#7D787C",
    },
}

SURFACES = {
    "light": {
        "backgroundColor": "#FBFAF7",
        "secondaryBackgroundColor": "#F2F0EA",
        "textColor": "#1D2226",
        "borderColor": "#DEDAD1",
        "primaryColor": "#2A5A6B",
        "linkColor": "#2A5A6B",
    },
    "dark": {
        "backgroundColor": "#14171A",
        "secondaryBackgroundColor": "#1D2226",
        "textColor": "#E9E7E1",
        "borderColor": "#343A40",
        "primaryColor": "#3A7A90",
        "linkColor": "#86BACB",
    },
}

# Both families ship inside Streamlit's wheel: nothing is fetched.
TYPE = {
    "font": "sans-serif",
    "headingFont": "serif",
    "headingFontSizes": ["2rem", "1.5rem", "1.25rem", "1.125rem", "1rem", "1rem"],
    "headingFontWeights": [500, 500, 500, 600, 600, 600],
    "baseRadius": "4px",
    "buttonRadius": "4px",
    "showWidgetBorder": True,
    "paddingTop": "0.5rem",
    "paddingBottom": "4rem",
}


def colours_of_modes(scheme: str) -> dict[str, str]:
    """By mode id, its colour as #RRGGBB on the light or the dark page."""
    return mode_colours(COLOURS[scheme], SURFACES[scheme]["textColor"])


def theme_options() -> dict[str, Any]:
    """Streamlit's ``theme.*`` options for type, light and dark."""
    options: dict[str, Any] = {f"theme.{name}": value for name, value in TYPE.items()}
    used = {name for name, _ in mode_slots().values()}
    for scheme, surfaces in SURFACES.items():
        # Colours that no mode has keep Streamlit's own shade: its notices wear them.
        colours = {f"{name}Color": colour for name, colour in COLOURS[scheme].items() if name in used}
        for name, value in {**surfaces, **colours}.items():
            options[f"theme.{scheme}.{name}"] = value
    return options
