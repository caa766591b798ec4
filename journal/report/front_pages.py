"""The first pages: who reports what since when, in figures that the rows behind them add up to."""

from collections.abc import Sequence

from journal.domain.words import Words
from journal.report import joined, phrases, strips, styles
from journal.report.attention import Attention, set_more
from journal.report.course import CoursePages, figures_of
from journal.report.figures import ActorFigures, Figures
from journal.report.flow import Flow
from journal.report.model import Log
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
        reached = self._words.say("How to reach the writer is on a contact sheet, kept apart from this log.")
        note = "" if self._log.is_for_the_other else reached
        set_head(self._flow, self._log, self._words.say("Incident log"), note)
        self._set_sections()
        attention = Attention(self._flow, self._log, self._counted)
        course = CoursePages(self._flow, self._log, self._counted, attention)
        course.set_sums()
        self.set_wishes()
        self.set_actors()
        attention.set_promises()
        course.set()
        attention.set_milestones()
        attention.set_serious()
        attention.set_missing()
        self._set_people()
        self._set_accounts()
        attention.set_traced()

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

    # By whom.

    def set_actors(self, most: int | None = None) -> None:
        """Set who is named, how often, and why; of many only the `most` with the most incidents."""
        say = self._words.say
        if not (self._counted.actors or self._counted.nobody):
            return
        heads = [
            say("Who, and why"),
            say("Incidents"),
            say("First"),
            say("Last"),
            say("After a turning point"),
        ]
        table = Table(self._flow, heads, [0.0, 52.0, 62.0, 64.0, 76.0], title=say("Who is named"))
        for actor in self._counted.actors[:most]:
            group = actor.group
            after = self._words.number(actor.after) if self._has_turned(group.label) else "–"
            table.row(
                Cell(group.label, below=self._known_and_why(actor), bold=True),
                *figures_of(self._words, group),
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

    def _has_turned(self, label: str) -> bool:
        """Whether any turning point concerns somebody: of others none of their incidents can be said to come after."""
        return any(label in point.actors for point in self._log.milestones)

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
        known = {each.label: each for each in self._log.people}
        named = [known[actor.group.label] for actor in self._counted.actors if actor.group.label in known]
        told = [
            (
                person.label,
                "\n".join(joined.described(self._words, person)),
                "\n".join(joined.identified(self._words, person)),
            )
            for person in named
        ]
        if not any(described or identifiers for _, described, identifiers in told):
            return
        say = self._words.say
        heads = [say("Who"), say("As the writer knows them"), say("Addresses, numbers and accounts")]
        table = Table(self._flow, heads, [78.0, 0.0, 218.0], title=say("What is known of them"))
        for label, described, identifiers in told:
            if described or identifiers:
                table.row(Cell(label, bold=True), described, identifiers)
        table.end()

    def _set_accounts(self) -> None:
        if not self._counted.accounts:
            return
        say = self._words.say
        heads = [say("As shown"), say("Incidents"), say("First"), say("Last"), say("Exhibits")]
        title = say("Accounts, numbers and addresses shown")
        table = Table(self._flow, heads, [0.0, 54.0, 64.0, 64.0, 112.0], title=title)
        for shown in self._counted.accounts:
            account = phrases.account(self._words, shown.account)
            parts = (
                (say("seen on"), shown.platforms),
                (say("named for it"), shown.named),
            )
            below = (self._counts(name, counted) for name, counted in parts if counted)
            table.row(
                Cell(account, below="\n".join(below)),
                *figures_of(self._words, shown.group),
                self._first_and_last(shown.exhibits),
            )
        table.end()

    def _counts(self, name: str, counted: Sequence[tuple[str, int]]) -> str:
        what = " · ".join(f"{said}\u00a0{self._words.number(count)}" for said, count in counted)
        return self._words.say("{label}: {what}", label=name, what=what)

    def _first_and_last(self, references: Sequence[str]) -> str:
        if len(references) <= _MOST_LISTED:
            return ", ".join(references)
        return self._words.say(
            "{number} between {first} and {last}",
            number=self._words.number(len(references)),
            first=references[0],
            last=references[-1],
        )

    def _heading(self, title: str, room: float = 70.0) -> None:
        self._flow.need(styles.SUBHEADING.leading + room)
        self._text(title, styles.SUBHEADING)
        self._flow.skip(4)

    def _text(self, said: str, style: Style, width: float | None = None) -> None:
        self._flow.stack(self._strips(said, style, width or self._flow.paper.area.width))

    def _strips(self, said: str, style: Style, width: float) -> list[Strip]:
        return strips.text(self._setter, said, style, width)
