"""Whoever is behind incidents: a named person, an account, or "Unknown 1"; and what identifies them."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from itertools import count

from journal.domain.errors import FieldRefused


class Standing(StrEnum):
    """How sure it is who this is."""

    KNOWN = "known"
    SUSPECTED = "suspected"
    UNKNOWN = "unknown"


def next_unknown(word: str, labels: Collection[str]) -> str:
    """What somebody of whom nothing is known is called: the word with the first number nobody has, "Unknown 2"."""
    taken = {label.casefold() for label in labels}
    return next(label for number in count(1) if (label := f"{word} {number}").casefold() not in taken)


class IdentifierKind(StrEnum):
    """What sort of thing identifies an actor."""

    EMAIL = "e-mail"
    IP = "ip"
    PHONE = "phone"
    ACCOUNT = "account"
    URL = "url"
    DEVICE = "device"
    VEHICLE = "vehicle"


@dataclass(frozen=True)
class Identifier:
    """An address, number or account as it was seen.

    `seen` is kept letter by letter; `normal` is what equal ones share. Accounts carry platform and numeric
    id, IP addresses the port and the time in UTC they were seen at. Dates are YYYY-MM-DD or empty.
    """

    kind: IdentifierKind
    seen: str
    normal: str
    platform: str = ""
    numeric_id: str = ""
    port: int | None = None
    at_utc: str = ""
    first_seen: str = ""
    last_seen: str = ""
    where_seen: str = ""


@dataclass(frozen=True)
class Actor:
    """What the person knows of an actor. `told_to_stop` is the date and manner, in words."""

    label: str
    standing: Standing = Standing.UNKNOWN
    names: tuple[str, ...] = ()
    relationship: str = ""
    relationship_from: str = ""
    relationship_to: str = ""
    description: str = ""
    vehicles: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    told_to_stop: str = ""
    notes: str = ""


def check(actor: Actor) -> None:
    """Refuse an actor nobody could recognise in a list.

    Raises:
        FieldRefused: the label is empty.
    """
    if not actor.label.strip():
        raise FieldRefused("label", "empty")


def normal_form(kind: IdentifierKind, seen: str) -> str:
    """What two spellings of the same identifier have in common; only safe folding, never a guess."""
    text = unicodedata.normalize("NFC", seen.strip())
    if kind is IdentifierKind.PHONE:
        return "".join(letter for letter in text if letter.isdigit() or letter == "+")
    if kind is IdentifierKind.EMAIL:
        name, _, domain = text.rpartition("@")
        return f"{name}@{domain.lower()}" if name else text
    if kind is IdentifierKind.ACCOUNT:
        return text.removeprefix("@").casefold()
    if kind is IdentifierKind.VEHICLE:
        return "".join(letter for letter in text.upper() if letter.isalnum())
    if kind is IdentifierKind.IP:
        return text.lower()
    return text


def identifier(kind: IdentifierKind, seen: str, **more: str) -> Identifier:
    """An identifier with its normal form worked out."""
    return Identifier(kind, seen, normal_form(kind, seen), **more)  # type: ignore[arg-type]  # str fields only
