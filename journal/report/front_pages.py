"""The first pages: who reports what since when, in figures that the rows behind them add up to."""

from collections.abc import Iterator, Sequence

from journal.domain.words import Words
from journal.report import checking, phrases, scope, strips, styles
from journal.report.attention import Attention, set_more
from journal.report.figures import ActorFigures, Figures, Group
from journal.report.flow import Flow
from journal.report.model import Log
from journal.report.month_chart import MonthChart
from journal.report.paper_head import set_head
from journal.report.strips import Band, Column, Placed, Strip
from journal.report.tables import Cell, Table
from journal.report.typesetting import Style

_NUMBER_ROOM, _SECTION_GAP = 22.0, 12.0
_MOST_LISTED = 3


class FrontPages:
    """Everything that stands before the log."""

    def __init__(self, flow: Flow, log: Log, counted: Figures, sections: Sequence[tuple[str, str]]) -> None:
        """Set nothing yet; `sections` are the parts of the paper by title and the name links use."""
        self._flow = flow
        self._log = log
        self._counted = counted
        self._sections = sections
        self._words: Words = flow.paper.words
        self._setter = flow.paper.setter

    def set(self) -> None:
        """Set them, on as many sheets as they need."""
        self._flow.new_page()
        self._flow.paper.outline(self._words.say("Summary"))
        set_head(self._flow, self._log, self._words.say("Incident log"))
        self._set_sections()
        self.set_figures()
        self.set_wishes()
        self.set_actors()
        attention = Attention(self._flow, self._log, self._counted)
        attention.set_promises()
        self.set_months()
        attention.set_milestones()
        attention.set_serious()
        attention.set_missing()
        self._set_people()
        self._set_accounts()
        self.set_types()
        self._set_origins()
        self._set_reading()

    # Who, what, and how to be sure of it.

    def _set_sections(self) -> None:
        """Where the parts of the paper are, in as few lines as hold them."""
        flow, style = self._flow, styles.FACT
        rows: list[list[Placed]] = [[]]
        x = 0.0
        for title, place in self._sections:
            said = self._words.say("{section}, p. {page}", section=title, page="").rstrip()
            line = self._setter.line(said, style)
            if rows[-1] and x + line.width + _NUMBER_ROOM > flow.paper.area.width:
                rows.append([])
                x = 0.0
            rows[-1].append(Placed(line, x, link=place, page_of=place))
            x += line.width + _NUMBER_ROOM + _SECTION_GAP
        pile = tuple(Strip(style.leading, tuple(row)) for row in rows)
        flow.paper.rule(flow.left, flow.paper.area.right, flow.y)
        flow.band(Band((Column(0.0, pile),), above=5.0, below=5.0, rule=styles.HAIR))
        flow.skip(9)

    # How often, since when.

    def set_figures(self) -> None:
        """Set how many, on how many days, with what pause."""
        boxes = list(self._boxes())
        gap = 10.0
        width = (self._flow.paper.area.width - gap * (len(boxes) - 1)) / len(boxes)
        columns = []
        for number, (figure, said) in enumerate(boxes):
            x = number * (width + gap)
            self._flow.paper.rule(
                self._flow.left + x, self._flow.left + x + width, self._flow.y, styles.INK, 0.8
            )
            pile = (*self._strips(figure, styles.FIGURE, width), *self._strips(said, styles.FACT, width))
            columns.append(Column(x, pile))
        self._flow.band(Band(tuple(columns), above=4.0, below=4.0))
        self._text(self._period(), styles.FACT)
        self._flow.skip(12)

    def _boxes(self) -> Iterator[tuple[str, str]]:
        words, counted = self._words, self._counted
        incidents = words.count("incident", "incidents", counted.all.incidents)
        if counted.single > counted.all.incidents:
            inside = words.number(counted.single)
            inside = words.say("about {number}", number=inside) if counted.about else inside
            incidents = words.say(
                "{incidents} ({number} counting each call or message)", incidents=incidents, number=inside
            )
        yield words.number(counted.all.incidents), incidents
        if counted.days:
            days = words.count(
                "day, first to last, both counted", "days, first to last, both counted", counted.days
            )
            yield words.number(counted.days), days
        if counted.pause:
            pause = words.count(
                "day without an incident, the longest pause",
                "days without an incident, the longest pause",
                counted.pause.days,
            )
            yield words.number(counted.pause.days), pause
        exhibits = len(self._log.exhibits)
        yield words.number(exhibits), words.count("exhibit", "exhibits", exhibits)

    def _period(self) -> str:
        words, counted = self._words, self._counted
        sentences = []
        if counted.days:
            first, last = words.day(counted.all.first), words.day(counted.all.last)
            sentences.append(words.say("First {first}, last {last}.", first=first, last=last))
        if counted.pause:
            after, before = words.short_day(counted.pause.after), words.short_day(counted.pause.before)
            sentences.append(
                words.say("The longest pause lies between {after} and {before}.", after=after, before=before)
            )
        if counted.undated:
            sentences.append(
                words.count(
                    "The day of one is not known.", "The day of {number} is not known.", counted.undated
                )
            )
        if counted.on_or_before:
            sentences.append(
                words.count(
                    "Of one it is known only that it happened on or before the day it was found; it is counted on that"
                    " day.",
                    "Of {number} it is known only that they happened on or before the day they were found; they are"
                    " counted on that day.",
                    counted.on_or_before,
                )
            )
        return " ".join(sentences)

    def set_months(self) -> None:
        """Set how many there were each month."""
        if self._counted.months:
            self._heading(self._words.say("Incidents per month"), 150.0)
            MonthChart(self._flow, self._log, self._counted).set()

    def set_wishes(self) -> None:
        """What worries the writer most, and what they ask for: the reader's question after what happened."""
        say = self._words.say
        for title, said in (
            (say("What worries the writer most"), self._log.worries),
            (say("What the writer asks for"), self._log.asks),
        ):
            if said.strip():
                self._heading(title)
                self._text(said, styles.BODY)
                self._flow.skip(10)

    # By whom, and of which kind.

    def set_actors(self, most: int | None = None) -> None:
        """Set who is named, how often, and why; of many only the `most` with the most incidents."""
        say = self._words.say
        self._heading(say("Who is named"))
        heads = [
            say("Who, and why"),
            say("Incidents"),
            say("First"),
            say("Last"),
            say("After a turning point"),
        ]
        table = Table(self._flow, heads, [0.0, 52.0, 62.0, 64.0, 76.0])
        for actor in self._counted.actors[:most]:
            group, after = actor.group, self._words.number(actor.after)
            table.row(
                Cell(group.label, below=self._known_and_why(actor), bold=True),
                *self._figures_of(group),
                after,
            )
        if self._counted.nobody:
            table.row(say("nobody named"), self._words.number(self._counted.nobody), "", "", "")
        table.end()
        if most and len(self._counted.actors) > most:
            set_more(self._flow, len(self._counted.actors) - most)
        if self._counted.several:
            several = self._words.count(
                "One incident names more than one, and counts for each.",
                "{number} incidents name more than one, and count for each.",
                self._counted.several,
            )
            self._text(several, styles.SMALL)
            self._flow.skip(10)

    def _known_and_why(self, actor: ActorFigures) -> str:
        known = [each.actor for each in self._log.people if each.label == actor.group.label]
        who = [phrases.who(self._words, each) for each in known]
        return "\n".join((*who, self._reasons(actor)))

    def _reasons(self, actor: ActorFigures) -> str:
        return " · ".join(
            f"{self._words.say(basis.value)} {self._words.number(count)}" for basis, count in actor.bases
        )

    def _set_people(self) -> None:
        """What the writer knows of those who are named, in the order of the first table."""
        known = {each.label: each.actor for each in self._log.people}
        named = [
            (actor.group.label, known[actor.group.label])
            for actor in self._counted.actors
            if actor.group.label in known
        ]
        if not named:
            return
        say = self._words.say
        self._heading(say("What is known of them"))
        heads = [say("Who"), say("As the writer knows them"), say("Addresses, numbers and accounts")]
        table = Table(self._flow, heads, [78.0, 0.0, 218.0])
        for label, actor in named:
            identifiers = "\n".join(phrases.identifier(self._words, each) for each in actor.identifiers)
            table.row(Cell(label, bold=True), "\n".join(phrases.description(self._words, actor)), identifiers)
        table.end()

    def set_types(self) -> None:
        """Set how many there are of each type."""
        if not self._counted.types:
            return
        say = self._words.say
        self._heading(say("Incidents by type"))
        table = Table(
            self._flow, [say("Type"), say("Incidents"), say("First"), say("Last")], [0.0, 54.0, 64.0, 64.0]
        )
        for plain in self._counted.types:
            exact = " · ".join(f"{label} {self._words.number(count)}" for label, count in plain.exact)
            table.row(Cell(plain.group.label, below=exact), *self._figures_of(plain.group))
        if self._counted.untyped:
            table.row(say("no type given"), self._words.number(self._counted.untyped), "", "")
        table.end()
        if self._counted.several_types:
            several = self._words.count(
                "One incident is of more than one type, and counts for each.",
                "{number} incidents are of more than one type, and count for each.",
                self._counted.several_types,
            )
            self._text(several, styles.SMALL)
            self._flow.skip(10)

    def _set_accounts(self) -> None:
        if not self._counted.accounts:
            return
        say = self._words.say
        self._heading(say("Accounts, numbers and addresses shown"))
        heads = [say("As shown"), say("Incidents"), say("First"), say("Last"), say("Exhibits")]
        table = Table(self._flow, heads, [0.0, 54.0, 64.0, 64.0, 112.0])
        for shown in self._counted.accounts:
            account = phrases.account(self._words, shown.account)
            counted = " · ".join(
                f"{said} {self._words.number(count)}" for said, count in (*shown.platforms, *shown.named)
            )
            table.row(
                Cell(account, below=counted),
                *self._figures_of(shown.group),
                self._first_and_last(shown.exhibits),
            )
        table.end()

    def _first_and_last(self, references: Sequence[str]) -> str:
        if len(references) <= _MOST_LISTED:
            return ", ".join(references)
        return self._words.say(
            "{number}: {first} … {last}",
            number=self._words.number(len(references)),
            first=references[0],
            last=references[-1],
        )

    def _figures_of(self, group: Group) -> tuple[str, str, str]:
        first, last = (self._words.short_day(day) if day else "" for day in (group.first, group.last))
        return self._words.number(group.incidents), first, last

    # How it was written.

    def _set_origins(self) -> None:
        words, counted = self._words, self._counted
        if self._log.is_for_the_other:
            return
        self._heading(words.say("How the log was written"))
        for sentence in (*scope.written(words, counted), scope.taken_out(words, self._log, counted)):
            self._text(sentence, styles.FACT)
            self._flow.skip(2)
        self._flow.skip(10)

    def _set_reading(self) -> None:
        self._heading(self._words.say("How to read the log"))
        for sentence in checking.reading(self._words, recorded=not self._log.is_for_the_other):
            self._text(sentence, styles.FACT)
            self._flow.skip(2)

    def _heading(self, title: str, room: float = 70.0) -> None:
        self._flow.need(styles.SUBHEADING.leading + room)
        self._text(title, styles.SUBHEADING)
        self._flow.skip(4)

    def _text(self, said: str, style: Style, width: float | None = None) -> None:
        self._flow.stack(self._strips(said, style, width or self._flow.paper.area.width))

    def _strips(self, said: str, style: Style, width: float) -> list[Strip]:
        return strips.text(self._setter, said, style, width)
