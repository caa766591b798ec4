"""What there is to know, on one sheet."""

from PySide6.QtWidgets import QGridLayout, QWidget

from journal.domain.hotkeys import Hearing, KeyUse
from journal.gui.kit import Wording
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button
from journal.gui.text.label import Kind, Label, Small


class HelpSheet(Sheet):
    """Keys, and what is done with what is written."""

    def __init__(self, words: Wording, host: QWidget, hearing: Hearing = Hearing()) -> None:  # noqa: B008  # frozen
        """`hearing` are the keys that work in every program."""
        super().__init__(words, host, words.say("Help"), width=520)
        say = words.say
        self.body.addWidget(Label(say("What you write is kept by itself. There is no Save button.")))
        self.body.addWidget(
            Label(
                say(
                    "Nothing is sent anywhere unless you ask for it. Everything lies encrypted here, and only your"
                    " passphrase or your 24 words open it."
                )
            )
        )
        self.body.addWidget(
            Label(say("An entry needs only a few words. Everything else can come later, or never."))
        )
        self.body.addWidget(Label(say("Keys"), Kind.STRONG))
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        everywhere = (
            (hearing.name_of(KeyUse.CAPTURE), say("Keep what is on the screen, in any program")),
            (hearing.name_of(KeyUse.WINDOW), say("Hide this window, or bring it up, in any program")),
        )
        for row, (key, does) in enumerate(
            (
                *((key, does) for key, does in everywhere if key),
                ("Esc Esc Esc", say("Hide at once, and lock")),
                ("Ctrl+N", say("New entry")),
                ("Ctrl+F", say("Search")),
                ("Ctrl+P", say("Print")),
                ("Ctrl+V", say("Paste a picture, a file or words")),
                ("Ctrl+Z", say("Take back the last step")),
                ("Ctrl+L", say("Lock")),
                ("Ctrl+,", say("Settings")),
                ("F6", say("Next part of the window")),
            )
        ):
            grid.addWidget(Label(key, Kind.SMALL_STRONG), row, 0)
            grid.addWidget(Small(does), row, 1)
        self.body.addLayout(grid)
        self.body.addWidget(
            Small(
                say(
                    "In danger now? Call your local emergency number. Whoever can see your screen, "
                    "or has put spy software on this computer, can read along."
                )
            )
        )
        self.done = Button(say("Done"))
        self.done.clicked.connect(self.close_sheet)
        self.foot.addStretch(1)
        self.foot.addWidget(self.done)
