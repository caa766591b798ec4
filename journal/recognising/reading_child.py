"""The process in which words are read: it is handed pixels, never a file, and has nothing open but two pipes."""

import os
import select
import threading
from collections.abc import Iterator

from tesserocr import OEM, PSM, RIL, PyTessBaseAPI, iterate_level

from journal.pictures.decoder_child import serve
from journal.pictures.grey import enlarged
from journal.pictures.limits import MAX_SHOWN_PIXELS
from journal.pictures.skill import Said
from journal.pictures.wire import Frame, Verb, Word
from journal.recognising import languages

_RESOLUTION = 150
"""Dots per inch the engine takes a screen for; it only guards against what it would guess."""

_NO_RESOLUTION = 1

_CPU_SECONDS = 60
"""For one piece of a picture; one that is full of the smallest print takes ten."""

_TRIAL = (96, 32)


def main() -> None:
    """Serve requests until the parent is gone."""
    if hasattr(select, "poll"):
        threading.Thread(target=_go_with_the_parent, daemon=True).start()
    serve(lambda _listening, _speaking: Reader(), _CPU_SECONDS)


def _go_with_the_parent() -> None:
    """End in the middle of a picture when nobody is there any more: after a lock nothing of it is left in memory."""
    parent = select.poll()
    parent.register(0, 0)  # that it hung up is told in any case
    parent.poll()
    os._exit(0)


class Reader:
    """Reads words anywhere in a picture, whatever the order they stand in, light on dark as well."""

    def __init__(self) -> None:
        self._engine = PyTessBaseAPI(
            path=str(languages.folder()),
            lang="+".join(languages.LANGUAGES),
            psm=PSM.SPARSE_TEXT,
            oem=OEM.LSTM_ONLY,
        )
        # What is opened on first use is opened now: later nothing can be. So is where the engine's messages go to,
        # which is /dev/null: a resolution that cannot be is the first of them.
        self._resolution = _NO_RESOLUTION
        self.answer(Frame(Verb.WORDS, (*_TRIAL, 2, 0), b"\xff" * (_TRIAL[0] * _TRIAL[1] * 3)))
        self._resolution = _RESOLUTION

    def answer(self, question: Frame) -> Frame:
        """The words of a picture.

        Raises:
            Said: there is no picture.
        """
        width, height, times, _ = question.numbers
        if question.kind != Verb.WORDS or len(question.payload) != width * height * 3 or not 1 <= times <= 4:
            raise Said(Word.NOT_A_PICTURE)
        if not 0 < width * height * times * times <= MAX_SHOWN_PIXELS:
            raise Said(Word.TOO_LARGE)
        grey = enlarged(bytes(question.payload), width, height, times)
        self._engine.SetImageBytes(grey, width * times, height * times, 1, width * times)
        self._engine.SetSourceResolution(self._resolution)
        try:
            said = "".join(self._lines(times)) if self._engine.Recognize() else ""
        finally:
            self._engine.Clear()
        return Frame(Word.DONE, payload=said.encode("utf-8"))

    def _lines(self, times: int) -> Iterator[str]:
        found = self._engine.GetIterator()
        line = 0
        for word in iterate_level(found, RIL.WORD) if found is not None else ():
            if word.IsAtBeginningOf(RIL.TEXTLINE):
                line += 1
            box = word.BoundingBox(RIL.WORD)
            if box is None or word.Empty(RIL.WORD):
                continue  # how sure the engine is says little: it is least sure of addresses and numbers
            left, top, right, bottom = box
            text = "".join(word.GetUTF8Text(RIL.WORD).split())
            x, y = left // times, top // times
            yield f"{line}\t{x}\t{y}\t{-(-right // times) - x}\t{-(-bottom // times) - y}\t{text}\n"


if __name__ == "__main__":
    main()
