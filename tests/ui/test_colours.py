"""Contrast and colour blindness, computed: colours are never trusted to taste alone."""

from itertools import combinations

import pytest

from ui.mode_colours import mode_slots
from ui.theme import COLOURS, SURFACES, colours_of_modes, theme_options

TEXT, GRAPHICS = 4.5, 3.0
# Below about ten, two patches side by side begin to look like one.
APART = 12.0
QUIET_SHARE = 0.66

# Machado, Oliveira and Fernandes (2009), full dichromacy, on linear RGB.
SEEN_BY = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.9505, 1.0, 1.089)


def channels(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def linear(colour: str) -> list[float]:
    shares = [channel / 255 for channel in channels(colour)]
    return [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    return sum(weight * value for weight, value in zip(TO_XYZ[1], linear(colour), strict=True))


def apply(matrix, vector) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def lab(colour: str, eye: str) -> tuple[float, float, float]:
    seen = [min(1.0, max(0.0, value)) for value in apply(SEEN_BY[eye], linear(colour))]
    x, y, z = (_root(value / white) for value, white in zip(apply(TO_XYZ, seen), WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(value: float) -> float:
    return value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116


def mix(one: str, other: str, share: float) -> str:
    pairs = zip(channels(one), channels(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


@pytest.mark.parametrize("scheme", SURFACES)
@pytest.mark.parametrize("surface", ["backgroundColor", "secondaryBackgroundColor"])
def test_text_can_be_read(scheme, surface):
    colours = SURFACES[scheme]
    page = colours[surface]
    quiet = mix(colours["textColor"], colours["backgroundColor"], QUIET_SHARE)
    for colour in (colours["textColor"], colours["linkColor"], quiet):
        assert contrast(colour, page) >= TEXT, (colour, page)


@pytest.mark.parametrize("scheme", SURFACES)
def test_the_accent_carries_streamlits_white_text(scheme):
    accent = SURFACES[scheme]["primaryColor"]
    assert contrast(accent, "#FFFFFF") >= TEXT
    assert contrast(accent, SURFACES[scheme]["backgroundColor"]) >= GRAPHICS


@pytest.mark.parametrize("scheme", SURFACES)
def test_modes_stand_out_from_the_page(scheme):
    page = SURFACES[scheme]["backgroundColor"]
    for name, colour in COLOURS[scheme].items():
        # Shares are written inside the bars of the modes that count, in the page's colour.
        assert contrast(colour, page) >= (GRAPHICS if name == "gray" else TEXT), (name, colour)


@pytest.mark.parametrize("scheme", SURFACES)
@pytest.mark.parametrize("eye", SEEN_BY)
def test_modes_differ_for_every_eye(scheme, eye):
    for (one, first), (other, second) in combinations(COLOURS[scheme].items(), 2):
        distance = sum((a - b) ** 2 for a, b in zip(lab(first, eye), lab(second, eye), strict=True)) ** 0.5
        assert distance >= APART, (one, other, round(distance, 1))


def test_every_mode_reaches_the_components():
    options = theme_options()
    for scheme in COLOURS:
        for mode, colour in colours_of_modes(scheme).items():
            assert options[f"theme.{scheme}.{mode_slots()[mode][0]}Color"] == colour
        assert f"theme.{scheme}.redColor" not in options
