"""One PDF for e-mail: it stays under a size, and pictures in it are made smaller only as far as that takes."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from journal.domain.handing_over import Form, Parcel
from journal.domain.printing import PrintWish
from journal.domain.words import Words
from journal.report.smaller_pictures import STEPS, SmallerPictures
from journal.services.handing_over import HandedOver, PaperTooLarge
from journal.services.outputs import Outputs
from journal.services.papers import Papers
from journal.services.printing import Press
from journal.services.restoring import FolderTaken
from journal.services.saving import save_paper

Progress = Callable[[int, int], bool]

_MARGIN = 60_000
"""Bytes that the seal and a password add at most to what was set to know its size."""

_OF = 1_000
_TRIES = 3
"""Papers that are set at most, after the first, to find the step."""


def mail(
    press: Press,
    outputs: Outputs,
    wish: PrintWish,
    parcel: Parcel,
    target: Path,
    words: Words,
    progress: Progress,
) -> HandedOver:
    """Print a paper and save it as one PDF of at most `parcel.most_bytes`.

    Raises:
        FolderTaken: there is something in that place.
        PaperTooLarge: it does not fit even with the smallest pictures; nothing was recorded or left there.
        InsideJournal, NothingToPrint, Cancelled, DiskFull, DiskFailed: nothing was left there.
    """
    if os.path.lexists(target):
        raise FolderTaken
    going_on = outputs.going_on(progress)
    least = _least_step(press, wish, parcel.most_bytes, words, going_on)
    pictures = None if least < 0 else SmallerPictures(press.decoder, STEPS[least])
    last = _part(going_on, _TRIES + 1)
    paper = Papers(replace(press, pictures=pictures)).print(wish, words, last)
    try:
        if paper.size > parcel.most_bytes:
            raise PaperTooLarge(paper.size, parcel.most_bytes)
        saved = save_paper(outputs, paper, target, parcel.password, Form.MAIL)
    finally:
        paper.discard()
    reduced = pictures is not None and pictures.used
    return HandedOver(
        saved.place,
        1,
        saved.size,
        saved.pages,
        None,
        None,
        Form.MAIL,
        saved.locked,
        reduced=reduced,
    )


def _least_step(press: Press, wish: PrintWish, most: int, words: Words, progress: Progress) -> int:
    """The first step at which the paper fits, or -1 where it fits as it is. Halved, since setting takes its time."""
    tried = 0

    def size(step: int) -> int:
        nonlocal tried
        tried += 1
        pictures = None if step < 0 else SmallerPictures(press.decoder, STEPS[step])
        paper = Papers(replace(press, pictures=pictures)).preview(wish, words, _part(progress, tried - 1))
        paper.discard()
        return paper.size

    if not most or size(-1) <= most - _MARGIN:
        return -1
    low, high = 0, len(STEPS) - 1
    smallest = 0
    while low < high:
        middle = (low + high) // 2
        if size(middle) <= most - _MARGIN:
            high = middle
        else:
            low = middle + 1
    if low == len(STEPS) - 1:
        smallest = size(low)
        if smallest > most - _MARGIN:
            raise PaperTooLarge(smallest, most)
    return low


def _part(progress: Progress, tried: int) -> Progress:
    """The progress of one paper among those that are set at most."""
    parts = _TRIES + 2
    begin = min(tried, parts - 1) * _OF // parts
    return lambda done, of: progress(begin + done * (_OF // parts) // max(1, of), _OF)
