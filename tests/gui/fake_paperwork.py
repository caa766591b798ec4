"""Papers that are never set; what was asked to be printed, saved and handed over is remembered."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from journal.domain.course import Overview
from journal.domain.handing_over import Parcel
from journal.domain.pixels import Pixels
from journal.domain.printing import PaperSize, PrintJob, PrintWish, Queue, Reader, Told
from journal.domain.reading import Seal, Wanted
from journal.domain.recognised import Likeness, Recognised
from journal.domain.words import Words
from journal.services.handing_over import HandedOver
from journal.services.languages import PaperLanguages
from journal.services.numbering import Numbered
from journal.services.papers import Shorter
from journal.services.places_told import PlaceTold
from journal.services.saving import Saved
from tests.gui.example_overview import OVERVIEW

Progress = Callable[[int, int], bool]


@dataclass
class FakePrinted:
    """A printed log of three plain pages."""

    pages: int = 3
    size: int = 123_456
    saved: list[Path] = field(default_factory=list)
    discarded: bool = False

    def page(self, index: int, width: int, height: int) -> Pixels:
        width = min(width, round(height / 1.414))
        height = round(width * 1.414)
        row = bytes((250, 250, 250)) * width
        dark = (bytes((250, 250, 250)) * (width // 8) + bytes((90 + 40 * index,) * 3) * (width // 2)).ljust(
            width * 3, b"\xfa"
        )
        rows = [dark if line % 40 < 12 and 60 < line < height - 80 else row for line in range(height)]
        return Pixels(width, height, b"".join(rows), width, height)

    def save(self, path: Path) -> None:
        self.saved.append(path)

    def discard(self) -> None:
        self.discarded = True


class FakeNumbering:
    """`asked_about` is what is to be asked, if anything; `decided` what was answered."""

    def __init__(self, answer: Callable[[str, Any], "Future[Any]"]) -> None:
        self._answer = answer
        self.asked_about: Numbered | None = None
        self.decided: list[str] = []

    def to_ask(self) -> "Future[Numbered | None]":
        return self._answer("to_ask", self.asked_about)

    def decide(self, highest: str) -> "Future[None]":
        self.decided.append(highest)
        return self._answer("decide", None)


class FakePaperwork:
    """`first` are the first pages of a long paper, `shorter` what is offered instead of it, `queues` the printers."""

    def __init__(
        self,
        answer: Callable[[str, Any], "Future[Any]"],
        asked: list[tuple[Any, ...]],
        wrong: Callable[[], "Future[Any]"],
    ) -> None:
        self.languages = PaperLanguages(Path(__file__).parents[2] / "resources" / "i18n" / "paper")
        self._answer = answer
        self._asked = asked
        self._wrong = wrong
        self.numbering = FakeNumbering(answer)
        self.printed: list[FakePrinted] = []
        self.first: FakePrinted | None = None
        self.queues: tuple[Queue, ...] = (Queue("Office", usual=True), Queue("Copy shop", usual=False))
        self.shorter: Shorter | None = None
        self.left_out: tuple[str, ...] = ()
        self.places: tuple[PlaceTold, ...] = ()
        self.counted: Overview | None = OVERVIEW
        self.recognised = Recognised(Likeness.PAPER, "ab" * 32, 41, 1_795_000_000_000, 12)

    def preview_log(self, wish: PrintWish, words: Words, progress: Progress) -> "Future[FakePrinted]":
        self._asked.append(("preview_log", wish))
        if wish.reader is Reader.OTHER:
            return self._wrong()
        self.printed.append(FakePrinted())
        return self._answer("preview_log", self.printed[-1])

    def recognise(self, file: Path, progress: Progress) -> "Future[Recognised]":
        self._asked.append(("recognise", file))
        progress(1, 2)
        return self._answer("recognise", self.recognised)

    def told_sheet(self, told: Told, size: PaperSize, words: Words) -> "Future[FakePrinted]":
        self._asked.append(("told_sheet", told))
        self.printed.append(FakePrinted())
        return self._answer("told_sheet", self.printed[-1])

    def first_pages(self, wish: PrintWish, words: Words) -> "Future[FakePrinted | None]":
        if self.first is not None:
            self.printed.append(self.first)
        return self._answer("first_pages", self.first)

    def shorter_paper(self, wish: PrintWish, pages: int, words: Words) -> "Future[Shorter | None]":
        self._asked.append(("shorter_paper", wish, pages))
        return self._answer("shorter_paper", self.shorter)

    def get_papers_ready(self, wanted: Wanted, words: Words) -> "Future[None]":
        return self._answer("get_papers_ready", None)

    def get_whole_log_ready(self, words: Words) -> "Future[None]":
        self._asked.append(("get_whole_log_ready",))
        return self._answer("get_whole_log_ready", None)

    def forget_papers(self) -> None:
        self._asked.append(("forget_papers",))

    def print_log(self, wish: PrintWish, words: Words, progress: Progress) -> "Future[FakePrinted]":
        self._asked.append(("print_log", wish))
        progress(3, 10)
        self.printed.append(FakePrinted())
        return self._answer("print_log", self.printed[-1])

    def save_paper(self, paper: FakePrinted, target: Path, password: str = "") -> "Future[Saved]":
        self._asked.append(("save_paper", target, password))
        paper.saved.append(target)
        return self._answer("save_paper", Saved(target, paper.pages, paper.size, bool(password)))

    def overview(self, words: Words) -> "Future[Overview | None]":
        return self._answer("overview", self.counted)

    def printers(self) -> "Future[tuple[Queue, ...]]":
        return self._answer("printers", self.queues)

    def send_paper(self, paper: FakePrinted, job: PrintJob, progress: Progress) -> "Future[None]":
        self._asked.append(("send_paper", job))
        return self._answer("send_paper", None)

    def places_told(self, wish: PrintWish, parcel: Parcel) -> "Future[tuple[PlaceTold, ...]]":
        self._asked.append(("places_told", wish, parcel))
        return self._answer("places_told", self.places)

    def hand_over(
        self,
        wish: PrintWish,
        parcel: Parcel,
        target: Path,
        words: Words,
        progress: Progress,
    ) -> "Future[HandedOver]":
        self._asked.append(("hand_over", wish, parcel, target))
        return self._answer(
            "hand_over",
            HandedOver(
                target,
                12,
                9_000,
                3,
                Seal(7, "ab" * 32),
                Seal(9, "cd" * 32),
                parcel.form,
                bool(parcel.password),
                self.left_out,
            ),
        )

    def word_sheet(self) -> FakePrinted:
        """A sheet with the 24 words, of one page."""
        self.printed.append(FakePrinted(pages=1))
        return self.printed[-1]
