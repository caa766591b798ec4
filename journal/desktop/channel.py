"""One word to the keeper, one word back: the local socket between the programs of one person."""

import os
import re
import time
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from journal.desktop.errors import KeeperSilent
from journal.desktop.meeting import is_private, meeting_places
from journal.desktop.single import Seat, take_seat
from journal.desktop.wire import Gone, connect, receive

SHOW = "show"
CAPTURE = "capture"
HIDE = "hide"

_VERB = re.compile(r"[a-z][a-z0-9-]{0,63}")
_BREATH = 0.02


class Answer(StrEnum):
    """What the keeper says to a verb: done, or not done."""

    OK = "ok"
    NO = "no"


def is_verb(word: str) -> bool:
    """Say whether a word has the form of a verb: a small letter, then at most 63 of those, digits and hyphens."""
    return _VERB.fullmatch(word) is not None


def ask(journal: Path, verb: str, seconds: float, environ: Mapping[str, str] = os.environ) -> Answer | None:
    """Ask the keeper of a journal to do something and wait for its answer; None where there is no keeper.

    Also None where the keeper ended before it answered: what was asked may have been done then.

    Raises:
        KeeperSilent: a keeper is there and did not answer within the given seconds.
        NoMeetingPlace: no private folder could hold the socket of one.
    """
    if not is_verb(verb):
        raise ValueError(verb)
    until = time.monotonic() + seconds
    for place in meeting_places(journal, environ):
        if not is_private(place.lock.parent):
            continue
        try:
            return _ask(place.address, verb, until)
        except Gone:
            continue
        except TimeoutError as error:
            raise KeeperSilent(verb, seconds) from error
    return None


def take_seat_or_ask(
    journal: Path, verb: str, seconds: float, environ: Mapping[str, str] = os.environ
) -> Seat | Answer:
    """Become the keeper, or have the one there is do something: whichever of two starts at once comes first.

    Raises:
        KeeperSilent: a keeper is there and did not answer within the given seconds.
        NoMeetingPlace: there is no private folder to be met in.
    """
    until = time.monotonic() + seconds
    while True:
        seat = take_seat(journal, environ)
        if seat is not None:
            return seat
        # The other one may hold the seat and not yet have opened its socket, or be about to leave.
        answer = ask(journal, verb, max(_BREATH, until - time.monotonic()), environ)
        if answer is not None:
            return answer
        if time.monotonic() > until:
            raise KeeperSilent(verb, seconds)
        time.sleep(_BREATH)


def _ask(address: str, verb: str, until: float) -> Answer | None:
    with connect(address, until) as connection:
        connection.send_bytes(verb.encode("ascii"))
        return Answer(receive(connection, until).decode("ascii", "replace"))
