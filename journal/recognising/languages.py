"""Where the languages lie that the engine can read, and whether engine and languages are here at all."""

import sysconfig
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

_NAMES = {"eng": "English", "deu": "German"}

LANGUAGES = tuple(_NAMES)
"""Their letters are those of most of Europe; accents they lack are dropped, and nothing is compared with accents."""

KNOWN = tuple(_NAMES.values())
"""The same as words for people."""


def folder() -> Path:
    """Where the packages of the languages put them."""
    return Path(sysconfig.get_path("data")) / "share" / "tessdata"


def engine() -> str:
    """Which engine there is."""
    try:
        return f"tesserocr {version('tesserocr')}"
    except PackageNotFoundError:
        return "none"


def can_read() -> bool:
    """Whether there is an engine on this computer, and all it needs."""
    there = all((folder() / f"{language}.traineddata").is_file() for language in LANGUAGES)
    return there and find_spec("tesserocr") is not None
