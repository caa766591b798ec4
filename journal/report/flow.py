"""Filling sheets from top to bottom: what fits stays whole, what does not goes on over the page and says so."""

from collections.abc import Callable, Iterable

from journal.domain.errors import Cancelled
from journal.report import strips, styles
from journal.report.paper import Paper
from journal.report.strips import Band, Placed, Strip

Progress = Callable[[int, int], bool]
"""Told how much is done of how much; answers whether to go on."""

_BELOW_HEAD = 4.0
"""Points between a repeated head and the mark that something is continued."""

_TOO_LITTLE = 0.25
"""Something longer than a page begins on a new one when less than this part of the present one is left."""


class Enough(Exception):
    """As many sheets are set as were asked for."""


class Flow:
    """A place on the present sheet, `y` points from its lower edge, that moves down and on.

    `turned` says that sheets are in landscape unless something else is asked for.
    """

    def __init__(self, paper: Paper, *, turned: bool = False, most_pages: int = 0) -> None:
        """No sheet is begun yet; none will be after `most_pages` (0: as many as it takes)."""
        self.paper = paper
        self.turned = turned
        self._most_pages = most_pages
        self.y = 0.0
        self._head: Callable[[float], float] | None = None
        self._open = False

    @property
    def room(self) -> float:
        """Points left on this sheet."""
        return self.y - self.paper.area.bottom

    @property
    def left(self) -> float:
        """Where text begins."""
        return self.paper.area.left

    def head(self, draw: Callable[[float], float] | None) -> None:
        """Let every following sheet begin with this; it is given the top and returns where it ended."""
        self._head = draw

    def new_page(self, *, landscape: bool | None = None) -> None:
        """Go on at the top of a new sheet.

        Raises:
            Enough: there are as many as were asked for.
        """
        self.close()
        if self._most_pages and self.paper.page >= self._most_pages:
            raise Enough
        self.paper.begin(landscape=self.turned if landscape is None else landscape)
        self._open = True
        self.y = self.paper.area.top
        if self._head:
            self.y = self._head(self.y)

    def close(self) -> None:
        """End the present sheet, if there is one."""
        if self._open:
            self.paper.end()
        self._open = False

    def skip(self, height: float) -> None:
        """Leave space, but none at the top of a sheet that begins here."""
        self.y = max(self.y - height, self.paper.area.bottom)

    def need(self, height: float) -> None:
        """Go to a new sheet unless so much is left on this one."""
        if height > self.room:
            self.new_page()

    def stack(self, pile: Iterable[Strip], x: float = 0.0) -> None:
        """Set strips one below the other."""
        for strip in pile:
            self.need(strip.height)
            self.paper.strip(strip, self.left + x, self.y)
            self.y -= strip.height

    def band(self, band: Band) -> None:
        """Set a band whole if a sheet can hold it, else in parts with marks where it goes on."""
        if band.height > self.room and (band.height <= self._most or self.room < _TOO_LITTLE * self._most):
            self.new_page()
        if band.place:
            self.paper.place(band.place, self.y)
        if band.outline:
            self.paper.outline(band.outline, 1, self.y)
        mark = styles.LABEL.leading
        while band.height > self.room:
            part, band = strips.cut(band, self.room - band.above - mark)
            self._set(part)
            self._mark(self.paper.words.say("continued on the next page"))
            self.new_page()
            self.skip(_BELOW_HEAD)
            self._mark(self.paper.words.say("{name}, continued", name=band.name) if band.name else "")
        self._set(band)

    @property
    def _most(self) -> float:
        head = styles.COLUMN_HEAD.leading * 2 if self._head else 0.0
        return self.paper.area.height - head

    def _set(self, band: Band) -> None:
        top = self.y - band.above
        for column in band.columns:
            y = top
            for strip in column.strips:
                self.paper.strip(strip, self.left + column.x, y)
                y -= strip.height
        self.y = top - band.content_height - band.below
        if band.rule is not None:
            self.paper.rule(self.left, self.paper.area.right, self.y, band.rule)

    def _mark(self, said: str) -> None:
        if said:
            self.stack([Strip(styles.LABEL.leading, (Placed(self.paper.setter.line(said, styles.LABEL)),))])


class Pace:
    """Counts what is done, and stops everything once the person no longer wants it."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        """Nothing done yet."""
        self._total = total
        self._progress = progress
        self._done = 0

    def step(self) -> None:
        """One more is done.

        Raises:
            Cancelled: the person stopped it.
        """
        self._done += 1
        if self._progress and not self._progress(self._done, self._total):
            raise Cancelled
