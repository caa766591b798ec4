"""Whoever is behind incidents: a named person, an account, or "Unknown 1"; and what identifies them."""

import unicodedata
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from typing import TypeVar

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


Who = TypeVar("Who", bound=Hashable)


def told_apart(
    names: Mapping[Who, str], fits: Callable[[str], bool] = lambda _name: True
) -> Mapping[Who, str]:
    """The same names, numbered in their order where several have one: "Alex (1)", "Alex (2)".

    Everything that is counted or said of somebody goes by what they are called, so no two may be called alike.
    A numbered name has to be one that `fits`.
    """
    alike: dict[str, list[Who]] = {}
    for who, name in names.items():
        alike.setdefault(_plainly(name), []).append(who)
    taken = set(alike)
    apart = dict(names)
    for same in alike.values():
        numbers = count(1)
        for who in same if len(same) > 1 else ():
            tried = (f"{names[who].strip()} ({number})" for number in numbers)
            apart[who] = next(name for name in tried if _plainly(name) not in taken and fits(name))
    return apart


def _plainly(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


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
