"""One keeper for each journal: the one that holds the lock, whatever sockets an earlier one left lying about."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from journal.desktop.errors import CannotLock, NoMeetingPlace
from journal.desktop.file_lock import FileLock, try_lock
from journal.desktop.meeting import MeetingPlace, make_private, meeting_places


class Seat:
    """The right to be the keeper of a journal, from `take_seat` until it is released or the process ends."""

    def __init__(self, place: MeetingPlace, lock: FileLock) -> None:
        """Use `take_seat`."""
        self.place = place
        self._lock = lock

    def release(self) -> None:
        """Let another be the keeper; twice is as good as once."""
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def take_seat(journal: Path, environ: Mapping[str, str] = os.environ) -> Seat | None:
    """Become the keeper of the journal folder, which need not exist yet; None where there is one already.

    Raises:
        NoMeetingPlace: there is no private folder to be met in.
    """
    places = meeting_places(journal, environ)
    for place in places:
        if not make_private(place.lock.parent):
            continue
        try:
            lock = try_lock(place.lock)
        except CannotLock:
            continue
        return None if lock is None else Seat(place, lock)
    raise NoMeetingPlace(tuple(place.lock.parent for place in places))
