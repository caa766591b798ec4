"""What a role of the decoder child is to its main loop."""

from typing import Protocol

from journal.pictures.wire import Frame, Word


class Said(Exception):
    """A request ends with this word instead of an answer."""

    def __init__(self, word: Word) -> None:
        super().__init__(word)
        self.word = word


class Skill(Protocol):
    """What one role of the child can do."""

    def answer(self, question: Frame) -> Frame:
        """Do what is asked.

        Raises:
            Said: it cannot be done, and why.
        """
