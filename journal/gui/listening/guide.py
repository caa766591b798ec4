"""How the desktop's own shortcuts are made to catch the screen, where it lets no program hear keys."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.gui.kit import Wording
from journal.gui.text.button import Button
from journal.gui.text.copying import copy_text
from journal.gui.text.label import Label, Small


class Guide(QWidget):
    """Three steps, with the command to be pasted."""

    def __init__(self, words: Wording, desktop: str, command: str) -> None:
        super().__init__()
        self._command = f"bindsym F9 exec {command}" if desktop == "sway" else command
        say = words.say
        self.copy = Button(say("Copy the line") if desktop == "sway" else say("Copy the command"), small=True)
        self.copy.clicked.connect(self._copy)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(Label(say("Your desktop can do it instead:")))
        for number, step in enumerate(steps(words, desktop), start=1):
            box.addWidget(Small(say("{number}. {step}", number=words.number(number), step=step)))
        box.addWidget(Label(self._command, selectable=True))
        box.addWidget(self.copy)

    def _copy(self) -> None:
        copy_text(self._command)


def steps(words: Wording, desktop: str) -> tuple[str, ...]:
    """What to do, one after the other."""
    say = words.say
    if desktop == "sway":
        return (
            say("Open the file .config/sway/config in your home folder, and add the line below."),
            say("Where it says F9, put any key that is free. Then reload sway: Mod, Shift and C."),
            say("Press the key once, and see in “To sort” that the screen was kept."),
        )
    there = {
        "gnome": say("Open the settings, then Keyboard, View and Customize Shortcuts, Custom Shortcuts."),
        "kde": say("Open the system settings, then Keyboard, Shortcuts, and add a new command."),
    }.get(desktop, say("Open your desktop’s settings for keyboard shortcuts, and add one."))
    return (
        there,
        say("Give it any name, choose a key that is free, and paste the command below."),
        say("Press the key once, and see in “To sort” that the screen was kept."),
    )
