"""The numbers witnesses have on short papers, where a name would be read by everyone who is shown them."""

from journal.domain.words import Words
from journal.report.log_rows import in_order
from journal.report.model import Log, LogRow


def witness_numbers(log: Log) -> dict[str, int]:
    """The number of each witness by name: 1 for whoever is named first in the log."""
    names = (
        witness.name
        for entry in in_order(log)
        if isinstance(entry, LogRow)
        for witness in entry.incident.witnesses
        if witness.name
    )
    return {name: number for number, name in enumerate(dict.fromkeys(names), 1)}


def witness_mark(words: Words, number: int) -> str:
    """What stands in place of a name: "W1"."""
    return words.say("W{number}", number=words.number(number))
