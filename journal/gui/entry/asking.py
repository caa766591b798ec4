"""The one friendly question an entry may ask, chosen from what would be missed most."""

from enum import Enum

from journal.domain.incident import Incident
from journal.gui.entry import facts_text


class Question(Enum):
    """What is asked; nothing is asked twice, and nothing of an empty entry."""

    WHEN = "when"
    WHO = "who"
    WORDS = "words"
    WHERE = "where"
    WITNESS = "witness"


def next_question(incident: Incident) -> Question | None:
    """The most important thing that is neither known nor said to be unknown."""
    if facts_text.is_empty(incident):
        return None
    if incident.occurred.from_ is None:
        return Question.WHEN
    if not incident.actors:
        return Question.WHO
    if not (incident.description or incident.exact_words):
        return Question.WORDS
    if incident.where.channel == incident.where.platform == incident.where.place == "" and not incident.link:
        return Question.WHERE
    if not incident.witnesses and not incident.nobody_saw:
        return Question.WITNESS
    return None
