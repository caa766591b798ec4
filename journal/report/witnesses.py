"""The numbers witnesses have on short papers, where a name would be read by everyone who is shown them."""

import re
from itertools import count

from journal.domain.words import Words
from journal.report.log_rows import in_order
from journal.report.model import Log, LogRow

_NUMBERED = re.compile(r"[Ww]\s?([1-9][0-9]{0,3})")


def witness_numbers(log: Log) -> dict[str, int]:
    """The number of each witness by name: in the order they are named in the log; "W3" is the third in any case."""
    names = dict.fromkeys(
        witness.name
        for entry in in_order(log)
        if isinstance(entry, LogRow)
        for witness in entry.incident.witnesses
        if witness.name
    )
    found: dict[str, int] = {}
    for name in names:
        said = _NUMBERED.fullmatch(name.strip())
        if said and int(said[1]) not in found.values():
            found[name] = int(said[1])
    free = (number for number in count(1) if number not in found.values())
    for name in names:
        if name not in found:
            found[name] = next(free)
    return dict(sorted(found.items(), key=lambda item: item[1]))


def witness_mark(words: Words, number: int) -> str:
    """What stands in place of a name: "W1"."""
    return words.say("W{number}", number=words.number(number))
