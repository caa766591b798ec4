"""Says after opening, once and quietly, that something which left the journal still lies there readable."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from journal.gui.kit import Kit
from journal.gui.main.notice_bar import NoticeBar
from journal.gui.outputs.sheet import OutputsSheet

if TYPE_CHECKING:
    from journal.services.outputs import Lying, Outputs


class OutputsWatch(QObject):
    """Asks once; what cannot be asked is not worth a word."""

    def __init__(
        self, kit: Kit, outputs: "Outputs", notice: NoticeBar, host: QWidget, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._kit = kit
        self._outputs = outputs
        self._notice = notice
        self._host = host
        self._found: tuple[Lying, ...] = ()

    def begin(self) -> None:
        """Ask what lies there."""
        self._kit.jobs.watch(self._outputs.lying(), self, self._tell, self._ignore)

    def show_them(self) -> None:
        """List them."""
        OutputsSheet(self._kit, self._outputs, self._host).begin()

    def _tell(self, found: "tuple[Lying, ...]") -> None:
        self._found = found
        if not found:
            return
        say = self._kit.words.say
        self._notice.tell(
            self._kit.words.count(
                "One paper can still be read by anyone who finds it.",
                "{number} papers can still be read by anyone who finds them.",
                len(found),
            ),
            (say("Show…"), self.show_them),
            (say("It is safe there") if len(found) == 1 else say("They are safe there"), self._leave),
        )

    def _leave(self) -> None:
        outputs = tuple(each.output for each in self._found)
        self._kit.jobs.watch(self._outputs.leave(outputs), self, self._ignore)

    def _ignore(self, _what: object) -> None:
        """Asked again at the next opening."""
