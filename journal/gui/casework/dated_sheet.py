"""A sheet about something that has a day: without one it would not find its place."""

from PySide6.QtWidgets import QWidget

from journal.domain.moments import Precision, TimeSource, When, local_time
from journal.gui.entry.time_editor import TimeEditor
from journal.gui.kit import Kit
from journal.gui.sheet.recorded import RecordedSheet, TakingOut


class DatedSheet(RecordedSheet):
    """`when` asks for the day; until it was changed that is today, or what is known."""

    def __init__(self, kit: Kit, host: QWidget, heading: str, taking_out: TakingOut, *, known: bool) -> None:
        super().__init__(kit, host, heading, taking_out, known=known)
        self.when = TimeEditor(kit, kit.words.say("When"))
        self.when.edited.connect(self._take_when)
        noon = local_time(f"{kit.now().local[:10]}T12:00", kit.clock.zone())
        self.today = When(noon, None, Precision.DAY, None, TimeSource.SEEN)
        self._when: When | None = self.today

    def show_when(self, when: When) -> None:
        """Show what is known of the day."""
        self._when = when
        self.when.show_value(when)

    def day_given(self) -> When | None:
        """What was chosen; None where it will not do, which is said then."""
        if self.when.trouble.isVisibleTo(self.when):
            self.when.first_field().setFocus()
            return None
        if self._when is None or self._when.from_ is None:
            self.refuse(
                self._kit.words.say("A day is needed, so that it finds its place. About when will do.")
            )
            self.when.first_field().setFocus()
            return None
        return self._when

    def _take_when(self, when: When | None) -> None:
        self._when = when
