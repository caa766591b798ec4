"""The fonts the program ships, for letters the system's own fonts lack: names and quotes come in all scripts."""

from pathlib import Path

from PySide6.QtGui import QFontDatabase


def bring(folder: Path) -> None:
    """Let Qt fall back on the fonts for everyday letters; one that cannot be read is left out."""
    for file in sorted((*folder.glob("*.ttf"), *folder.glob("*.otf"))):
        QFontDatabase.addApplicationFont(str(file))


def bring_rare(folder: Path) -> None:
    """And on those for all other scripts: a hundred and more, which a start need not wait for."""
    for file in sorted(folder.glob("*.ttc")):
        QFontDatabase.addApplicationFont(str(file))
