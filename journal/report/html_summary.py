"""What the page for a screen reader says beside the log: figures, people, calls and letters, as the paper does."""

from collections.abc import Iterator
from typing import NamedTuple

from journal.domain.casework import Contact
from journal.domain.incident import proposed_headline
from journal.domain.words import Words
from journal.report import joined, phrases, scope
from journal.report.course import figures_of
from journal.report.direction import listed
from journal.report.figures import ActorFigures, Figures, is_ip_address
from journal.report.model import Log, LogRow
from journal.report.month_chart import by_year

Row = tuple[str, ...]


class Section(NamedTuple):
    """A heading with sentences below it, and a table where there is one; the first cell of a row says what it is."""

    title: str
    said: Row = ()
    heads: Row = ()
    rows: tuple[Row, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.rows or any(self.said))


def before(words: Words, log: Log, counted: Figures) -> Iterator[Section]:
    """What stands before the log; nothing that would be empty."""
    telling = _Telling(words, log, counted)
    found = (
        telling.summary(),
        Section(words.say("What worries the writer most"), (log.worries.strip(),)),
        Section(words.say("What the writer asks for"), (log.asks.strip(),)),
        telling.actors(),
        telling.promises(),
        *(part for actor in counted.actors for part in telling.course(actor)),
        telling.milestones(),
        telling.serious(),
        telling.missing(),
        telling.people(),
        telling.accounts(),
        telling.traced(),
        telling.written(),
    )
    return (section for section in found if not section.is_empty)


def behind(words: Words, log: Log) -> Iterator[Section]:
    """What stands between the log and the register of its files."""
    say = words.say
    heads = (say("When"), say("With whom"), say("What was said"), say("Promised"))
    rows = tuple(
        (
            ", ".join(phrases.happened(words, each.when)),
            _with_whom(words, each),
            each.said,
            _promise(words, each),
        )
        for each in sorted(log.contacts, key=lambda each: phrases.sort_day(each.when))
    )
    section = Section(say("Calls and letters"), (), heads, rows)
    return iter(() if section.is_empty else (section,))


class _Telling:
    """The sections of one log."""

    def __init__(self, words: Words, log: Log, counted: Figures) -> None:
        self._words = words
        self._log = log
        self._counted = counted
        self._types = {kind.key: kind.label for kind in log.types}

    def summary(self) -> Section:
        words, counted = self._words, self._counted.all
        exhibits = len(self._log.exhibits)
        sums = (
            f"{words.number(counted.incidents)} {words.count('incident', 'incidents', counted.incidents)}",
            f"{words.number(exhibits)} {words.count('exhibit', 'exhibits', exhibits)}",
        )
        span = (
            words.say(
                "The first on {first}, the last on {last}.",
                first=words.day(counted.first),
                last=words.day(counted.last),
            )
            if counted.first and counted.first != counted.last
            else ""
        )
        return Section(
            words.say("Summary"), (" ".join(scope.chosen(words, self._log)), " · ".join(sums), span)
        )

    def actors(self) -> Section:
        say, counted = self._words.say, self._counted
        heads = (
            say("Who"),
            say("Why"),
            say("Incidents"),
            say("First"),
            say("Last"),
            say("After a turning point"),
        )
        known = {each.label: phrases.who(self._words, each.actor) for each in self._log.people}
        rows = [
            (
                actor.group.label,
                _lines(known.get(actor.group.label, ""), self._reasons(actor)),
                *figures_of(self._words, actor.group),
                self._words.number(actor.after) if self._has_turned(actor) else "–",
            )
            for actor in counted.actors
        ]
        if counted.nobody:
            rows.append((say("nobody named"), "", self._words.number(counted.nobody), "", "", ""))
        several = (
            self._words.count(
                "One incident names more than one, and counts for each.",
                "{number} incidents name more than one, and count for each.",
                counted.several,
            )
            if counted.several
            else ""
        )
        return Section(say("Who is named"), (several,), heads, tuple(rows))

    def course(self, actor: ActorFigures) -> Iterator[Section]:
        """How often somebody acted, and since when: in sentences, by type and by month."""
        words, say, course = self._words, self._words.say, actor.course
        label = actor.group.label
        said = [say("Why attributed: {reasons}", reasons=self._reasons(actor))]
        if course.days:
            days = words.count(
                "day, first to last, both counted", "days, first to last, both counted", course.days
            )
            said.append(f"{words.number(course.days)} {days}")
        if course.pause:
            pause = words.count(
                "day without an incident, the longest pause",
                "days without an incident, the longest pause",
                course.pause.days,
            )
            said.append(f"{words.number(course.pause.days)} {pause}")
        heads = (say("Type"), say("Incidents"), say("First"), say("Last"))
        types = [(plain.group.label, *figures_of(words, plain.group)) for plain in course.types]
        if course.untyped:
            types.append((say("no type given"), words.number(course.untyped), "", ""))
        title = say("{label}: how often, and since when", label=label)
        yield Section(title, tuple(said), heads, tuple(types))
        title = say("{label}: {what}", label=label, what=say("Incidents per month"))
        yield Section(title, (), *by_year(words, course.months, course.all.incidents))

    def milestones(self) -> Section:
        words, say, counted = self._words, self._words.say, self._counted
        rows = []
        for entry in sorted(self._log.milestones, key=lambda each: each.sort_ms):
            first = counted.first_after.get(entry.id)
            until = say("until it ended") if entry.milestone.ends else ""
            rows.append(
                (
                    phrases.happened(words, entry.milestone.date)[0],
                    phrases.milestone(words, entry.milestone, entry.actors),
                    _lines(words.number(counted.after.get(entry.id, 0)), until),
                    self._number(first) if first else "",
                )
            )
        heads = (say("When"), say("What"), say("Incidents after it"), say("The first"))
        return Section(say("Turning points"), (), heads, tuple(rows))

    def serious(self) -> Section:
        say = self._words.say
        heads = (say("No."), say("When"), say("What"), say("Who, and of what type"), say("Exhibit"))
        rows = tuple(
            (
                self._words.number(row.number),
                ", ".join(phrases.happened(self._words, row.incident.occurred)),
                self._what(row),
                _lines(
                    listed(each.label for each in row.named) or say("nobody named"),
                    " · ".join(self._types.get(key, key) for key in row.incident.types),
                ),
                ", ".join(row.exhibits),
            )
            for row in (self._log.rows[place] for place in self._counted.starred)
        )
        return Section(say("Marked by the writer as most serious"), (), heads, rows)

    def missing(self) -> Section:
        say = self._words.say
        heads = (say("No."), say("What"), say("Who has it"), say("Kept until"))
        rows = tuple(
            (self._words.number(row.number), each.what, each.who_has_it, self._duty(each.until))
            for row in (self._log.rows[place] for place in self._counted.missing)
            for each in row.incident.still_needed
        )
        return Section(say("Still missing, and who has it"), (), heads, rows)

    def promises(self) -> Section:
        say = self._words.say
        heads = (say("Until when"), say("What"), say("By whom"), say("Said on"))
        rows = tuple(
            (
                self._duty(each.promised_by) or say("no day was said"),
                each.promised,
                _with_whom(self._words, each),
                phrases.happened(self._words, each.when)[0],
            )
            for each in sorted(self._log.contacts, key=lambda each: each.promised_by or "9")
            if each.promised and not each.done
        )
        return Section(say("Promised to the writer, and not yet done"), (), heads, rows)

    def people(self) -> Section:
        say = self._words.say
        heads = (say("Who"), say("As the writer knows them"), say("Addresses, numbers and accounts"))
        told = (
            (
                each.label,
                _lines(*joined.described(self._words, each)),
                _lines(*joined.identified(self._words, each)),
            )
            for each in self._log.people
        )
        return Section(say("What is known of them"), (), heads, tuple(row for row in told if any(row[1:])))

    def accounts(self) -> Section:
        say = self._words.say
        heads = (say("As shown"), say("Incidents"), say("First"), say("Last"), say("Exhibits"))
        rows = tuple(
            (
                phrases.account(self._words, shown.account),
                *figures_of(self._words, shown.group),
                ", ".join(shown.exhibits),
            )
            for shown in self._counted.accounts
        )
        return Section(say("Accounts, numbers and addresses shown"), (), heads, rows)

    def traced(self) -> Section:
        """All that a provider can only find with its very time or number, the latest first."""
        say = self._words.say
        heads = (say("No."), say("Address or message"), say("Seen on"), say("When, in UTC"))
        rows = []
        for row in (self._log.rows[place] for place in reversed(self._counted.traced)):
            incident = row.incident
            shown = incident.account.shown if is_ip_address(incident.account.shown) else ""
            rows.append(
                (
                    self._words.number(row.number),
                    _lines(shown, incident.message_id),
                    phrases.where(incident.where),
                    phrases.in_utc(self._words, incident.occurred),
                )
            )
        return Section(say("To ask providers about"), (), heads, tuple(rows))

    def written(self) -> Section:
        said = (
            *scope.written(self._words, self._counted),
            *scope.sittings(self._words, self._counted),
            *scope.out_of_it(self._words, self._log),
        )
        return Section(self._words.say("How the log was written"), said)

    def _reasons(self, actor: ActorFigures) -> str:
        return " · ".join(
            f"{self._words.say(basis.value)} {self._words.number(count)}" for basis, count in actor.bases
        )

    def _has_turned(self, actor: ActorFigures) -> bool:
        return any(actor.group.label in point.actors for point in self._log.milestones)

    def _what(self, row: LogRow) -> str:
        incident = row.incident
        quoted = self._words.say("“{words}”", words=incident.exact_words) if incident.exact_words else ""
        return _lines(incident.headline or ("" if quoted else proposed_headline(incident)), quoted)

    def _number(self, number: int) -> str:
        return self._words.say("no. {number}", number=self._words.number(number))

    def _duty(self, day: str) -> str:
        """A day by which something is due, or until which it is kept; whether it is over."""
        if not day:
            return ""
        passed = self._words.say("this day has passed") if day < self._log.made_at.local[:10] else ""
        return _lines(self._words.short_day(day), passed)


def _with_whom(words: Words, contact: Contact) -> str:
    reference = words.say("ref. {reference}", reference=contact.reference) if contact.reference else ""
    return _lines(contact.who, contact.role, contact.organisation, reference)


def _promise(words: Words, contact: Contact) -> str:
    by = words.say("by {day}", day=words.short_day(contact.promised_by)) if contact.promised_by else ""
    return _lines(contact.promised, by, words.say("done") if contact.promised and contact.done else "")


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
