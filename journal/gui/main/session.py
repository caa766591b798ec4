"""One life of the window's process: locked, opened, and ended by locking, hiding or closing."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from journal.gui.adding.copies import CopiesBar
from journal.gui.adding.progress_bar import ProgressStrip
from journal.gui.adding.taking import Taking
from journal.gui.capture_line.line import OPENING_KEY
from journal.gui.capture_line.ways import CaptureWays
from journal.gui.first_run.pane import FirstRunPane
from journal.gui.keeper_link import KeeperLink
from journal.gui.kit import Kit
from journal.gui.listening.hints import KeyHints
from journal.gui.listening.keys import GlobalKeys
from journal.gui.look.appearance import Appearance
from journal.gui.main.capturing import Capturing
from journal.gui.main.desk import Desk
from journal.gui.main.escape import ThreeEscapes
from journal.gui.main.idle import IdleWatch
from journal.gui.main.keys import bind
from journal.gui.main.lock_after import LockAfter
from journal.gui.main.read_only import show_read_only
from journal.gui.main.window import JournalView, MainWindow
from journal.gui.moving.pane import MovingPane
from journal.gui.opening.reminder import RemindOfWords
from journal.gui.recovery.leading import WaysBack
from journal.gui.recovery.watch import CheckWatch
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.copying import TakingBack
from journal.gui.trouble.bar import TroubleBar
from journal.gui.unlock.pane import UnlockPane
from journal.services.pipe_words import HIDDEN_CODE, LOCKED_CODE, MOVED_CODE, QUIT_CODE, RESCUE_CODE
from journal.services.ways_back import Wrong, wrong_with
from journal.services.what_lies_there import Found

if TYPE_CHECKING:
    from journal.services.door import Door
    from journal.services.journal import Journal

MOST_MS_TO_SAVE = 600
"""A lock waits no longer than this for what was typed last; the whole process is gone within 0.9 s."""

WINDOW_STATE = "window"


class Session(QObject):
    """`ended` carries the exit code; what was typed is safe by then, or a second has passed."""

    ended = Signal(int)

    def __init__(
        self,
        kit: Kit,
        door: "Door",
        link: KeeperLink | None,
        app: QApplication,
        appearance: Appearance,
    ) -> None:
        super().__init__(app)
        self._kit = kit
        self._door = door
        self._link = link
        self.keys = GlobalKeys(link) if link is not None else None
        self._app = app
        self._appearance = appearance
        self.window = MainWindow()
        self.ways = WaysBack(kit, door, self.window)
        self.ways.opened.connect(self._opened)
        self.ways.look_again.connect(self.begin)
        self.ways.lives_elsewhere.connect(self.live_elsewhere)
        self.journal: Journal | None = None
        self.view: JournalView | None = None
        self.desk: Desk | None = None
        self.taking: Taking | None = None
        self.capturing = Capturing(kit, self.window, link) if link is not None else None
        self.idle: IdleWatch | None = None
        self._lock_after: LockAfter | None = None
        self.taking_back = TakingBack(self)
        self._escapes = ThreeEscapes(self)
        self._escapes.pressed_thrice.connect(self.hide_and_lock)
        app.installEventFilter(self._escapes)
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.setInterval(MOST_MS_TO_SAVE)
        self._over.timeout.connect(self._end)
        self._code: int | None = None
        self._key_is_kept = False
        self._moving: MovingPane | None = None
        self._finishes_copies = False
        self._shortcuts = bind(self.window, {"Ctrl+L": self.lock, "Ctrl+Q": self.close})
        self._always = len(self._shortcuts)
        self.window.close_wanted.connect(self.close)
        if link is not None:
            link.show_wanted.connect(self.show)
            link.hide_wanted.connect(self.hide_and_lock)
            link.lock_wanted.connect(self.lock)
            link.rescue_wanted.connect(self._rescue)
            link.ended.connect(self.lock)
            link.key_offered.connect(self._offer_kept_key)

    def begin(self, passphrase: str | None = None) -> None:
        """Show the way in; with a passphrase the journal opens by itself."""
        found = self._door.look()
        if found is Found.NOTHING:
            first = FirstRunPane(self._kit, self._door, can_capture=self._link is not None, keys=self.keys)
            first.made.connect(self._made)
            if self._link is not None and self.capturing is not None:
                self._link.beginning()
                first.capture_wanted.connect(self.capturing.capture)
                self.capturing.held.connect(first.tell_taken)
                self.capturing.told.connect(first.tell)
            first.finished.connect(self._show_journal)
            first.copy_wanted.connect(self.ways.restore_first)
            self.window.put(first)
        elif found is Found.JOURNAL:
            unlock = UnlockPane(self._kit, self._door)
            unlock.opened.connect(self._opened)
            unlock.stuck.connect(self.ways.show)
            self.window.put(unlock)
            unlock.setFocus()
            if self._key_is_kept:
                unlock.offer_kept_key()
            if passphrase is not None:
                unlock.open_with(passphrase)
        else:
            self.ways.show(wrong_with(found))

    def show(self) -> None:
        """Bring the window to the front; where it is finishing its copies, end, so that a fresh one can be shown."""
        if self._finishes_copies:
            self._code = LOCKED_CODE
        self._give_up_copies()
        if self._code is None:
            self.window.show()
            self.window.raise_()
            self.window.activateWindow()

    def hide_and_lock(self) -> None:
        """Gone at once; what was typed is saved behind it."""
        for window in self._app.topLevelWidgets():
            window.hide()
        self._finish(HIDDEN_CODE)

    def lock(self) -> None:
        """Save what was typed and end this process; the keeper starts a locked one."""
        self._finish(LOCKED_CODE)

    def close(self) -> None:
        """The person closed the window: save, and end everything."""
        self._finish(QUIT_CODE)

    def live_elsewhere(self) -> None:
        """The settings name another folder by now: end here, and the keeper starts anew with the journal there."""
        self._finish(MOVED_CODE)

    def rescue(self) -> None:
        """Save what was typed and end; the keeper starts a locked window that shows the ways back at once."""
        self._finish(RESCUE_CODE)

    def move(self, to: Path, passphrase: str) -> None:
        """Save what was typed, close the journal, and take it there."""
        if self.view is not None and self._code is None:
            for sheet in self.window.findChildren(Sheet):
                sheet.close_sheet()
            self.window.setEnabled(False)
            self.view.entry.finish(partial(self._move, to, passphrase))

    def tell(self, text: str) -> None:
        """Say something that needs no answer."""
        if self.view is not None:
            self.view.undo.tell(text, can_undo=False)

    # Opening

    def _offer_kept_key(self) -> None:
        self._key_is_kept = True
        unlock = self.window.centralWidget()
        if isinstance(unlock, UnlockPane):
            unlock.offer_kept_key()

    def _rescue(self) -> None:
        if self.journal is None:
            self.ways.show(Wrong.SPOILT)

    def _made(self, journal: "Journal") -> None:
        self._hold(journal)
        if self._link is not None:
            self._link.opened()  # what was held until now is kept

    def _opened(self, journal: "Journal") -> None:
        self._hold(journal)
        self._show_journal()

    def _hold(self, journal: "Journal") -> None:
        self.journal = journal
        self.idle = IdleWatch(self._kit.clock, self)
        self.idle.over.connect(self.lock)
        self._app.installEventFilter(self.idle)
        self._lock_after = LockAfter(self._kit, journal, self.idle)
        self._lock_after.recall()

    def _show_journal(self) -> None:
        journal, lock_after = self.journal, self._lock_after
        if journal is None or lock_after is None:
            return
        view = JournalView(self._kit, journal)
        self.view = view
        self.desk = Desk(self._kit, journal, view, self._appearance, lock_after, self.keys)
        self._bring_in(journal, view, self.desk)
        self.window.put(view)
        if self.capturing is not None:
            self.capturing.changed.connect(self.desk.refresh_soon)
            self.capturing.told.connect(self._tell_trouble)
            self.desk.sidebar_shown.connect(self.capturing.know_people)
            self.desk.draft_opened.connect(self.capturing.leave_draft)
            self.capturing.removal_wanted.connect(self.desk.remove_captures)
            self.capturing.part_chosen.connect(self.desk.look_again)
            view.toolbar.capture.clicked.connect(self.capturing.capture)
            ways = CaptureWays(self._kit.words, view.toolbar.capture_ways)
            ways.wished.connect(self.capturing.capture_as)
            ways.part_wanted.connect(self.capturing.capture_part)
            ways.long_page_wanted.connect(self.capturing.keep_long_page)
            self._shortcuts += bind(self.window, {OPENING_KEY: self.capturing.open_line})
            if self.keys is not None:
                self.capturing.use_keys(self.keys)
            if journal.read_only is None:
                self.capturing.open_journal(journal)
        for button in (view.toolbar.capture, view.toolbar.capture_ways):
            button.setVisible(self.capturing is not None)
        self._bind(view, self.desk)
        if self.keys is not None:
            KeyHints(
                self._kit.words,
                self.keys,
                view.toolbar,
                view.notice,
                self.desk.settings.show_keys,
                parent=view,
            )
        self.desk.begin()
        if journal.read_only is None:
            watch = CheckWatch(self._kit, journal, view.trouble, view)
            watch.findings_wanted.connect(self.desk.settings.show_check)
            watch.begin()
        else:
            show_read_only(self._kit, view, journal.read_only, journal.unread)
        self._kit.jobs.watch(journal.window_state(WINDOW_STATE), self, self._recall)
        self._kit.jobs.watch(journal.failed_tries(), self, view.notice.tell_tries)
        view.timeline.setFocus()

    def _bring_in(self, journal: "Journal", view: JournalView, desk: Desk) -> None:
        strip, copies = ProgressStrip(self._kit.words), CopiesBar(self._kit.words)
        reminder = RemindOfWords(self._kit, journal, self.window)
        view.add_bars(strip, copies, reminder.bar)
        if journal.read_only is None:
            reminder.begin()
        self.taking = Taking(self._kit, journal, self.window, view.entry, strip, copies)
        self.taking.taken.connect(desk.take_evidence)
        self.taking.told.connect(self.tell)
        view.toolbar.add.clicked.connect(self._add_files)
        view.entry.files_wanted.connect(self._add_to_entry)
        self._app.installEventFilter(self.taking)

    def _bind(self, view: JournalView, desk: Desk) -> None:
        view.toolbar.hide_all.clicked.connect(self.hide_and_lock)
        view.toolbar.print.clicked.connect(desk.show_printing)
        view.status.lock_wanted.connect(self.lock)
        if self.idle is not None:
            self.idle.remaining.connect(view.status.show_remaining)
            self.idle.judge()
        desk.told.connect(self.tell)
        desk.settings.move_wanted.connect(self.move)
        desk.settings.lock_wanted.connect(self.lock)
        desk.settings.rescue_wanted.connect(self.rescue)
        self._shortcuts += bind(
            self.window,
            {
                "Ctrl+N": desk.begin_entry,
                "Ctrl+F": desk.search,
                "Ctrl+P": desk.show_printing,
                "Ctrl+Z": desk.undo,
                "Ctrl+,": desk.settings.show,
                "F1": desk.show_help,
                "F6": view.next_pane,
                "Shift+F6": view.pane_before,
            },
        )

    def _add_files(self) -> None:
        if self.taking is not None:
            self.taking.choose(into_entry=False)

    def _add_to_entry(self) -> None:
        if self.taking is not None:
            self.taking.choose(into_entry=True)

    def _recall(self, state: bytes | None) -> None:
        if state:
            self.window.recall(state)

    def _tell_trouble(self, text: str) -> None:
        if self.view is not None:
            trouble: TroubleBar = self.view.trouble
            trouble.say(text)

    # Moving

    def _move(self, to: Path, passphrase: str) -> None:
        journal = self._let_go()
        if journal is None or self._code is not None:
            return
        pane = MovingPane(self._kit, str(to))
        self._moving = pane
        pane.over.connect(self._moved)
        self.window.put(pane)
        self.window.setEnabled(True)
        pane.setFocus()
        pane.watch(self._door.move(journal, to, passphrase, pane.progress))

    def _let_go(self) -> "Journal | None":
        """Nothing in the window asks anything of the journal any more; being there cannot be judged without it."""
        if self.desk is not None:
            self.desk.copying.stand_aside()  # closing would wait for it
        for shortcut in self._shortcuts[self._always :]:
            shortcut.setEnabled(False)
        for watching in (self.taking, self.idle):
            if watching is not None:
                self._app.removeEventFilter(watching)
        if self.idle is not None:
            self.idle.over.disconnect(self.lock)
        if self.capturing is not None:
            self.capturing.close_journal()
        journal, self.journal = self.journal, None
        self.view = self.desk = self.taking = None
        return journal

    def _moved(self, elsewhere: bool) -> None:
        if elsewhere:
            self.live_elsewhere()
        else:
            self.lock()

    # Ending

    def _finish(self, code: int) -> None:
        self._give_up_copies()
        if self._code is not None:
            return
        self._code = code
        self.taking_back.take_all()
        if self._moving is not None:
            self._moving.progress.stop()
        if self.capturing is not None:
            self.capturing.close_line()
        if self.view is None or self.journal is None or self.journal.is_ended:
            self._end()
            return
        if code != QUIT_CODE:
            self._over.start()
        self.window.setEnabled(False)
        self._kit.jobs.watch(
            self.journal.keep_window_state(WINDOW_STATE, self.window.remember()),
            self,
            self._ignore,
            self._ignore,
        )
        self.view.entry.finish(self._finish_copies)

    def _finish_copies(self) -> None:
        """Where everything ends, there is time for a copy that is still owed, behind a window that is gone already."""
        if self._code != QUIT_CODE or self.desk is None:
            self._end()
            return
        for window in self._app.topLevelWidgets():
            window.hide()
        self._finishes_copies = True
        self.desk.copying.finish(self._end)

    def _give_up_copies(self) -> None:
        if self._finishes_copies and self.desk is not None:
            self.desk.copying.give_up()

    def _ignore(self, _what: object) -> None:
        """Where the window stood is not worth a word when it could not be kept."""

    def _end(self) -> None:
        self._finishes_copies = False
        code, self._code = self._code, -1
        if code is not None and code >= 0:
            self.taking_back.take_all()
            self._over.stop()
            self.ways.stop()
            self.window.let_close()
            self.window.close()
            self.ended.emit(code)
