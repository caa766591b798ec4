"""The last pages: calls and letters, the register of exhibits, how to check all this, its limits, and signatures."""

from collections.abc import Iterable, Sequence

from journal.domain.casework import Contact
from journal.domain.words import Words
from journal.report import checking, phrases, strips, styles
from journal.report.direction import listed
from journal.report.figures import Figures
from journal.report.flow import Flow
from journal.report.log_rows import exhibit_place
from journal.report.model import Log, LogExhibit
from journal.report.strips import Band, Column
from journal.report.tables import Table
from journal.report.typesetting import Style

_REFERENCE_WIDTH, _PAGE_WIDTH = 42.0, 36.0
_SIGNATURE_GAP = 30.0
_SIGNATURES = styles.SUBHEADING.leading + 4 * _SIGNATURE_GAP + 3 * styles.SMALL.leading
"""Points between lines that are written on, and of all of them together."""

END_ROOM = 52.0 + _SIGNATURES
"""Points of what the seal stands for and of the lines for signatures."""


_BEGUN = 0.26
"""The part of a sheet that has to be left for calls and letters to begin on it."""


class ClosingPages:
    """Everything that stands behind log and exhibits."""

    def __init__(self, flow: Flow, log: Log) -> None:
        """Set nothing yet."""
        self._flow = flow
        self._log = log
        self._words: Words = flow.paper.words
        self._setter = flow.paper.setter

    # Calls and letters.

    def set_contacts(self) -> None:
        """Set what was said to and by police, platforms and others, below the log where a good part is left there."""
        say = self._words.say
        self._begin("contacts", say("Calls and letters"), room=_BEGUN)
        heads = [say("When"), say("With whom"), say("What was said"), say("Promised")]
        table = Table(self._flow, heads, [86.0, 112.0, 0.0, 98.0])
        for contact in sorted(self._log.contacts, key=lambda each: phrases.sort_day(each.when)):
            with_whom = [contact.who, contact.role, contact.organisation]
            if contact.reference:
                with_whom.append(say("ref. {reference}", reference=contact.reference))
            whom = "\n".join(part for part in with_whom if part)
            table.row(
                "\n".join(phrases.happened(self._words, contact.when)),
                whom,
                contact.said,
                self._promise(contact),
            )
        table.end()

    def _promise(self, contact: Contact) -> str:
        parts = [contact.promised]
        if contact.promised_by:
            parts.append(self._words.say("by {day}", day=self._words.short_day(contact.promised_by)))
        if contact.promised and contact.done:
            parts.append(self._words.say("done"))
        return listed(parts)

    # The register.

    def set_register(self, counted: Figures, pages: dict[str, int]) -> None:
        """Set every exhibit with its full SHA-256; `pages` says where those that are printed begin."""
        self._begin("register", self._words.say("Register of exhibits"))
        self._explain_register()
        say = self._words.say
        at_right = (
            say("At the right stand the page where it begins and the number of the incident it belongs to.")
            if pages
            else say("At the right stands the number of the incident it belongs to.")
        )
        self._text(at_right, styles.FACT)
        self._set_seal()
        self._flow.skip(8)
        self._set_entries(counted, pages)

    def set_register_alone(self, counted: Figures) -> None:
        """Set the register below what is there, its last exhibit on one sheet with the lines for signatures."""
        self._explain_register()
        self._flow.skip(8)
        self._set_entries(counted, {}, below=END_ROOM + 14)
        self._flow.skip(14)
        self.set_end()

    def _explain_register(self) -> None:
        say = self._words.say
        self._text(
            say(
                "The SHA-256 of a file is 64 digits worked out from all its bytes; no two different files are known"
                " to have the same. It stands here for the copy of each picture or document."
            )
            if self._log.is_for_the_other
            else say(
                "The SHA-256 of a file is 64 digits worked out from all its bytes; no two different files are known"
                " to have the same. It stands here for each original, whole."
            ),
            styles.FACT,
        )
        usual = phrases.usual_program(self._log.exhibits)
        if usual:
            said = say("Where an exhibit does not say otherwise, it was kept with {program}.", program=usual)
            self._text(said, styles.FACT)

    def _set_entries(self, counted: Figures, pages: dict[str, int], below: float = 0.0) -> None:
        """Set each of them; `below` are the points that have to be left under the last."""
        last = len(self._log.exhibits) - 1
        begun = max(0, last - 1)
        for index, exhibit in enumerate(self._log.exhibits):
            entry = self._entry(exhibit, pages, counted.shown_in.get(exhibit.reference, ()))
            if index == begun:  # the last two go over the page together
                self._flow.need((last - begun + 1) * entry.height + below)
            self._flow.band(entry)

    def _entry(self, exhibit: LogExhibit, pages: dict[str, int], numbers: Sequence[int]) -> Band:
        evidence, original = exhibit.evidence, exhibit.evidence.original
        page = pages.get(exhibit.reference)
        link = exhibit_place(exhibit.reference) if page else ""
        across = self._flow.paper.area.width
        width = across - _REFERENCE_WIDTH - _PAGE_WIDTH
        said = (
            [original.media_type]
            if self._log.is_for_the_other
            else [evidence.name, original.media_type, phrases.registered(self._words, evidence)]
        )
        on_page = self._words.say("p. {page}", page=self._words.number(page)) if page else ""
        at = strips.text(self._setter, on_page, styles.FACT, _PAGE_WIDTH, link=link)
        belongs = ", ".join(self._words.number(number) for number in numbers)
        said_of = self._words.say("no. {number}", number=belongs) if numbers else ""
        at += strips.text(self._setter, said_of, styles.FACT, _PAGE_WIDTH)
        name = strips.text(self._setter, exhibit.reference, styles.FACT_BOLD, _REFERENCE_WIDTH - 6, link=link)
        facts = strips.text(self._setter, " · ".join(said), styles.FACT, width)
        size = phrases.size(self._words, original.size)
        hashed = f"{original.sha256} · {size}" if original.sha256 else ""
        digest = strips.text(self._setter, hashed, styles.FACT, width)
        columns = (
            Column(0.0, tuple(name)),
            Column(_REFERENCE_WIDTH, (*facts, *digest)),
            Column(across - _PAGE_WIDTH, tuple(at)),
        )
        return Band(columns, exhibit.reference, above=2.8, below=3.2, rule=styles.HAIR)

    def _set_seal(self) -> None:
        if self._log.seal:
            self._flow.skip(4)
            self._text(self._words.say("Seal of this paper"), styles.LABEL)
            self._text(self._log.seal.hex, styles.FACT)

    # How to check, and what that shows.

    def set_checking(self) -> None:
        """Set how anyone can check this paper, what that shows and does not show, and the lines for signatures."""
        say = self._words.say
        self._begin("checking", say("How to check, and what this shows"))
        if self._log.is_for_the_other:
            self._explain(say("How to check this paper"), checking.no_seal(self._words))
        else:
            self._explain(say("How to check this paper"), checking.seal(self._words, self._log.seal))
            self._set_limits()
        self._set_counts()
        self._set_signatures()

    def set_end(self) -> None:
        """Set below what is there what the seal stands for, and the lines for signatures."""
        if self._log.seal:
            self._flow.need(END_ROOM)
            said = self._words.say(
                "The seal on the first page stands for every record of the journal up to no. {number}. With it this"
                " paper can be held against the journal, and against the full log, at any later time.",
                number=self._words.number(self._log.seal.seq),
            )
            self._text(said, styles.FACT)
            self._flow.skip(12)
        self._set_signatures()

    def _explain(self, title: str, sentences: Iterable[str]) -> None:
        self._flow.need(60)
        self._text(title, styles.SUBHEADING)
        self._flow.skip(2)
        for sentence in sentences:
            self._text(sentence, styles.BODY)
            self._flow.skip(4)
        self._flow.skip(8)

    def _set_limits(self) -> None:
        say = self._words.say
        self._flow.need(200)
        table = Table(
            self._flow, [say("What this shows"), say("What it does not show")], [0.0, 0.0], styles.BODY
        )
        for shown, not_shown in checking.limits(self._words):
            table.row(shown, not_shown)
        table.end()

    def _set_counts(self) -> None:
        if not self._log.counts:
            return
        counts = " · ".join(f"{name} {self._words.number(count)}" for name, count in self._log.counts)
        made_with = self._words.say("Made with {program}.", program=self._log.program)
        width = self._flow.paper.area.width
        said = [*strips.text(self._setter, counts, styles.FACT, width)]
        said += strips.text(self._setter, made_with, styles.FACT, width)
        # With the lines for signatures, so that these never stand on a sheet by themselves.
        self._flow.need(sum(strip.height for strip in said) + 50 + _SIGNATURES)
        self._text(self._words.say("Records in the journal up to the seal, by kind"), styles.SUBHEADING)
        self._flow.skip(2)
        self._flow.stack(said)
        self._flow.skip(12)

    def _set_signatures(self) -> None:
        """Lines for two people side by side, to be filled in by hand: who wrote this, and who was given it.

        How the writer can be reached is never printed: the paper may be seen by others later.
        """
        say, paper, gap = self._words.say, self._flow.paper, 24.0
        self._flow.need(_SIGNATURES)
        width = (paper.area.width - gap) / 2
        sides: tuple[tuple[str, tuple[str, ...]], ...] = (
            (
                say("Written by"),
                (say("Name"), say("Day and time"), say("Signature"), say("Safe way to reach me")),
            ),
            (
                say("Received by"),
                (say("Name and office"), say("Day and time"), say("Signature"), say("How to reach them")),
            ),
        )
        if self._log.is_for_the_other:  # how to be reached is not asked of either where both may read it
            sides = ((say("Written by"), (say("Name"), say("Day and time"), say("Signature"))),)
        else:
            meant = say("To sign says who wrote this and who was given it. It is not a sworn statement.")
            self._text(meant, styles.SMALL)
            self._flow.skip(4)
        for number, (title, labels) in enumerate(sides):
            x, y = self._flow.left + number * (width + gap), self._flow.y
            paper.line(self._setter.shortened(title, styles.SUBHEADING, width), x, y)
            for label in labels:
                y -= _SIGNATURE_GAP
                paper.rule(x, x + width, y, styles.INK, 0.6)
                paper.line(self._setter.shortened(label, styles.SMALL, width), x, y - 1)
        self._flow.skip(len(sides[0][1]) * _SIGNATURE_GAP + styles.SMALL.leading)

    def _begin(self, place: str, title: str, room: float = 1.0) -> None:
        """A part's title: on a sheet of its own, unless so much of the present one is left."""
        flow = self._flow
        if flow.room < room * flow.paper.area.height:
            flow.new_page()
        else:
            flow.skip(18)
        flow.paper.place(place, flow.y)
        flow.paper.outline(title, 0, flow.y)
        self._text(title, styles.HEADING)
        flow.skip(8)

    def _text(self, said: str, style: Style) -> None:
        self._flow.stack(strips.text(self._setter, said, style, self._flow.paper.area.width))
