"""The lines of the settings about catching the screen from anywhere: the keys, and how long they are heard."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.domain.hotkeys import Hearing, KeyState, KeyUse
from journal.gui.kit import Wording
from journal.gui.listening.guide import Guide
from journal.gui.listening.key_field import KeyField
from journal.gui.listening.keys import GlobalKeys
from journal.gui.listening.telling import refusal, why_not
from journal.gui.settings.section import Line, Section
from journal.gui.text.button import Button
from journal.gui.text.choices import Check, words_begin
from journal.gui.text.label import Label, Small

_NO_KEY_AT_ALL = {KeyState.DEAF, KeyState.REFUSED}


class CaptureSection(Section):
    """What is changed here is tried at once; where it cannot be had, the earlier key stays and the line says so."""

    def __init__(self, words: Wording, keys: GlobalKeys) -> None:
        say = words.say
        super().__init__(say("Catching the screen from anywhere"))
        self._words = words
        self._keys = keys
        self._told = {
            KeyUse.CAPTURE: say("In any program, also while this window is locked or hidden."),
            KeyUse.WINDOW: say("Hiding it locks it as well."),
        }
        self._names = {
            KeyUse.CAPTURE: say("Keep what is on the screen"),
            KeyUse.WINDOW: say("Hide this window, or bring it up"),
        }
        self.fields: dict[KeyUse, KeyField] = {}
        self.desktop = Button(say("Choose keys…"), parent=self)
        self.desktop.hide()
        self._lines: dict[KeyUse, Line] = {}
        self._by_desktop: Line | None = None
        self._add_keys()
        self.refused = Label("")
        self.add_wide(self.refused)
        self._guide = Guide(words, keys.hearing.desktop, keys.hearing.command)
        self.add_wide(self._guide)
        self._asked = False
        self.stay = Check(say("Keep listening after the window is closed"))
        self.autostart = Check(say("Start with the computer’s session, without a window"))
        back = say("Nothing is shown then. Start Journal again, and the window is back.")
        seen = say("Who looks at what starts with this computer can see it there.")
        self._ticks = (_Explained(self.stay, back), _Explained(self.autostart, seen))
        for tick in self._ticks:
            self.add_wide(tick)
        self.stay.clicked.connect(self._stay)
        self.autostart.clicked.connect(self._start_with_session)
        self.desktop.clicked.connect(keys.ask_desktop)
        keys.told.connect(self._hear)
        keys.pressed.connect(self._take)
        self._show()
        self._tell("")

    def _add_keys(self) -> None:
        by_desktop = self._keys.hearing.by_desktop
        for use, name in self._names.items():
            field = None if by_desktop else self._field(use, name)
            self._lines[use] = self.add_line(name, self._told[use], field)
        if by_desktop:
            told = self._words.say("Your desktop decides which keys these are.")
            self._by_desktop = self.add_line(self._words.say("Keys"), told, self.desktop)

    def _field(self, use: KeyUse, name: str) -> KeyField:
        field = KeyField(self._words, name)
        field.began.connect(self._begin)
        field.ended.connect(self._end)
        field.chosen.connect(partial(self._choose, use))
        field.declined.connect(self._decline)
        self.fields[use] = field
        return field

    def _begin(self) -> None:
        self._tell(
            self._words.say(
                "Press the new key. If nothing happens, another program has it. "
                "Backspace is for none, Esc leaves it as it is."
            )
        )
        self._keys.choosing(True)

    def _end(self) -> None:
        self._tell("")
        self._keys.choosing(False)

    def _choose(self, use: KeyUse, key: str) -> None:
        self._asked = True
        self._keys.choose(use, key)

    def _stay(self, wanted: bool) -> None:
        self._asked = True
        self._keys.stay(wanted)

    def _start_with_session(self, wanted: bool) -> None:
        self._asked = True
        self._keys.start_with_session(wanted)

    def _take(self, key: str) -> None:
        for field in self.fields.values():
            field.take(key)

    def _decline(self) -> None:
        self._tell(
            self._words.say(
                "That key is needed for other things. Use one from F2 to F12, or hold Ctrl and Alt with a letter."
            )
        )

    def _hear(self) -> None:
        self._show()
        refused = refusal(self._words, self._keys.hearing)
        if self._asked and refused:
            self._asked = False
            self._tell(refused)

    def _show(self) -> None:
        hearing = self._keys.hearing
        for use, line in self._lines.items():
            line.tell(self._about(hearing, use))
        for use, field in self.fields.items():
            field.show_key(hearing.key(use).name)
        state = hearing.key(KeyUse.CAPTURE).state
        self._guide.setVisible(state in _NO_KEY_AT_ALL)
        if self._by_desktop is not None:
            for widget in (self._by_desktop, self.desktop):
                widget.setVisible(state is not KeyState.DEAF)
        self.stay.setChecked(hearing.stay)
        self.autostart.setChecked(hearing.autostart)
        for tick in self._ticks:
            # There is nothing to listen for; but what is on can be turned off.
            tick.setVisible(state is not KeyState.DEAF or tick.check.isChecked())

    def _about(self, hearing: Hearing, use: KeyUse) -> str:
        key = hearing.key(use)
        if why := why_not(self._words, key):
            return why
        if hearing.by_desktop and key.name:
            return self._words.say("{key}. {told}", key=key.name, told=self._told[use])
        return self._told[use]

    def _tell(self, text: str) -> None:
        self.refused.setText(text)
        self.refused.setVisible(bool(text))


class _Explained(QWidget):
    """A tick with a sentence under it."""

    def __init__(self, check: Check, told: str) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.check = check
        box.addWidget(check)
        indented = QVBoxLayout()
        indented.setContentsMargins(words_begin(), 0, 0, 0)
        indented.addWidget(Small(told))
        box.addLayout(indented)
