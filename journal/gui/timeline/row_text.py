"""What a line of the timeline says."""

from journal.domain.incident import HowMany, Where
from journal.domain.moments import sort_utc
from journal.domain.reading import MilestoneLine, Row
from journal.domain.words import Words
from journal.gui import terms

LATE_MS = 24 * 3_600_000
"""What was recorded later than this after it happened says so."""


def headline(words: Words, row: Row) -> str:
    """The headline, or words in its place."""
    return row.headline or words.say("Without a headline")


def context(words: Words, row: Row) -> str:
    """The one line under the headline: where, which account, how often, and how late it was recorded."""
    parts = [where(row.where), row.account.shown, how_many(words, row.how_many), _late(words, row)]
    if row.edits:
        parts.append(words.count("edited once", "edited {number} times", row.edits))
    return " · ".join(part for part in parts if part)


def where(value: Where) -> str:
    """Channel, platform and place, as far as they are known."""
    online = ", ".join(part for part in (value.channel, value.platform) if part)
    return " · ".join(part for part in (online, value.place) if part)


def how_many(words: Words, value: HowMany) -> str:
    """How often in a run; nothing for once."""
    if value.number == 1 and not value.about:
        return ""
    if value.about:
        return words.count("about once", "about {number} times", value.number)
    return words.count("once", "{number} times", value.number)


def spoken(words: Words, row: Row) -> str:
    """The whole line for those who hear it."""
    pictures = len(row.pictures)
    parts = [
        words.say("one of the most serious") if row.starred else "",
        words.time_of_day(row.occurred),
        headline(words, row),
        context(words, row),
        ", ".join(row.actors),
        words.count("one picture, covered", "{number} pictures, covered", pictures) if pictures else "",
    ]
    return ", ".join(part for part in parts if part)


def milestone(words: Words, line: MilestoneLine) -> str:
    """A turning point."""
    day = terms.day_of(line.date)
    return terms.milestone(words, line.kind, ", ".join(line.actors), words.short_day(day) if day else "")


def _late(words: Words, row: Row) -> str:
    behind = row.recorded_ms - sort_utc(row.occurred, row.recorded_ms)
    return words.say("recorded {span} later", span=words.span(behind)) if behind >= LATE_MS else ""
