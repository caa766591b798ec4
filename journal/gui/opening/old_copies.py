"""Copies that go on opening with the old words and passphrase, in a few sentences."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journal.domain.moments import exact
from journal.gui.kit import Kit

if TYPE_CHECKING:
    from journal.services.keys import OpenedCopy


def in_words(kit: Kit, copies: "Sequence[OpenedCopy]") -> str:
    """One line for each place that has some, and what to do about them; nothing where there are none."""
    words = kit.words
    if not copies:
        return ""
    lines = []
    for path in dict.fromkeys(copy.path for copy in copies):
        here = [copy for copy in copies if copy.path == path]
        newest = words.when(exact(kit.local(max(copy.made_ms for copy in here) // 60_000 * 60_000)))
        lines.append(
            words.count(
                "{place}: one copy, of {when}",
                "{place}: {number} copies, the last of {when}",
                len(here),
                place=path or words.say("In the journal’s own folder"),
                when=newest,
            )
        )
    told = words.say("These copies will still open with the old words and passphrase:")
    advice = words.say("Make a new copy in each place, then delete the old ones.")
    return "\n".join((told, *lines, advice))
