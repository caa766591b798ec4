"""The full-text index over everything a person typed: what is in it and how it is asked."""

import json
from typing import Any

from journal.domain.canonical import Json
from journal.vault.engine import Connection
from journal.vault.word_index import query, spread

_CODED = {
    "standing",
    "kind",
    "tz",
    "local",
    "precision",
    "part",
    "source",
    "basis",
    "known_by",
    "written_from",
    "marks",
    "willing",
    "to",
}
"""Fields whose values are ours, not typed words."""

_REFERENCES = {"actor", "evidence", "notes_made_then", "contact", "types"}
_PROVENANCE = {
    "original",
    "file",
    "screens",
    "backend",
    "program",
    "system",
    "state",
    "boot_id",
    "safe_name",
    "method",
}
_UNTYPED = _CODED | _REFERENCES | _PROVENANCE


def index_incident(connection: Connection, incident: str) -> None:
    """Index an incident with its private note, its actors' names and what is said of its evidence."""
    found = connection.execute("SELECT data FROM seen_incident WHERE id = ?", (incident,)).fetchone()
    if found is None:
        return
    parts = [typed_words(json.loads(found[0]))]
    private = connection.execute("SELECT text FROM seen_private WHERE incident = ?", (incident,))
    parts += [text for (text,) in private]
    for statement in (
        "SELECT kept.data FROM seen_attribution JOIN seen_actor AS named ON named.id = seen_attribution.actor"
        " JOIN seen_actor AS kept ON kept.id IN (named.id, named.stands_for) WHERE seen_attribution.incident = ?",
        "SELECT seen_evidence.data FROM seen_link JOIN seen_evidence ON seen_evidence.id = seen_link.evidence"
        " WHERE seen_link.incident = ?",
        "SELECT seen_evidence.note FROM seen_link JOIN seen_evidence ON seen_evidence.id = seen_link.evidence"
        " WHERE seen_link.incident = ?",
    ):
        parts += [typed_words(json.loads(text)) for (text,) in connection.execute(statement, (incident,))]
    index_text(connection, "incident", incident, "\n".join(parts))


def index_actor(connection: Connection, actor: str) -> None:
    """Index again every incident in which the actor, or who stands for it, is named."""
    rows = connection.execute(
        "SELECT DISTINCT seen_attribution.incident FROM seen_attribution"
        " JOIN seen_actor ON seen_actor.id = seen_attribution.actor"
        " WHERE seen_actor.id = ?1 OR seen_actor.stands_for = ?1"
        " OR seen_actor.id = (SELECT stands_for FROM seen_actor WHERE id = ?1)",
        (actor,),
    ).fetchall()
    for (incident,) in rows:
        index_incident(connection, incident)


def index_evidence(connection: Connection, evidence: str) -> None:
    """Index again every incident the evidence belongs to."""
    rows = connection.execute("SELECT incident FROM seen_link WHERE evidence = ?", (evidence,)).fetchall()
    for (incident,) in rows:
        index_incident(connection, incident)


def index_text(connection: Connection, kind: str, subject: str, text: str) -> None:
    """Put one document into the index, in place of the one it had."""
    connection.execute("INSERT OR IGNORE INTO seen_document (kind, id) VALUES (?, ?)", (kind, subject))
    at = connection.execute(
        "SELECT at FROM seen_document WHERE kind = ? AND id = ?", (kind, subject)
    ).fetchone()[0]
    connection.execute("DELETE FROM seen_words WHERE rowid = ?", (at,))
    connection.execute("INSERT INTO seen_words (rowid, text) VALUES (?, ?)", (at, spread(text)))


def forget_text(connection: Connection, kind: str, subject: str) -> None:
    """Take one document out of the index; its words stay in the blocks of the index until they are merged."""
    found = connection.execute(
        "SELECT at FROM seen_document WHERE kind = ? AND id = ?", (kind, subject)
    ).fetchone()
    if found is not None:
        connection.execute("DELETE FROM seen_words WHERE rowid = ?", found)
        connection.execute("DELETE FROM seen_document WHERE at = ?", found)


def matching(words: str) -> tuple[str, list[Any]]:
    """A condition on `seen_incident.id` for incidents that hold every word, and its parameters.

    Raises nothing for odd input: words that hold nothing to look for match nothing.
    """
    asked = query(words)
    if not asked:
        return "0", []
    return (
        "seen_incident.id IN (SELECT seen_document.id FROM seen_words JOIN seen_document ON at = seen_words.rowid"
        " WHERE seen_words MATCH ? AND kind = 'incident')",
        [asked],
    )


def typed_words(value: Json) -> str:
    """Every text in a record's data that a person typed or pasted, or a file was named."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return "\n".join(typed_words(inner) for key, inner in value.items() if key not in _UNTYPED)
    if isinstance(value, list):
        return "\n".join(typed_words(inner) for inner in value)
    return ""
