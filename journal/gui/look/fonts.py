"""The fonts the program ships, for letters the system's own fonts lack: names and quotes come in all scripts."""

from pathlib import Path

from PySide6.QtGui import QFontDatabase


def bring(folder: Path) -> None:
    """Let Qt fall back on these fonts; one that cannot be read is left out."""
    for file in sorted((*folder.glob("*.ttf"), *folder.glob("*.otf"))):
        QFontDatabase.addApplicationFont(str(file))
