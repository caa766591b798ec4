"""What is known of one incident, in words: the same on paper and in the tables that are handed over beside it."""

from collections.abc import Iterator, Mapping

from journal.domain.words import Words
from journal.report import phrases
from journal.report.figures import day_of
from journal.report.model import LogRow


def soft_facts(words: Words, row: LogRow) -> tuple[str, ...]:
    """How its times came to be known: source, noticed, recorded, edited, written from; some may be empty."""
    if not row.times_told:
        return (phrases.time_source(words, row.incident.occurred),)
    return (
        phrases.time_source(words, row.incident.occurred),
        phrases.noticed(words, row),
        *phrases.recorded(words, row),
        phrases.edited(words, row),
        phrases.written_from(words, row),
    )


def written_facts(words: Words, types: Mapping[str, str], row: LogRow) -> Iterator[tuple[str, str]]:
    """Label and text of everything else that was written down; the text is empty where nothing was.

    `types` are the labels of the types of incident by their keys.
    """
    say, incident = words.say, row.incident
    yield say("Where"), phrases.where(incident.where)
    yield say("Link"), incident.link
    yield say("Account"), phrases.account(words, incident.account)
    yield say("Message id"), incident.message_id
    yield say("Type"), " · ".join(types.get(key, key) for key in incident.types)
    yield say("How many"), phrases.how_many(words, incident)
    yield say("Who"), "\n".join(phrases.named(words, someone) for someone in row.named)
    yield say("Known"), phrases.known_by(words, incident)
    day = day_of(incident.occurred)
    points = {point.milestone: point for point in row.after}.values()  # each once, whomever it concerns
    yield say("After"), "\n".join(phrases.after(words, point, day) for point in points)
    yield say("Witness"), "\n".join(phrases.witness(words, someone) for someone in incident.witnesses)
    yield say("Witness"), say("nobody") if incident.nobody_saw else ""
    yield say("Looked like"), incident.appearance
    yield say("Vehicle"), phrases.vehicle(incident.vehicle)
    yield say("Others"), incident.others_present
    yield say("Effect"), phrases.effect(words, incident.effect)
    yield say("Response"), incident.response
    for on in row.passed:
        yield phrases.passed_label(words, on.to), phrases.passed(words, on)
    yield say("No file"), incident.no_evidence
    yield (
        say("Missing"),
        "\n".join(phrases.needed(words, missing) for missing in incident.still_needed),
    )
    yield say("Helped by"), incident.helper
