"""Where the languages lie that the engine can read, and whether engine and languages are here at all."""

import sysconfig
from importlib.util import find_spec
from pathlib import Path

LANGUAGES = ("eng", "deu")
"""Their letters are those of most of Europe; accents they lack are dropped, and nothing is compared with accents."""


def folder() -> Path:
    """Where the packages of the languages put them."""
    return Path(sysconfig.get_path("data")) / "share" / "tessdata"


def can_read() -> bool:
    """Whether there is an engine on this computer, and all it needs."""
    there = all((folder() / f"{language}.traineddata").is_file() for language in LANGUAGES)
    return there and find_spec("tesserocr") is not None
