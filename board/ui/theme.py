"""Our themes: dark, light and high contrast. A lamp's colours keep 4.5:1 or more against what they stand on."""

from __future__ import annotations

from textual.theme import Theme

_NAMES = (
    "gap column head head-on card-on card-on-text fresh marked text dim faint rule bar edge-none red red-text orange "
    "orange-text yellow yellow-text green grey chase badge badge-text key bad good tag tag-text"
).split()


def _theme(name: str, *, dark: bool, colours: str, accent: str) -> Theme:
    variables = {f"b-{key}": value for key, value in zip(_NAMES, colours.split(), strict=True)}
    return Theme(
        name=name,
        primary=accent,
        accent=accent,
        background=variables["b-gap"],
        surface=variables["b-column"],
        panel=variables["b-head"],
        foreground=variables["b-text"],
        warning=variables["b-orange"],
        error=variables["b-red"],
        success=variables["b-good"],
        dark=dark,
        variables=variables,
    )


THEMES = (
    _theme(
        "board-dark",
        dark=True,
        accent="#58a6ff",
        colours=(
            "#0b0f13 #141a20 #1f2932 #1d4a72 #1d4a72 #ffffff #1a3026 #16283f #e8edf2 #9aa7b4 #8a96a3 #33404c #58a6ff "
            "#3a4652 #cf222e #ffffff #c2500c #ffffff #f2c037 #141a20 #56c98d #8b98a5 #e6a15c #1f6feb #ffffff #ffb86b "
            "#ff7b72 #56c98d #c9a0ff #141a20"
        ),
    ),
    _theme(
        "board-light",
        dark=False,
        accent="#0a58ca",
        colours=(
            "#dfe4ea #ffffff #eef1f5 #b9d8ff #cfe4ff #0b1f33 #dcf3e3 #e6efff #1b232b #55606c #606b77 #c4ccd4 #0a58ca "
            "#c4ccd4 #c81e2b #ffffff #c2410c #ffffff #f2c037 #1b232b #12763a #606b77 #9a4b00 #0a58ca #ffffff #9a4b00 "
            "#b3141f #12763a #6f42c1 #ffffff"
        ),
    ),
    _theme(
        "board-contrast",
        dark=True,
        accent="#ffff00",
        colours=(
            "#000000 #000000 #000000 #ffff00 #ffff00 #000000 #003c3c #00005f #ffffff #ffffff #d0d0d0 #ffffff #00ffff "
            "#808080 #d70000 #ffffff #ff8700 #000000 #ffff00 #000000 #00ff5f #c6c6c6 #ffaf5f #00ffff #000000 #ffff00 "
            "#ff8787 #00ff5f #d7afff #000000"
        ),
    ),
)
DEFAULT = "board-dark"
WALLS = (
    _theme(
        "board-wall",
        dark=True,
        accent="#7cc0ff",
        colours=(
            "#05080b #10161c #1b2530 #14407a #14407a #ffffff #12301f #10161c #f4f7fa #b8c4d0 #b8c4d0 #4a5a6a #7cc0ff "
            "#5b6b7b #b3001b #ffffff #ff9a3c #000000 #ffd23f #000000 #6fe3a5 #b8c4d0 #ffd0a1 #14407a #ffffff #ffd0a1 "
            "#ffb3ad #6fe3a5 #dcc2ff #10161c"
        ),
    ),
    _theme(
        "board-wall-light",
        dark=False,
        accent="#00408f",
        colours=(
            "#dfe4ea #ffffff #eef1f5 #14407a #14407a #ffffff #d3efdc #ffffff #111820 #364350 #364350 #aab4be #00408f "
            "#aab4be #9b0018 #ffffff #ffab57 #000000 #ffd23f #000000 #0a4f26 #364350 #6b2f00 #14407a #ffffff #00408f "
            "#8b0014 #0a4f26 #4b2a86 #ffffff"
        ),
    ),
)
"""Of the shared screen: read from five metres away, every word keeps 7:1 or more."""
WALL = "board-wall"


def colours(name: str) -> dict[str, str]:
    """The colours of a theme by our names for them; those of the first one for a theme that is not ours."""
    found = next((each for each in (*THEMES, *WALLS) if each.name == name), THEMES[0])
    return {key.removeprefix("b-"): value for key, value in found.variables.items()}


def known(name: str) -> str:
    """The theme of this name, also without its `board-`; the default one when there is no such theme."""
    names = {each.name for each in THEMES}
    return next((each for each in (name, f"board-{name}") if each in names), DEFAULT)


def wall(name: str) -> str:
    """The theme of the shared screen that goes with the theme of this name."""
    return "board-wall-light" if known(name) == "board-light" else WALL
