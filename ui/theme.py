"""Colour and type of the whole app, light and dark, in one place.

The mode colours descend from Okabe and Ito's palette, moved until each has 4.5:1
on its page, so that labels can wear them, and until no two fall together for
red-, green- or blue-blind eyes (``tests/ui/test_colours.py`` computes both).
They travel to the components as Streamlit's own colour names, hence ``SLOTS``.
"""

from typing import Any, Literal

Scheme = Literal["light", "dark"]

SLOTS = {"tell": "orange", "pitch": "violet", "persuade": "blue", "listen": "green", "other": "gray"}

MODE_COLOURS = {
    "light": {
        "tell": "#C24A05",
        "pitch": "#A34B87",
        "persuade": "#1C4A8C",
        "listen": "#0B7A55",
        "other": "#918F8C",
    },
    "dark": {
        "tell": "#E56B33",
        "pitch": "#DFA6C8",
        "persuade": "#6C99DA",
        "listen": "#48C08D",
        "other": "#7D787C",
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


def theme_options() -> dict[str, Any]:
    """Streamlit's ``theme.*`` options for type, light and dark."""
    options: dict[str, Any] = {f"theme.{name}": value for name, value in TYPE.items()}
    for scheme, surfaces in SURFACES.items():
        colours = {f"{SLOTS[mode]}Color": colour for mode, colour in MODE_COLOURS[scheme].items()}
        for name, value in {**surfaces, **colours}.items():
            options[f"theme.{scheme}.{name}"] = value
    return options
