"""Printing what the other person may see: made of what may be told, and searched once more when it is finished."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from journal.domain.ids import PrintId, new_id
from journal.domain.moments import LocalTime, at_instant
from journal.domain.printing import Layout, PrintWish, Reader
from journal.domain.words import Words
from journal.report.model import ExhibitKind, Log
from journal.services import in_pictures, private_terms
from journal.services.errors import PrivateWordsLeft
from journal.services.for_the_other import ForTheOther, Material
from journal.services.may_be_told import without_words
from journal.services.output_scan import DATA, NAMES, Leak, OutputScan
from journal.services.printing import Paper, Press, Printed, Progress

_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
"""A SHA-256: any short number stands in one sooner or later."""


def preview(press: Press, wish: PrintWish, words: Words, progress: Progress) -> Paper:
    """The paper a wish asks for as it would be, whoever will read it."""
    if wish.reader is Reader.OTHER:
        return OtherPress(press).preview(wish, words, progress)
    return press.preview(wish, words, progress)


def print_paper(press: Press, wish: PrintWish, words: Words, progress: Progress) -> Paper:
    """The paper a wish asks for under its record, whoever will read it."""
    return print_whole(press, wish, words, progress).paper


def print_whole(press: Press, wish: PrintWish, words: Words, progress: Progress) -> Printed:
    """The same with what it was made of; what goes along with it has to pass its `scan`, if there is one."""
    if wish.reader is Reader.OTHER:
        return OtherPress(press).print(wish, words, progress)
    return press.print(wish, words, progress)


@dataclass(frozen=True)
class OtherPress:
    """Prints with another press's machinery. Only the log there is for them: other layouts say more than it does."""

    press: Press

    def preview(self, wish: PrintWish, words: Words, progress: Progress) -> Paper:
        """The log as it would be, without leaving a record.

        Raises:
            PrivateTermsNotWritten, PrivateWordsOpen, CoveredCopiesNeeded: something has to be decided first.
            NothingToPrint, Cancelled, DiskFull: nothing was left.
        """
        other = self._for_the_other(self._material(wish)).paper(words, self._made_at())
        return self._set(other.log, words, progress)

    def print(self, wish: PrintWish, words: Words, progress: Progress) -> Printed:
        """The log as it may leave; its record, which never does, names its exhibits by its own numbers.

        Raises:
            PrivateTermsNotWritten, PrivateWordsOpen, CoveredCopiesNeeded, PicturesNameWords, PicturesNotRead: something
                has to be decided first.
            PrivateWordsLeft: the finished paper held private words after all; it was removed.
            NothingToPrint, Cancelled, DiskFull: no paper was left; the record of the try stays.
        """
        material = self._material(wish)
        whole = self._for_the_other(material)
        other = whole.paper(words, self._made_at())
        search = in_pictures.Search.of(self.press.read_pictures, material)
        in_pictures.refuse_open(in_pictures.look(whole, search, self.press.originals(), progress))
        subject = PrintId(new_id(self.press.randomness))
        plain = replace(wish, layout=Layout.LOG)
        seal = self.press.writing.run(self.press.announce, subject, plain, other.chosen).result()
        paper = self._set(other.log, words, progress)
        scan = OutputScan(other.terms, other.shown, search.open_terms)
        try:
            self._check(paper, other.log, scan, words)
        except BaseException:
            paper.discard()
            raise
        paper.is_searched = True
        self.press.finish(subject, paper)
        return Printed(subject, seal, other.chosen, other.log, paper, scan)

    def _material(self, wish: PrintWish) -> Material:
        return self.press.reading.run(private_terms.material, self.press.reader, wish).result()

    def _for_the_other(self, material: Material) -> ForTheOther:
        return ForTheOther(material, self.press.originals(), self.press.types)

    def _made_at(self) -> LocalTime:
        return at_instant(self.press.clock.utc_ms(), self.press.clock.zone())

    def _set(self, log: Log, words: Words, progress: Progress) -> Paper:
        paper = self.press.set(Layout.LOG, log, words, progress)
        paper.is_searched = False
        paper.file_time = log.made_at.utc_ms // 1000  # of a file, too, only the day that the paper names
        return paper

    def _check(self, paper: Paper, log: Log, scan: OutputScan, words: Words) -> None:
        leaks = _found(paper, scan)
        if leaks:
            leaks -= self._own_words(log, scan, words)
        refuse(leaks | _in_pictures(log, scan))

    def _own_words(self, log: Log, scan: OutputScan, words: Words) -> frozenset[Leak]:
        """What is found in the same paper without a word of the writer's: somebody may be called Page, or May."""
        blank = self._set(without_words(log), words, lambda _done, _total: True)
        try:
            return _found(blank, scan)
        finally:
            blank.discard()


def check_files(scan: OutputScan, files: Iterable[tuple[str, Callable[[], Iterable[bytes]]]]) -> None:
    """Search what lies beside a paper, which has its own check: names, pictures, texts and the list of them.

    Raises:
        PrivateWordsLeft: something is there that must not leave.
    """
    leaks: frozenset[Leak] = frozenset()
    for name, chunks in files:
        leaks |= scan.text(name, NAMES)
        if name.endswith(".png"):
            leaks |= scan.png(b"".join(chunks()))
        elif not name.endswith((".pdf", "how-to-check.txt")):  # searched already; the program's own words
            said = b"".join(chunks()).decode("utf-8", "replace")
            leaks |= scan.text(_DIGEST.sub(" ", said), DATA)
    refuse(leaks)


def refuse(leaks: Collection[Leak]) -> None:
    """Let nothing go on that holds what must not leave.

    Raises:
        PrivateWordsLeft: it does.
    """
    if leaks:
        terms, places = {leak.term for leak in leaks}, {leak.place for leak in leaks}
        raise PrivateWordsLeft(tuple(sorted(terms)), tuple(sorted(places)))


def _found(paper: Paper, scan: OutputScan) -> frozenset[Leak]:
    with paper.open() as stream:
        return scan.pdf(stream, _texts(paper))


def _in_pictures(log: Log, scan: OutputScan) -> frozenset[Leak]:
    """What is found in the very pictures that the paper was made with."""
    leaks: frozenset[Leak] = frozenset()
    for exhibit in log.exhibits if log.with_exhibits else ():
        if exhibit.kind is ExhibitKind.TEXT:
            continue
        with exhibit.open() as stream:
            leaks |= scan.picture(stream.read())
            if exhibit.kind is ExhibitKind.PAGES:  # its own bytes; what is on the paper was searched with it
                stream.seek(0)
                leaks |= scan.pdf(stream, ())
    return leaks


def _texts(paper: Paper) -> Iterator[str]:
    return (paper.text(page) for page in range(paper.pages))
