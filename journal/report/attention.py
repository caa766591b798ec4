"""What a reader must not miss: turning points, the most serious, what others still hold, and promises that are open."""

from dataclasses import replace

from journal.domain.casework import Contact
from journal.domain.incident import proposed_headline
from journal.domain.words import Words
from journal.report import phrases, strips, styles
from journal.report.direction import listed
from journal.report.figures import ActorFigures, Figures, day_of, is_ip_address
from journal.report.flow import Flow
from journal.report.log_rows import exhibit_place, row_place
from journal.report.model import Log, LogRow
from journal.report.tables import Cell, Table

_PAGE_WIDTH = 32.0

_FEWEST_MISSING, _MISSING_ROOM = 3, 80.0
"""Lines that are set however little room there is; points of one more and of the sentence that there are others."""

_MOST_TRACED = 60
"""Lines of what providers are asked about."""

_MOST_QUOTED = 160
"""Characters of somebody's words in a table; the log, where the line leads, has all of them."""


class Attention:
    """Tables for the first pages; each says nothing where there is nothing to say."""

    def __init__(
        self, flow: Flow, log: Log, counted: Figures, *, paged: bool = True, most: int | None = None
    ) -> None:
        """Set nothing yet.

        `paged`: the incidents stand in this very paper, so that their pages can be told. `most` lines are set of a
        table, and how many more there are.
        """
        self._flow = flow
        self._log = log
        self._counted = counted
        self._paged = paged
        self._most = most
        self._words: Words = flow.paper.words
        self._types = {kind.key: kind.label for kind in log.types}

    def set_milestones(self) -> None:
        """Set the turning points, and how many incidents came after each."""
        if not self._log.milestones:
            return
        say = self._words.say
        heads = (say("When"), say("What"), say("Incidents after it"), say("The first"))
        table = self._table(heads, (88.0, 0.0, 56.0, 50.0), say("Turning points"))
        points = sorted(self._log.milestones, key=lambda each: each.sort_ms)
        for entry in points[-self._most :] if self._most else points:
            day, *_ = phrases.happened(self._words, entry.milestone.date)
            what = phrases.milestone(self._words, entry.milestone, entry.actors)
            count = self._words.number(self._counted.after.get(entry.id, 0))
            first = self._counted.first_after.get(entry.id)
            said = self._words.say("no. {number}", number=self._words.number(first)) if first else ""
            until = say("until it ended") if entry.milestone.ends else ""
            self._row(table, first, day, what, Cell(count, below=until), Cell(said))
        self._end(table, len(points))

    def set_serious(self) -> None:
        """Set what the writer marked: when, what, in which words and by whom."""
        if not self._counted.starred:
            return
        say = self._words.say
        heads = (say("No."), say("When"), say("What"), say("Who, and of what type"), say("Exhibit"))
        title = say("Marked by the writer as most serious")
        table = self._table(heads, (30.0, 92.0, 0.0, 84.0, 72.0), title, place="serious")
        for row in (self._log.rows[place] for place in self._counted.starred):
            who = listed(each.label for each in row.named) or say("nobody named")
            number = Cell(self._words.number(row.number), bold=True)
            kinds = " · ".join(self._types.get(key, key) for key in row.incident.types)
            someone = Cell(who, below=kinds)
            self._row(
                table, row.number, number, self._when(row), self._what(row), someone, self._exhibit(row)
            )
        table.end()

    def set_first_and_last(self, actor: ActorFigures) -> None:
        """Set what someone did first, and what latest; both where they stand in the log."""
        if not actor.ends:
            return
        say, rows = self._words.say, [self._log.rows[place] for place in actor.ends]
        heads = (actor.group.label, say("When"), say("What"), say("Exhibit"))
        table = self._table(heads, (76.0, 108.0, 0.0, 72.0), tight=True)
        names = (say("First"), say("Latest")) if len(rows) > 1 else (say("The only one"),)
        for name, row in zip(names, rows, strict=True):
            numbered = say("{name}, no. {number}", name=name, number=self._words.number(row.number))
            self._row(
                table,
                row.number,
                Cell(numbered, bold=True),
                self._when(row),
                self._what(row),
                self._exhibit(row),
            )
        table.end()

    def _when(self, row: LogRow) -> str:
        return ", ".join(phrases.happened(self._words, row.incident.occurred))

    def _what(self, row: LogRow) -> Cell:
        """The headline, and the words as they were written or said; of long ones the beginning, and that it is that."""
        incident = row.incident
        headline = incident.headline or proposed_headline(incident)
        quoted = " ".join(incident.exact_words.split())
        if not quoted or headline.rstrip("…") in quoted:
            said = quoted or headline
            headline = "" if quoted else headline
        else:
            said = quoted
        if not quoted:
            return Cell(headline)
        said = self._words.say("“{words}”", words=_beginning(said))
        return Cell(headline, below=said) if headline else Cell(said)

    def _exhibit(self, row: LogRow) -> str | Cell:
        """Its first exhibit with the page it is on, and how many more there are."""
        if not row.exhibits:
            return ""
        first, more = row.exhibits[0], len(row.exhibits) - 1
        below = self._words.count("and one more", "and {number} more", more) if more else ""
        if not self._log.exhibits or not self._log.with_exhibits or not self._paged:
            return Cell(first, below=below)
        place = exhibit_place(first)
        said = self._words.say("{reference}, p. {page}", reference=first, page="").rstrip()
        return Cell(said, below=below, link=place, page_of=place)

    def set_missing(self, leaving: float = 0.0) -> None:
        """Set what others still hold, the soonest gone first: this is what somebody must ask for.

        Of many only some where less than `leaving` points would be left of this sheet.
        """
        rows = (self._log.rows[place] for place in self._counted.missing)
        missing = [(row.number, each) for row in rows for each in row.incident.still_needed]
        if not missing:
            return
        today = self._log.made_at.local[:10]
        missing.sort(
            key=lambda found: (bool(found[1].until) and found[1].until < today, found[1].until or "9")
        )
        say = self._words.say
        heads = (say("No."), say("What"), say("Who has it"), say("Kept until"))
        title = say("Still missing, and who has it")
        table = self._table(heads, (30.0, 0.0, 126.0, 96.0), title, place="missing")
        shown = 0
        for number, each in missing[: self._most]:
            if leaving and shown >= _FEWEST_MISSING and table.room < leaving + _MISSING_ROOM:
                break
            shown += 1
            first = Cell(self._words.number(number), bold=True)
            until = self._day_of_duty(each.until) if each.until else ""
            self._row(table, number, first, each.what, each.who_has_it, until)
        self._end(table, len(missing), shown)

    def set_traced(self) -> None:
        """Set what a provider can only find with its very time or number, the latest first: they keep it for months."""
        if not self._counted.traced or self._log.is_for_the_other:
            return
        say, places = self._words.say, self._counted.traced[-_MOST_TRACED:]
        heads = (say("No."), say("Address or message"), say("Seen on"), say("When, in UTC"))
        title = say("To ask providers about")
        table = self._table(heads, (30.0, 0.0, 164.0, 154.0), title, place="providers")
        for row in (self._log.rows[place] for place in reversed(places)):
            incident = row.incident
            shown = [incident.account.shown] if is_ip_address(incident.account.shown) else []
            said = "\n".join((*shown, incident.message_id) if incident.message_id else shown)
            first = Cell(self._words.number(row.number), bold=True)
            seen = phrases.where(incident.where)
            self._row(table, row.number, first, said, seen, phrases.in_utc(self._words, incident.occurred))
        table.end()
        if len(self._counted.traced) > len(places):
            set_more(self._flow, len(self._counted.traced) - len(places))

    def set_promises(self) -> bool:
        """Set what was promised and is not done, the longest due first; whether there is any."""
        promises = [each for each in self._log.contacts if each.promised and not each.done]
        if not promises:
            return False
        say = self._words.say
        heads = (say("Until when"), say("What"), say("By whom"), say("Said on"))
        title = say("Promised to the writer, and not yet done")
        table = Table(self._flow, heads, (92.0, 0.0, 190.0, 68.0), title=title)
        promises.sort(key=lambda each: (each.promised_by or "9", phrases.sort_day(each.when)))
        for contact in promises[: self._most]:
            reference = say("ref. {reference}", reference=contact.reference) if contact.reference else ""
            day = day_of(contact.when)
            said_on = self._words.short_day(day) if day else phrases.happened(self._words, contact.when)[0]
            table.row(self._due(contact), contact.promised, Cell(_whom(contact), below=reference), said_on)
        self._end(table, len(promises))
        return True

    def _due(self, contact: Contact) -> Cell:
        if not contact.promised_by:
            return Cell(self._words.say("no day was said"))
        return replace(self._day_of_duty(contact.promised_by), bold=True)

    def _day_of_duty(self, day: str) -> Cell:
        """A day by which something is due, or until which it is kept; whether it is over."""
        passed = day < self._log.made_at.local[:10]
        return Cell(
            self._words.short_day(day), below=self._words.say("this day has passed") if passed else ""
        )

    def _table(
        self,
        heads: tuple[str, ...],
        widths: tuple[float, ...],
        title: str = "",
        *,
        place: str = "",
        tight: bool = False,
    ) -> Table:
        """A table whose last column, where there can be one, is the page."""
        if self._paged:
            heads, widths = (*heads, self._words.say("Page")), (*widths, _PAGE_WIDTH)
        return Table(self._flow, heads, widths, title=title, place=place, tight=tight)

    def _row(self, table: Table, number: int | None, first: str | Cell, *cells: str | Cell) -> None:
        """A row about the incident of that number, which its ends lead to."""
        if not self._paged:
            table.row(first, *cells)
            return
        place = row_place(number) if number is not None else ""
        if isinstance(first, Cell):
            first = replace(first, link=place)
        table.row(first, *cells, Cell("", link=place, page_of=place))

    def _end(self, table: Table, count: int, shown: int | None = None) -> None:
        """End a table of so many lines, of which not all may have been set: the most there may be, or those `shown`."""
        table.end()
        left = count - (min(count, self._most or count) if shown is None else shown)
        if left:
            set_more(self._flow, left)


def _beginning(words: str) -> str:
    """As much of a text as stands in a table, cut between words where there are any."""
    if len(words) <= _MOST_QUOTED:
        return words
    kept = words[:_MOST_QUOTED]
    return f"{kept.rsplit(' ', 1)[0] if ' ' in kept[_MOST_QUOTED // 2 :] else kept} …"


def _whom(contact: Contact) -> str:
    """Who it was with; a role that the organisation's name says already is not said twice."""
    role = "" if contact.role.casefold() in contact.organisation.casefold() else contact.role
    return listed((contact.who, role, contact.organisation))


def set_more(flow: Flow, number: int) -> None:
    """Say below a table how many more lines it has in the full log."""
    said = flow.paper.words.count("One more in the full log.", "{number} more in the full log.", number)
    flow.stack(strips.text(flow.paper.setter, said, styles.SMALL, flow.paper.area.width))
    flow.skip(10)
