"""The process in which foreign bytes are decoded: it has no key, no environment and no open file but two pipes."""

import io
import os
import sys
from collections.abc import Callable

from journal.pictures import confine, wire
from journal.pictures.limits import CHILD_CPU_SECONDS, MAX_FILE_BYTES
from journal.pictures.skill import Said, Skill
from journal.pictures.wire import Broken, Frame, Word


def main() -> None:
    """Serve requests until the parent is gone. The role is the last argument."""
    serve(lambda listening, speaking: _skill(sys.argv[-1], listening, speaking))


def serve(learn: Callable[[io.FileIO, io.FileIO], Skill], cpu_seconds: int = CHILD_CPU_SECONDS) -> None:
    """Learn a skill while files can still be opened, then give that up and serve until the parent is gone.

    One request may take so many seconds of processor time.
    """
    listening, speaking = _claim_pipes()
    skill = learn(listening, speaking)
    confine.confine(speaking.fileno() + 1)
    try:
        while True:
            question = wire.receive(listening, MAX_FILE_BYTES)
            confine.grant_cpu_time(cpu_seconds)
            wire.send(speaking, _answer(skill, question))
            del question
    except Broken:
        # The parent closed its end, in the middle of something or not: nothing here needs tidying up.
        os._exit(0)


def _claim_pipes() -> tuple[io.FileIO, io.FileIO]:
    """The two ends; from here on nothing that prints can get between the frames."""
    speaking = os.dup(1)
    os.dup2(2, 1)
    return io.FileIO(0, "rb"), io.FileIO(speaking, "wb")


def _skill(role: str, listening: io.FileIO, speaking: io.FileIO) -> Skill:
    if role == "pages":
        from journal.pictures.pages import Pages  # noqa: PLC0415 - each role loads its own library only

        return Pages(listening, speaking)
    from journal.pictures.raster import Raster  # noqa: PLC0415 - each role loads its own library only

    return Raster()


def _answer(skill: Skill, question: Frame) -> Frame:
    try:
        return skill.answer(question)
    except Said as said:
        return Frame(said.word)
    except MemoryError:
        return Frame(Word.TOO_LARGE)
    except Broken:
        raise
    except Exception:  # noqa: BLE001 - the libraries raise anything at all for bytes made to break them
        return Frame(Word.DAMAGED)


if __name__ == "__main__":
    main()
