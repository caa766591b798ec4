"""The one friendly question an entry may ask, chosen from what would be missed most."""

from dataclasses import replace
from enum import Enum

from journal.domain.incident import Incident
from journal.domain.moments import TimeSource, When
from journal.gui.entry import facts_text


class Question(Enum):
    """What is asked; nothing is asked twice, and nothing of an empty entry."""

    WHEN = "when"
    WHO = "who"
    WORDS = "words"
    WHERE = "where"
    WITNESS = "witness"


def next_question(incident: Incident) -> Question | None:
    """The most important thing that is neither known nor said to be unknown.

    When it was comes late: an entry stands on the day it was noticed until that is known better.
    """
    if facts_text.is_empty(incident):
        return None
    if not incident.actors:
        return Question.WHO
    if not (incident.description or incident.exact_words):
        return Question.WORDS
    if incident.where.channel == incident.where.platform == incident.where.place == "" and not incident.link:
        return Question.WHERE
    if incident.occurred.is_bound and incident.occurred.source is not TimeSource.MEMORY:
        return Question.WHEN
    if not incident.witnesses and not incident.nobody_saw:
        return Question.WITNESS
    return None


def not_known(when: When) -> When:
    """The same bound, said to be all that is known."""
    return replace(when, source=TimeSource.MEMORY)
