"""What opens the fake journal: a passphrase, 24 words, and perhaps a key in a password store that is none."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from journal.domain.errors import Cancelled, JournalError
from journal.domain.printing import PaperSize
from journal.domain.words import Words
from journal.services.keys import OpenedCopy
from journal.services.new_root import check_typed_back

WORDS = (
    *(
        "river",
        "candle",
        "orbit",
        "maple",
        "tunnel",
        "sugar",
        "window",
        "pencil",
        "garden",
        "velvet",
        "copper",
    ),
    *(
        "island",
        "marble",
        "rocket",
        "saddle",
        "timber",
        "violin",
        "walnut",
        "yellow",
        "zebra",
        "anchor",
        "basket",
    ),
    *("dragon", "engine"),
)
"""What opens the fake journal."""

NEW_WORDS = WORDS[::-1]

ASKED = (3, 9, 21)

_LIST = tuple(sorted((*WORDS, "canyon", "cable", "abandon", "zoo")))


def complete(typed: str) -> tuple[str, ...]:
    """The words of a short list that begin so."""
    return tuple(word for word in _LIST if typed and word.startswith(typed.lower()))


@dataclass(frozen=True)
class FakeNewRoot:
    """Words nobody wrote down yet."""

    words: tuple[str, ...] = NEW_WORDS
    asked: tuple[int, ...] = ASKED


@dataclass
class FakeWhatOpens:
    """The verbs about what opens a journal; `asked` holds the passphrases that were to be confirmed."""

    passphrase: str = "correct passphrase"
    kept_here: bool = False
    store_problem: JournalError | None = None
    new_root_problem: JournalError | None = None
    is_ended: bool = False
    old_copies: tuple[OpenedCopy, ...] = ()
    changed: list[tuple[Any, ...]] = field(default_factory=list)
    """What was done, as far as anything was changed."""

    wrong: Callable[[], "Future[Any]"] = field(default=lambda: _failed(JournalError()))
    make_paper: Callable[[], Any] = field(default=lambda: None)
    answer: Callable[[str, Any], "Future[Any]"] = field(default=lambda _name, value: _done(value))
    asked: list[tuple[Any, ...]] = field(default_factory=list)

    def confirm(self, passphrase: str) -> "Future[None]":
        self.asked.append(("confirm", passphrase))
        return self.answer("confirm", None) if passphrase == self.passphrase else self.wrong()

    def suggest(self) -> str:
        return "river candle orbit maple tunnel sugar"

    def completions(self, typed: str) -> tuple[str, ...]:
        return complete(typed)

    def asked_back(self) -> tuple[int, ...]:
        return ASKED

    def recovery_words(self, passphrase: str) -> "Future[tuple[str, ...]]":
        return self.answer("recovery_words", WORDS) if passphrase == self.passphrase else self.wrong()

    def change_passphrase(self, old: str, new: str) -> "Future[None]":
        if old != self.passphrase:
            return self.wrong()
        self.changed.append(("change_passphrase", old, new))
        self.passphrase = new
        return self.answer("change_passphrase", None)

    def key_is_kept_here(self) -> "Future[bool]":
        return self.answer("key_is_kept_here", self.kept_here)

    def check_store(self) -> "Future[None]":
        return _failed(self.store_problem) if self.store_problem else self.answer("check_store", None)

    def keep_key_here(self, passphrase: str) -> "Future[None]":
        if self.store_problem is not None:
            return _failed(self.store_problem)
        self.changed.append(("keep_key_here", passphrase))
        self.kept_here = True
        return self.answer("keep_key_here", None)

    def forget_key_here(self) -> "Future[None]":
        self.changed.append(("forget_key_here",))
        self.kept_here = False
        return self.answer("forget_key_here", None)

    def prepare_root(self, passphrase: str, new_passphrase: str) -> "Future[FakeNewRoot]":
        if passphrase != self.passphrase:
            return self.wrong()
        return self.answer("prepare_root", FakeNewRoot())

    def replace_root(
        self, new: FakeNewRoot, typed_back: Sequence[str], progress: Callable[[int, int], bool]
    ) -> "Future[None]":
        try:
            check_typed_back(new.words, new.asked, typed_back)
        except JournalError as error:
            return _failed(error)
        self.is_ended = True
        if not progress(1, 4):
            return _failed(Cancelled())
        if self.new_root_problem is not None:
            return _failed(self.new_root_problem)
        self.changed.append(("replace_root", tuple(typed_back)))
        return self.answer("replace_root", None)

    def word_sheet(self, shown: Sequence[str], size: PaperSize, words: Words) -> "Future[Any]":
        self.changed.append(("word_sheet", tuple(shown)))
        return self.answer("word_sheet", self.make_paper())

    def copies_that_open(self) -> "Future[tuple[OpenedCopy, ...]]":
        return self.answer("copies_that_open", self.old_copies)


def _done(value: Any) -> "Future[Any]":
    future: Future[Any] = Future()
    future.set_result(value)
    return future


def _failed(error: BaseException) -> "Future[Any]":
    future: Future[Any] = Future()
    future.set_exception(error)
    return future
