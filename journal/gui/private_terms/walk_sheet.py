"""Places where a paper names something private, to be shown, covered or left out: all at once, or one after another."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from journal.domain.ids import EvidenceId
from journal.domain.private_terms import Choice, PrivateHit
from journal.domain.reading import Piece
from journal.gui.covering.sheet import CoveringSheet
from journal.gui.kit import Kit
from journal.gui.private_terms.context import Context
from journal.gui.sheet.sheet import Sheet
from journal.gui.text.button import Button, Role
from journal.gui.text.flow import Flowing
from journal.gui.text.label import Elided, Kind, Label, Small
from journal.gui.text.marks import visible

if TYPE_CHECKING:
    from journal.services.journal import Journal

SEEN_MS = 400
"""So long a place is in sight before anything can be decided about it."""

_NUMBERS_NAMED = 6
_SEVERAL = 2
_TEXT, _ZONE = "file", "zone"


class PrivateWalkSheet(Sheet):
    """Every answer is kept at once; `decided` comes with each. It closes after the last place."""

    decided = Signal()

    def __init__(self, kit: Kit, journal: "Journal", host: QWidget, hits: Sequence[PrivateHit]) -> None:
        say = kit.words.say
        super().__init__(kit.words, host, say("Words you keep private"), width=640)
        self._kit = kit
        self._journal = journal
        self._host = host
        self._hits = list(hits)
        self._at = 0
        self._keeping = False
        # A second click that was meant for the place before decides nothing about the one that follows.
        self._seen = QTimer(self)
        self._seen.setSingleShot(True)
        self._seen.setInterval(SEEN_MS)
        self._seen.timeout.connect(self._settle)
        self._first = Label("")
        self.cover_all = Button("", Role.MAIN)
        self.cover_all.clicked.connect(self._cover_all)
        self.leave_all = Button("")
        self.leave_all.clicked.connect(self._leave_out_all)
        self.one_by_one = Button(say("One after another"))
        self.one_by_one.clicked.connect(self._walk)
        self._title = Elided("", Kind.STRONG)
        self._where = Label("", quiet=True)
        self.context = Context(say("What would be read"))
        self.text = Label("", selectable=True)
        self._means = Small("")
        for part in (self._first, self._title, self._where, self.context, self.text, self._means):
            self.body.addWidget(part)
        self.before = Button(say("Previous"), Role.QUIET, small=True)
        self.next = Button(say("Next"), Role.QUIET, small=True)
        self.show_it = Button(say("Show"))
        self.leave_out = Button(say("Leave out"))
        self.cover = Button(say("Cover"), Role.MAIN)
        self.body.addWidget(Flowing(self.before, self.next))
        self.foot.addStretch(1)
        self.foot.addWidget(
            Flowing(self.leave_all, self.one_by_one, self.cover_all, self.show_it, self.leave_out, self.cover)
        )
        self.before.clicked.connect(self._go_back)
        self.next.clicked.connect(self._go_on)
        self.show_it.clicked.connect(self._show_it)
        self.leave_out.clicked.connect(self._leave_out)
        self.cover.clicked.connect(self._cover)

    def begin(self) -> None:
        """Ask for all of them at once where there are several; else show the only one."""
        self.open_over(None)
        if not self._ask_all():
            self._walk()

    # All at once

    def _ask_all(self) -> bool:
        """Offer to cover all words, then to leave out all texts; says whether there is more than one of either."""
        words = self._kit.words
        waiting = [hit for hit in self._hits if hit.choice is None and hit.picture is None]
        several = [hit for hit in waiting if hit.term] or [hit for hit in waiting if _is_text(hit)]
        if len(several) < _SEVERAL:
            return False
        self._at = self._hits.index(several[0])
        covering = bool(several[0].term)
        if covering:
            terms = list(dict.fromkeys(visible(hit.term) for hit in several))
            said = words.count(
                "{number} place on this paper names what you keep private: {terms}.",
                "{number} places on this paper name what you keep private: {terms}.",
                len(several),
                terms=", ".join(terms),
            )
        else:
            said = words.count(
                "{number} mail or text would be printed whole. Read it first, or leave it out.",
                "{number} mails or texts would be printed whole. Read them first, or leave them out.",
                len(several),
            )
        self._first.setText(said)
        self.cover_all.show_text(
            words.count("Cover {number} place", "Cover all {number} places", len(several))
        )
        self.leave_all.show_text(words.count("Leave out {number}", "Leave out all {number}", len(several)))
        self._show_parts(walking=False)
        self.cover_all.setVisible(covering)
        self.leave_all.setVisible(not covering)
        self._settle()
        (self.cover_all if covering else self.one_by_one).setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _cover_all(self) -> None:
        self._keep({hit.key: Choice.COVER for hit in self._hits if hit.term and hit.choice is None})

    def _leave_out_all(self) -> None:
        self._keep({hit.key: Choice.LEAVE_OUT for hit in self._hits if _is_text(hit) and hit.choice is None})

    def _show_parts(self, *, walking: bool) -> None:
        asking: tuple[QWidget, ...] = (self._first, self.one_by_one, self.cover_all, self.leave_all)
        told: tuple[QWidget, ...] = (self._title, self._where, self.context, self.text)
        for part in asking:
            part.setVisible(not walking)
        for part in (*told, self.show_it, self.leave_out, self.cover):
            part.setVisible(walking)
        self._means.setText(self._meaning())
        for button in (self.before, self.next):
            button.setVisible(walking and len(self._hits) > 1)

    # One after another

    @property
    def _hit(self) -> PrivateHit:
        return self._hits[self._at]

    def _walk(self) -> None:
        self._show_parts(walking=True)
        waiting = (at for at, hit in enumerate(self._hits) if hit.choice is None)
        self._show_at(next(waiting, 0))

    def _go_back(self) -> None:
        self._show_at(self._at - 1)

    def _go_on(self) -> None:
        self._show_at(self._at + 1)

    def _show_at(self, at: int) -> None:
        if at >= len(self._hits):
            self.close_sheet()
            return
        self._at = max(0, at)
        words, hit = self._kit.words, self._hit
        place = words.say("{at} of {all}", at=words.number(self._at + 1), all=words.number(len(self._hits)))
        name = words.say("“{term}”", term=hit.term) if hit.term else self._said_what(hit)
        parts = [place, name] if len(self._hits) > 1 else [name]
        if hit.choice is not None:
            parts.append(words.say(hit.choice.value))
        self._title.show_text(" · ".join(parts))
        self._where.setText(visible(self._said_where(hit)))
        self.context.show_words(hit.before, hit.found, hit.after)
        self.text.setText("" if hit.term else visible(hit.found))
        unread = _is_unread(hit)
        self.cover.show_text(words.say("Look at it…") if unread else words.say("Cover"))
        for part, there in (
            (self.context, bool(hit.term)),
            (self.text, not hit.term and not unread),
            (self.cover, bool(hit.term) or unread),
            (self.show_it, not unread),
        ):
            part.setVisible(there)
        self._means.setText(self._meaning())
        self._seen.start()
        self._settle()
        self.body.activate()
        self._arrange()

    def _said_what(self, hit: PrivateHit) -> str:
        say = self._kit.words.say
        if _is_unread(hit):
            return say("A picture the computer could not read")
        return say("Times of another place") if hit.field == _ZONE else say("A text that would be printed")

    def _meaning(self) -> str:
        say = self._kit.words.say
        if self._hit.field == _ZONE:
            return say(
                "The paper shows how far each time is from world time. These would tell in which part of the world"
                " you were. Leave out drops these entries."
            )
        if _is_unread(self._hit):
            return say(
                "Nobody knows which words stand in it. Look at it opens the picture: cover what is private, or say"
                " that there is nothing to cover. Leave out takes it off this paper."
            )
        if self._hit.picture is not None:
            return say(
                "Cover opens the picture, with boxes over these words. Leave out takes the whole picture off"
                " this paper. Words that a computer read may be wrong."
            )
        if self._hit.term:
            return say(
                "Cover puts “[covered]” in its place, on this paper only. Leave out drops the whole entry or file."
            )
        return say(
            "If you show it, it is printed as it stands here. If you leave it out, nothing says that it was."
        )

    def _said_where(self, hit: PrivateHit) -> str:
        words = self._kit.words
        field = field_name(self._kit, hit.field)
        if not hit.numbers:
            return field
        if len(hit.numbers) > _NUMBERS_NAMED:
            return words.count(
                "{field}, in {number} entry", "{field}, in {number} entries", len(hit.numbers), field=field
            )
        numbers = ", ".join(words.number(number) for number in hit.numbers)
        return words.count(
            "{field}, in entry {numbers}",
            "{field}, in entries {numbers}",
            len(hit.numbers),
            field=field,
            numbers=numbers,
        )

    # Deciding

    def _show_it(self) -> None:
        self._decide(Choice.SHOW)

    def _leave_out(self) -> None:
        self._decide(Choice.LEAVE_OUT)

    def _cover(self) -> None:
        self._decide(Choice.COVER)

    def _decide(self, choice: Choice) -> None:
        picture = self._hit.picture
        if picture is None or choice is Choice.SHOW:
            self._keep({self._hit.key: choice})
        elif choice is Choice.LEAVE_OUT:
            left = self._journal.covering.leave_out(picture)
            self._wait_for(left, partial(self._kept, self._all_of(picture, choice)))
        else:
            self._wait_for(self._journal.piece(picture), self._cover_picture)

    def _cover_picture(self, piece: Piece) -> None:
        self._keeping = False
        self._settle()
        sheet = CoveringSheet(self._kit, self._journal, self._host, (piece,), unread=_is_unread(self._hit))
        sheet.decided.connect(self._picture_covered)
        sheet.begin()

    def _picture_covered(self, picture: str) -> None:
        # What is left to see in the new copy is asked about anew.
        self._kept(self._all_of(EvidenceId(picture), Choice.COVER), None)

    def _all_of(self, picture: EvidenceId, choice: Choice) -> dict[str, Choice]:
        return {hit.key: choice for hit in self._hits if hit.picture == picture}

    def _wait_for(self, future: "Future[Any]", done: Callable[[Any], object]) -> None:
        self._keeping = True
        self._settle()
        self._kit.jobs.watch(future, self, done, self._failed)

    def _keep(self, choices: dict[str, Choice]) -> None:
        kept = self._journal.private_terms.decide(choices)
        self._wait_for(kept, partial(self._kept, choices))

    def _kept(self, choices: dict[str, Choice], _nothing: None) -> None:
        self._keeping = False
        self._hits = [replace(hit, choice=choices.get(hit.key, hit.choice)) for hit in self._hits]
        self.decided.emit()
        if len(choices) > 1 and self._ask_all():
            return
        waiting = [at for at, hit in enumerate(self._hits) if hit.choice is None]
        if not waiting:
            self.close_sheet()
            return
        self._show_parts(walking=True)
        self._show_at(next((at for at in waiting if at > self._at), waiting[0]))

    def _failed(self, error: BaseException) -> None:
        self._keeping = False
        self._settle()
        self._kit.jobs.failed.emit(error)

    def _settle(self) -> None:
        free = not self._keeping
        ready = free and not self._seen.isActive()
        self.cover_all.setEnabled(free)
        self.leave_all.setEnabled(free)
        self.one_by_one.setEnabled(free)
        self.before.setEnabled(free and self._at > 0)
        self.next.setEnabled(free and self._at + 1 < len(self._hits))
        hit = self._hit
        self.show_it.setEnabled(ready)
        self.leave_out.setEnabled(ready and hit.can_go)
        self.cover.setEnabled(ready and (bool(hit.term) or _is_unread(hit)))
        # Enter does what is safest.
        safest = self.cover if hit.term or _is_unread(hit) else self.leave_out
        if ready and safest.isVisible() and not self._has_focus():
            safest.setFocus(Qt.FocusReason.OtherFocusReason)

    def _has_focus(self) -> bool:
        """Whether something of this place has the focus, which stays there from one to the next."""
        return any(
            each.hasFocus() for each in (self.before, self.next, self.show_it, self.leave_out, self.cover)
        )


def _is_text(hit: PrivateHit) -> bool:
    """Whether it is a whole text, which has to be read first."""
    return hit.field == _TEXT and not hit.term


def _is_unread(hit: PrivateHit) -> bool:
    """Whether it is a picture that the computer could not read."""
    return hit.picture is not None and not hit.term


def field_name(kit: Kit, field: str) -> str:
    """What a field is called where the person wrote it."""
    say = kit.words.say
    names = {
        "headline": say("Headline"),
        "description": say("What happened"),
        "exact_words": say("Exact words"),
        "link": say("Link"),
        "shown": say("Account"),
        "numeric_id": say("Account"),
        "message_id": say("Message id"),
        "types": say("Type"),
        "response": say("Response"),
        "appearance": say("Looked like"),
        "registration": say("Vehicle"),
        "make": say("Vehicle"),
        "colour": say("Vehicle"),
        "who": say("Who"),
        "writer": say("Your name, at the top of the paper"),
        "file": say("Text of a file"),
        "zone": say("Time"),
        "picture": say("Words in a picture"),
        "told_how": say("Turning point"),
        "court": say("Turning point"),
        "terms": say("Turning point"),
        "ends": say("Turning point"),
    }
    return names.get(field, say("Where"))
