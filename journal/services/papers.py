"""Every paper there is: logs in their layouts for whoever reads them, blank sheets, and how people can be reached."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from journal.domain.course import Overview
from journal.domain.ids import JournalId, PrintId, new_id
from journal.domain.moments import at_instant
from journal.domain.printing import Layout, PaperSize, PrintWish, Reader, Told
from journal.domain.reading import Wanted
from journal.domain.words import Words
from journal.report.contact_sheet import Details
from journal.report.layouts import write_blank_sheet, write_contact_sheet
from journal.report.model import Log, Scope
from journal.report.told_sheet import write_told
from journal.report.witnesses import witness_numbers
from journal.services import printing_for_the_other
from journal.services.composed import Composed
from journal.services.composing import NOTHING
from journal.services.errors import NotForThem, NothingToPrint
from journal.services.kept_entries import ReadsDifferently
from journal.services.overview import overview
from journal.services.printing import Paper, Press, Progress

FIRST_PAGES = 2
"""Pages that are set alone where the whole takes long."""

LONG = 100
"""Incidents from which on a paper is shown before all of it is set."""

TOO_LONG = 60
"""Pages from which on a shorter paper is offered."""


@dataclass(frozen=True)
class Shorter:
    """A paper that most readers would rather have, and its pages."""

    layout: Layout
    pages: int


class Papers:
    """Sets papers with a press. What was composed for a look is used again while nothing has been written since."""

    def __init__(self, press: Press, is_over: Callable[[], bool] = lambda: False) -> None:
        """Nothing is composed yet. `is_over` says that the journal is being closed."""
        self._press = press
        self._composed = Composed(press, is_over)

    def first_pages(self, wish: PrintWish, words: Words) -> Paper | None:
        """The first pages of a long log, soon and without the rest; None where all of it is there as soon.

        Raises:
            NothingToPrint, DiskFull: nothing was left.
        """
        if wish.layout in (Layout.BLANK, Layout.CONTACT) or wish.reader is Reader.OTHER:
            return None
        if wish.only or not self._is_long(wish.wanted):
            return None
        with suppress(ReadsDifferently):
            log, counted = self._composed.log(wish, words, at_a_glance=True)
            return self._press.set(wish.layout, log, words, None, FIRST_PAGES, counted)
        log, counted = self._composed.log(wish, words)
        return self._press.set(wish.layout, log, words, None, FIRST_PAGES, counted)

    def preview(self, wish: PrintWish, words: Words, progress: Progress) -> Paper:
        """The paper as it would be, without a seal and without leaving a record.

        Raises:
            NotForThem: how people can be reached is not for the other person.
            PrivateTermsNotWritten, PrivateWordsOpen, CoveredCopiesNeeded: something has to be decided first.
            NothingToPrint, Cancelled, DiskFull: nothing was left.
        """
        if wish.layout is Layout.BLANK:
            return self._blank(wish, words)
        if wish.layout is Layout.CONTACT:
            return self._contact(wish, words)
        if wish.reader is Reader.OTHER:
            return printing_for_the_other.preview(self._press, wish, words, progress)
        log, counted = self._composed.log(wish, words)
        return self._press.set(wish.layout, log, words, progress, counted=counted)

    def print(self, wish: PrintWish, words: Words, progress: Progress) -> Paper:
        """The paper as it leaves, under its record. A blank sheet leaves none: there is nothing on it.

        Raises:
            NotForThem, PrivateTermsNotWritten, PrivateWordsOpen, CoveredCopiesNeeded: nothing was recorded.
            NothingToPrint, Cancelled, DiskFull: no paper was left; the record of the try may stay.
        """
        if wish.layout is Layout.BLANK:
            return self._blank(wish, words)
        if wish.layout is not Layout.CONTACT:
            self.forget()  # what is printed is composed for itself, of the same entries
            return printing_for_the_other.print_paper(self._press, wish, words, progress)
        press, subject = self._press, PrintId(new_id(self._press.randomness))
        # Whom it names is in no record that travels: only that there was such a sheet.
        paper = self._contact(wish, words)
        press.writing.run(press.announce, subject, wish, NOTHING).result()
        press.finish(subject, paper)
        return paper

    def told(self, told: Told, size: PaperSize, words: Words) -> Paper:
        """What the window says, on paper; it leaves no record.

        Raises:
            DiskFull, DiskFailed: nothing was left.
        """
        log = self._empty_log(PrintWish(Reader.POLICE, paper=size))
        return self._press.sealed(lambda out: write_told(told, log, out, words, self._press.fonts))

    def shorter(self, wish: PrintWish, pages: int, words: Words) -> Shorter | None:
        """What most readers would rather have than so many pages, set to know its size; None where that is few."""
        asked = wish.layout not in (Layout.OVERVIEW, Layout.REGISTER, Layout.BLANK, Layout.CONTACT)
        if pages < TOO_LONG or not asked or wish.reader is Reader.OTHER:
            return None
        log, counted = self._composed.log(wish, words)
        paper = self._press.set(Layout.OVERVIEW, log, words, None, counted=counted)
        try:
            return Shorter(Layout.OVERVIEW, paper.pages)
        finally:
            paper.discard()

    def overview(self, words: Words) -> Overview | None:
        """What all incidents add up to; None where there are none."""
        press = self._press
        try:
            wish = PrintWish(Reader.POLICE, language=words.language)
            log, counted = self._composed.log(wish, words, at_a_glance=True)
        except NothingToPrint:
            return None
        people = press.reading.run(press.reader.sidebar).result().people
        return overview(log, counted, {line.label: line.id for line in people})

    def forget(self) -> None:
        """Keep nothing in memory of what was composed for a look; waits for nothing."""
        self._composed.forget()

    @property
    def sitting(self) -> int:
        """How often something was forgotten."""
        return self._composed.sitting

    def get_whole_log_ready(self, words: Words) -> None:
        """Count a long log before anybody asks for it."""
        if self._is_long(Wanted()):
            self._composed.get_ready(words)

    def get_ready(self, wanted: Wanted, words: Words, sitting: int) -> None:
        """Load what printing needs, and compose what will be asked for as soon as it is said who reads it.

        Nothing is done if something was forgotten since that `sitting`.
        """
        if sitting != self.sitting:
            return
        wish = PrintWish(Reader.POLICE, wanted, language=words.language)
        self._blank(wish, words).discard()
        if self._is_long(wanted):
            with suppress(NothingToPrint):
                self._composed.log(wish, words, at_a_glance=True)

    def _is_long(self, wanted: Wanted) -> bool:
        keys = self._press.reading.run(self._press.reader.timeline, wanted).result().keys
        return len(keys) >= LONG

    def _blank(self, wish: PrintWish, words: Words) -> Paper:
        log = self._empty_log(wish)
        return self._press.sealed(lambda out: write_blank_sheet(log, out, words, self._press.fonts))

    def _contact(self, wish: PrintWish, words: Words) -> Paper:
        if wish.reader is Reader.OTHER:
            raise NotForThem
        press = self._press
        details = self._details(wish, words)
        log = self._empty_log(wish)
        return press.sealed(lambda out: write_contact_sheet(log, details, out, words, press.fonts))

    def _details(self, wish: PrintWish, words: Words) -> Details:
        """The writer, and the witnesses of the chosen incidents by the numbers they have on short papers."""
        press = self._press
        person = press.reading.run(press.reader.person).result()
        known = press.reading.run(press.reader.witnesses).result()
        try:
            numbers = witness_numbers(self._composed.log(wish, words)[0])
        except NothingToPrint:
            numbers = {}
        named = [(numbers[each.name], each) for each in known if each.name in numbers]
        return Details(person, tuple(sorted(named, key=lambda each: each[0])))

    def _empty_log(self, wish: PrintWish) -> Log:
        made_at = at_instant(self._press.clock.utc_ms(), self._press.clock.zone())
        return Log(
            "", "", made_at, JournalId(""), self._press.program, Scope(wish.reader), (), paper=wish.paper
        )
