"""The one locator of what ships with the program: the template, the demo data.

In a checkout and an editable install they lie in `fixtures/` beside the package; in a wheel they lie inside it.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from board.errors import UsageError

_PACKAGE = Path(__file__).resolve().parent
# The wheel's place first: beside an installed package there could lie anybody's folder called "fixtures".
_PLACES = (_PACKAGE / "_fixtures", _PACKAGE.parent / "fixtures")


def fixtures_dir() -> Path:
    """The folder that holds the template and the demo data, wherever the program runs from."""
    for place in _PLACES:
        if place.is_dir():
            return place
    raise UsageError("fixtures_missing", path=str(_PLACES[0]))


def read_template(name_or_path: str | Path) -> dict[str, Any]:
    """A template as parsed TOML: one that ships with the program by its bare name, any other by its path.

    A bare name (`erqi`) has no folder and no ending, so it never hides a file that the user means.
    """
    path = Path(name_or_path)
    if path.name == str(path) and not path.suffix:
        path = fixtures_dir() / "templates" / f"{path}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise UsageError("template_missing", path=str(path)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("template_unreadable", path=str(path), reason=str(error)) from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError("template_invalid", path=str(path), reason=str(error)) from error
