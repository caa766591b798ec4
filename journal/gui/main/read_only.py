"""What the window of a journal that is open to be read only leaves out, and how it says so."""

from journal.gui.kit import Kit
from journal.gui.main.window import JournalView
from journal.services.errors import ReadOnly, ReadOnlyBecause


def show_read_only(kit: Kit, view: JournalView, because: ReadOnlyBecause, unread: int) -> None:
    """Grey what would change something, and say why; `unread` changes only a newer program can show."""
    view.toolbar.new.setEnabled(False)
    view.toolbar.add.setEnabled(False)
    for button in (view.toolbar.capture, view.toolbar.capture_ways):
        # What is caught waits beside the journal, where something can be written there.
        button.setEnabled(because is not ReadOnlyBecause.MEDIA)
    view.status.say_read_only()
    view.trouble.tell(ReadOnly(because))
    if unread:
        view.undo.tell(
            kit.words.count(
                "One change by the newer version cannot be shown here.",
                "{number} changes by the newer version cannot be shown here.",
                unread,
            ),
            can_undo=False,
        )
