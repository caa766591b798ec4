"""A sheet for whoever certifies how the records were made and copied: what is known is filled in, the rest is lines."""

from dataclasses import dataclass

from journal.domain.words import Words
from journal.report import checking, strips, styles
from journal.report.flow import Flow
from journal.report.model import Log
from journal.report.typesetting import Style

_LABEL_WIDTH, _LINE_GAP = 184.0, 25.0


@dataclass(frozen=True)
class Certified:
    """What is known when the sheet is made: the log's file and its SHA-256; empty where it stands in the log itself."""

    file: str = ""
    sha256: str = ""


class CertificationSheet:
    """Sets the sheet, after what rules 902(13) and 902(14) of the US Federal Rules of Evidence ask for."""

    def __init__(self, flow: Flow, log: Log, certified: Certified) -> None:
        """Set nothing yet."""
        self._flow = flow
        self._log = log
        self._certified = certified
        self._words: Words = flow.paper.words
        self._setter = flow.paper.setter

    def set(self) -> None:
        """Set it on a sheet of its own."""
        flow, say = self._flow, self._words.say
        flow.new_page()
        flow.paper.place("certification", flow.y)
        flow.paper.outline(say("Certification sheet"))
        self._text(say("Certification sheet"), styles.HEADING)
        self._text(
            say(
                "To be filled in and signed by whoever can speak to how these records were made and copied. Its parts"
                " are those that rules such as 902(13) and 902(14) of the US Federal Rules of Evidence ask for; a"
                " lawyer says what holds where you are."
            ),
            styles.FACT,
        )
        self._set_who()
        self._set_made()
        self._set_copied()
        self._set_signed()

    def _set_who(self) -> None:
        say = self._words.say
        self._heading(say("1. Who certifies"))
        self._line(say("Name"))
        self._line(say("Occupation, or part in this"))
        self._line(say("How they know the program"))

    def _set_made(self) -> None:
        say = self._words.say
        self._heading(say("2. How the records were made"))
        self._fact(say("Program and version"), self._log.program)
        self._fact(
            say("Method"),
            say(
                "The program wrote each entry, file and change as a record at the time it was made, in the regular"
                " course of its work. Each record names the one before it by its SHA-256. No record is changed later;"
                " a change is a record of its own. A picture of the screen or an added file was kept byte for byte,"
                " and its SHA-256 was worked out before anything else was done with it."
            ),
        )
        self._line(say("Computer, and who could use it"))

    def _set_copied(self) -> None:
        say, seal = self._words.say, self._log.seal
        self._heading(say("3. How the copies were made, and are known to be the same"))
        self._fact(say("Algorithm"), say("SHA-256 (FIPS 180-4), worked out over all bytes of a file"))
        if seal:
            number = self._words.number(seal.seq)
            self._fact(
                say("Seal of the log"), say("record no. {number}: {seal}", number=number, seal=seal.hex)
            )
            self._fact(say("The same, to be read aloud; no key, it opens nothing"), checking.aloud(seal))
        else:
            self._line(say("Seal of the log"))
        log = say("SHA-256 of the log as a file")
        if self._certified.sha256:
            self._fact(log, f"{self._certified.file}: {self._certified.sha256}")
        else:
            self._line(log)
        self._line(say("SHA-256 of checksums-sha256.txt"))
        self._flow.skip(4)
        self._text(
            say(
                'These two are worked out by whoever certifies, from the files that were handed over: sha256sum "FILE"'
                ' on Linux, shasum -a 256 "FILE" on macOS, Get-FileHash "FILE" on Windows. checksums-sha256.txt lists'
                " every other file with its own."
            )
            if not self._certified.sha256
            else say(
                'The last is worked out by whoever certifies: sha256sum "FILE" on Linux, shasum -a 256 "FILE" on macOS,'
                ' Get-FileHash "FILE" on Windows. That file lists every other one, this sheet too, with its own.'
            ),
            styles.SMALL,
        )
        self._line(say("How and on what they were handed over"))

    def _set_signed(self) -> None:
        say = self._words.say
        self._heading(say("4. Declaration"))
        self._text(say("Left blank for the words that the law of the place asks for."), styles.SMALL)
        for label in ("", "", say("Day and place"), say("Signature")):
            self._line(label)

    def _heading(self, title: str) -> None:
        self._flow.need(80)
        self._flow.skip(9)
        self._text(title, styles.SUBHEADING)
        self._flow.skip(2)

    def _fact(self, label: str, said: str) -> None:
        width = self._flow.paper.area.width - _LABEL_WIDTH
        left = strips.text(self._setter, label, styles.LABEL, _LABEL_WIDTH - 8)
        self._flow.stack(
            strips.beside(left, strips.text(self._setter, said, styles.FACT, width), _LABEL_WIDTH)
        )
        self._flow.skip(3)

    def _line(self, label: str) -> None:
        """A line to be written on, its label before it."""
        flow = self._flow
        lines = self._setter.lines(label, styles.LABEL, _LABEL_WIDTH - 8)
        flow.need(_LINE_GAP)
        flow.skip(_LINE_GAP)
        top = flow.y + styles.LABEL.leading * len(lines)
        for number, line in enumerate(lines):
            flow.paper.line(line, flow.left, top - number * styles.LABEL.leading)
        flow.paper.rule(flow.left + _LABEL_WIDTH, flow.paper.area.right, flow.y, styles.INK, 0.6)

    def _text(self, said: str, style: Style) -> None:
        self._flow.stack(strips.text(self._setter, said, style, self._flow.paper.area.width))
