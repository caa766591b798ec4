"""Carries what one pane tells to the others, and asks the journal anew when something was changed."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from journal.domain.casework import WitnessContact
from journal.domain.hotkeys import Hearing
from journal.domain.ids import ActorId, EvidenceId, IncidentId
from journal.domain.reading import Loose, Shelf, Sidebar, Wanted
from journal.gui.casework.about_me_sheet import AboutMeSheet
from journal.gui.casework.contact_sheet import ContactSheet
from journal.gui.casework.turning_point_sheet import TurningPointSheet
from journal.gui.casework.witness_sheet import WitnessSheet
from journal.gui.kit import Kit
from journal.gui.listening.keys import GlobalKeys
from journal.gui.look.appearance import Appearance
from journal.gui.main.copies import CopyDesk
from journal.gui.main.help import HelpSheet
from journal.gui.main.lock_after import LockAfter
from journal.gui.main.panes import Pane
from journal.gui.main.settings import SettingsDesk
from journal.gui.main.window import JournalView
from journal.gui.outputs.watch import OutputsWatch
from journal.gui.overview.sheet import OverviewSheet
from journal.gui.people.person_sheet import PersonSheet
from journal.gui.people.same_person import SamePersonSheet
from journal.gui.picture.sheet import PictureSheet
from journal.gui.printing.ready import GettingReady
from journal.gui.printing.sheet import PrintSheet
from journal.gui.timeline.days_sheet import DaysSheet
from journal.gui.timeline.join_sheet import JoinSheet
from journal.gui.timeline.months_sheet import MonthsSheet
from journal.gui.timeline.period import Period

if TYPE_CHECKING:
    from journal.services.journal import Journal
    from journal.services.writing import Undone


class Desk(QObject):
    """Everything that happens between the panes of one open journal."""

    sidebar_shown = Signal(object)
    draft_opened = Signal(str)
    told = Signal(str)

    def __init__(
        self,
        kit: Kit,
        journal: "Journal",
        view: JournalView,
        appearance: Appearance,
        lock_after: LockAfter,
        keys: GlobalKeys | None = None,
    ) -> None:
        """Without `keys` there is no keeper that could hear any."""
        super().__init__(view)
        self._kit = kit
        self._journal = journal
        self._view = view
        self._keys = keys
        self.copies = CopyDesk(kit, journal, view, self)
        self.copying = self.copies.copying
        self.settings = SettingsDesk(kit, journal, view, self.copies, appearance, lock_after, keys)
        self._paper_ready = GettingReady(kit, journal, self)
        self._outputs = OutputsWatch(kit, journal.outputs, view.notice, view.window(), self)
        self._sidebar: Sidebar | None = None
        self._held: tuple[EvidenceId, ...] = ()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.refresh)
        kit.jobs.failed.connect(view.trouble.tell)
        self._connect_finding()
        self._connect_writing()
        self.copies.changed.connect(self.refresh_soon)
        self.sidebar_shown.connect(self.copies.know_sidebar)
        view.status.copies_wanted.connect(self.settings.show_copies)

    def begin(self) -> None:
        """The journal has just been opened: show what is in it, and look after its copies from now on."""
        self.refresh()
        self._paper_ready.touched()
        if self._journal.read_only is None:
            self.copies.begin()
            self._outputs.begin()

    def refresh(self) -> None:
        """Ask again for everything that is in sight."""
        self._kit.jobs.watch(self._journal.sidebar(), self, self._show_sidebar)
        self._view.timeline.refresh()

    def refresh_soon(self) -> None:
        """Ask again when all that is happening now has happened."""
        self._soon.start()
        self.copying.touched()
        self._paper_ready.touched()

    def begin_entry(self) -> None:
        """Begin something new."""
        self._view.panes.bring(Pane.ENTRY)
        self._view.entry.begin()

    def show_help(self) -> None:
        """Show what there is to know."""
        sheet = HelpSheet(
            self._kit.words, self._view.window(), self._keys.hearing if self._keys else Hearing()
        )
        sheet.open_over(sheet.done)

    def show_about_me(self) -> None:
        """Ask what the person wants to say of themselves."""
        sheet = AboutMeSheet(self._kit, self._journal.casework, self._view.window())
        sheet.closed.connect(self.copying.touched)
        sheet.begin()

    def show_printing(self) -> None:
        """Show what could go on paper. What is being typed is settled first, so that it is on it."""
        people = self._sidebar.people if self._sidebar is not None else ()
        first_ms = self._sidebar.first_ms if self._sidebar is not None else None
        first = self._kit.local(first_ms).local[:10] if first_ms is not None else ""
        self._view.entry.settle()
        sheet = PrintSheet(
            self._kit, self._journal, self._view.window(), people, self._view.narrowing.wanted, first
        )
        sheet.told.connect(self.told)
        sheet.noticed.connect(self._view.notice.tell)
        sheet.recorded.connect(self.refresh_soon)
        sheet.begin()

    def show_overview(self) -> None:
        """Show what all of it adds up to. What is being typed is settled first, so that it counts."""
        self._view.entry.settle()
        sheet = OverviewSheet(self._kit, self._journal.paperwork, self._view.window())
        sheet.entries_wanted.connect(self._show_entries)
        sheet.printing_wanted.connect(self.show_printing)
        sheet.begin()

    def take_evidence(self, evidence: tuple[EvidenceId, ...], into_entry: bool) -> None:
        """New files are there: for the entry that is shown, or for a new one."""
        if into_entry and self._view.entry.has_entry():
            self._view.entry.add_evidence(evidence)
        else:
            self._view.panes.bring(Pane.ENTRY)
            self._view.entry.begin(evidence)
        self.refresh_soon()

    def show_picture(self, evidence: str, covered: bool) -> None:
        """Show a picture large."""
        sheet = PictureSheet(self._kit, self._journal, self._view.window(), evidence, covered=covered)
        sheet.part_chosen.connect(self.look_again)
        sheet.only_part_wanted.connect(self._keep_only_part)
        sheet.begin()

    def look_again(self, evidence: str) -> None:
        """That picture looks different now."""
        self._view.timeline.thumbnails.forget(EvidenceId(evidence))
        self._view.entry.look_again(EvidenceId(evidence))
        self.refresh_soon()

    def search(self) -> None:
        """Put the focus into the search field."""
        self._view.toolbar.search.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._view.toolbar.search.line.selectAll()

    def undo(self) -> None:
        """Take the last step back."""
        self._kit.jobs.watch(self._journal.undo(), self, self._undone)

    # Finding

    def _connect_finding(self) -> None:
        view = self._view
        view.toolbar.search.searched.connect(self._search_for)
        view.narrowing.narrowed.connect(self._narrowed)
        view.timeline.entry_chosen.connect(self._show_entry)
        view.timeline.entry_pressed.connect(self._press_entry)
        view.timeline.entry_opened.connect(self._open_entry)
        view.timeline.loose_chosen.connect(self._show_loose)
        view.timeline.several_chosen.connect(view.entry.show_several)
        view.timeline.loose.entry_wanted.connect(view.entry.loose.make_entry)
        view.timeline.loose.join_wanted.connect(view.entry.loose.join_entry)
        view.timeline.loose.aside_wanted.connect(view.entry.loose.put_all_aside)
        view.timeline.loose.yes_wanted.connect(view.entry.loose.say_it_was_me)
        view.timeline.dates_wanted.connect(self._ask_days)
        view.timeline.table_wanted.connect(self._show_table)
        view.timeline.milestone_pressed.connect(self._ask_milestone)
        view.people.person_wanted.connect(self._ask_person)
        view.people.same_wanted.connect(self._ask_same)
        view.people.milestone_wanted.connect(self._ask_milestone)
        view.people.contact_wanted.connect(self._ask_contact)
        view.people.witness_wanted.connect(self._ask_witness)
        view.people.overview_wanted.connect(self.show_overview)
        view.people.about_me_wanted.connect(self.show_about_me)
        view.people.settings_wanted.connect(self.settings.show)

    def _show_sidebar(self, sidebar: Sidebar) -> None:
        self._view.people.show_sidebar(sidebar)
        self._view.timeline.show_sidebar(sidebar)
        self._view.entry.show_people(sidebar.people)
        self._view.status.show_sidebar(sidebar)
        self._sidebar = sidebar
        self.sidebar_shown.emit(sidebar)

    def _search_for(self, text: str) -> None:
        if text:
            self._view.entry.settle()  # what was just written is found too
        wanted = self._view.narrowing.wanted
        shelf = Shelf.ALL if text and wanted.shelf is Shelf.TO_SORT else wanted.shelf
        self._view.narrowing.narrow(words=text, shelf=shelf)

    def _narrowed(self, wanted: Wanted) -> None:
        if not wanted.words and self._view.toolbar.search.line.text():
            self._view.toolbar.search.line.clear()

    def _show_entry(self, entry: str) -> None:
        self._view.entry.show_entry(IncidentId(entry))

    def _press_entry(self, entry: str) -> None:
        self._show_entry(entry)
        self._view.panes.bring(Pane.ENTRY)

    def _open_entry(self, entry: str) -> None:
        self._press_entry(entry)
        self._view.entry.focus_first()

    def _show_loose(self, loose: Loose) -> None:
        if loose.draft is not None:
            self.draft_opened.emit(loose.draft)  # whoever else writes in it leaves it now
            self._view.entry.show_draft(loose.draft)
        else:
            self._view.entry.show_loose(loose)
        self._view.panes.bring(Pane.ENTRY)

    def _show_entries(self, actor: str, period: Period | None) -> None:
        self._view.narrowing.want(Wanted(actors=(ActorId(actor),)))
        self._view.timeline.chips.want_period(period)
        self._view.panes.bring(Pane.TIMELINE)

    def _ask_days(self) -> None:
        sheet = DaysSheet(self._kit, self._view.window(), self._view.narrowing.wanted)
        sheet.period_chosen.connect(self._view.timeline.chips.want_period)
        sheet.open_over(sheet.first)

    def _show_table(self) -> None:
        sheet = MonthsSheet(self._kit.words, self._view.window(), self._view.timeline.strip.months())
        sheet.open_over(sheet.table)

    def _ask_person(self, actor: str) -> None:
        sheet = PersonSheet(self._kit, self._journal.casework, self._view.window(), actor)
        sheet.kept.connect(self.refresh_soon)
        sheet.taken_out.connect(self.refresh_soon)
        sheet.parted.connect(self._people_parted)
        sheet.begin()

    def _ask_same(self, actor: str, label: str) -> None:
        sheet = SamePersonSheet(self._kit, self._journal.casework, self._view.window(), actor, label)
        sheet.joined.connect(self._people_joined)
        sheet.begin()

    def _people_joined(self, kept: str, joined: str) -> None:
        if joined in self._view.narrowing.wanted.actors:
            self._view.narrowing.narrow(actors=(ActorId(kept),))
        self._view.undo.tell(self._kit.words.say("Now one person."))
        self._view.entry.refresh()
        self.refresh_soon()

    def _people_parted(self) -> None:
        self._view.undo.tell(self._kit.words.say("Two people again."))
        self._view.entry.refresh()
        self.refresh_soon()

    def _ask_milestone(self, milestone: str) -> None:
        sheet = TurningPointSheet(self._kit, self._journal.casework, self._view.window(), milestone)
        sheet.kept.connect(self._milestones_changed)
        sheet.taken_out.connect(self._milestone_taken_out)
        sheet.begin()

    def _ask_contact(self, contact: str) -> None:
        sheet = ContactSheet(self._kit, self._journal.casework, self._view.window(), contact)
        sheet.kept.connect(self.refresh_soon)
        sheet.taken_out.connect(self._contact_taken_out)
        sheet.begin()

    def _ask_witness(self, known: WitnessContact) -> None:
        sheet = WitnessSheet(self._kit, self._journal.casework, self._view.window(), known)
        sheet.kept.connect(self.copying.touched)
        sheet.begin()

    def _contact_taken_out(self) -> None:
        self._view.undo.tell(self._kit.words.say("Call or letter taken out."))
        self.refresh_soon()

    def _milestones_changed(self) -> None:
        self._view.entry.refresh()
        self.refresh_soon()

    def _milestone_taken_out(self) -> None:
        self._view.undo.tell(self._kit.words.say("Turning point taken out."))
        self._milestones_changed()

    # Removing for good

    def remove_captures(self, evidence: tuple[EvidenceId, ...]) -> None:
        """Ask whether captures are to be removed for good."""
        self.copies.ask_removal("", evidence)

    def _keep_only_part(self, evidence: str) -> None:
        """The part takes the place of the whole first, so that nothing is lost where the rest is then not removed."""
        whole = EvidenceId(evidence)
        future = self._journal.pictures.keep_only_part(whole)
        self._kit.jobs.watch(future, self, partial(self._part_is_alone, whole))

    def _part_is_alone(self, whole: EvidenceId, _part: EvidenceId) -> None:
        self._view.entry.refresh()
        self.refresh_soon()
        self.copies.ask_removal("", (whole,))

    # Writing

    def _connect_writing(self) -> None:
        view, entry = self._view, self._view.entry
        view.toolbar.new.clicked.connect(self.begin_entry)
        entry.new_wanted.connect(self.begin_entry)
        entry.journal_changed.connect(self.refresh_soon)
        entry.entry_begun.connect(self._begun)
        entry.entry_settled.connect(self._settled)
        entry.recorded.connect(view.status.say_saved)
        entry.draft_kept.connect(view.status.say_draft)
        entry.draft_kept.connect(self._draft_kept)
        entry.unsaved.connect(view.status.say_typing)
        entry.taken_out.connect(self._taken_out)
        entry.join_wanted.connect(self._ask_join)
        entry.loose.answered.connect(self.refresh_soon)
        entry.loose.put_aside.connect(self._put_aside)
        view.timeline.shown.connect(self._go_on_sorting)
        entry.trouble.connect(view.trouble.tell)
        entry.picture_wanted.connect(self.show_picture)
        view.undo.undo_wanted.connect(self.undo)

    def _draft_kept(self) -> None:
        """A file waits to be sorted until some draft has it, and again when none has it any more."""
        held = self._view.entry.form.incident().evidence
        if held != self._held:
            self._held = held
            self.refresh_soon()

    def _begun(self) -> None:
        self._view.panes.bring(Pane.ENTRY)
        self._view.timeline.choose(None)
        self.refresh_soon()

    def _settled(self, entry: str) -> None:
        self._view.timeline.choose(IncidentId(entry))

    def _taken_out(self, entry: str) -> None:
        self._view.timeline.choose(None)
        if not entry:
            return  # it was never recorded; there is nothing to take back
        self._view.undo.tell(self._kit.words.say("Entry taken out."))

    def _undone(self, undone: "Undone | None") -> None:
        words = self._kit.words
        if undone is None:
            self._view.undo.tell(words.say("There is nothing to take back."), can_undo=False)
            return
        self._view.undo.tell(words.say("Taken back."), can_undo=False)
        self.refresh_soon()
        if undone.incident is not None:
            self._view.entry.show_entry(undone.incident)
            self._view.timeline.choose(undone.incident)
            self._view.entry.refresh()

    def _put_aside(self, number: int) -> None:
        self._view.undo.tell(
            self._kit.words.count(
                "Put aside. You find it in Settings, under Taken out.",
                "{number} put aside. You find them in Settings, under Taken out.",
                number,
            )
        )
        self.refresh_soon()

    def _go_on_sorting(self, _number: int) -> None:
        """What was shown beside the list may have gone from it: the next one comes."""
        narrowing, entry = self._view.narrowing, self._view.entry
        if narrowing.wanted.shelf is Shelf.TO_SORT and entry.is_sorting():
            if self._view.timeline.loose.is_empty():
                entry.show_nothing()
            else:
                self._view.timeline.loose.choose_next()

    def _ask_join(self, evidence: tuple[EvidenceId, ...]) -> None:
        sheet = JoinSheet(self._kit, self._journal, self._view.window(), evidence)
        sheet.joined.connect(self._joined)
        sheet.begin()

    def _joined(self, entry: str) -> None:
        self.refresh_soon()
        if self._view.narrowing.wanted.shelf is Shelf.TO_SORT:
            self._view.undo.tell(self._kit.words.say("Joined to the entry."))
            return
        self._view.narrowing.narrow(shelf=Shelf.ALL)
        self._view.timeline.choose(IncidentId(entry))
        self._view.entry.show_entry(IncidentId(entry))
