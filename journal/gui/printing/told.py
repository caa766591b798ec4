"""What is said after something left the journal: where it is, who can read it, and that it was checked."""

from pathlib import Path
from typing import TYPE_CHECKING

from journal.domain.handing_over import Form
from journal.domain.words import Words
from journal.gui.text.marks import one_line

if TYPE_CHECKING:
    from journal.services.handing_over import HandedOver
    from journal.services.saving import Saved


def saved(words: Words, made: "Saved") -> str:
    """After a PDF was saved."""
    return _joined(
        words.say("Saved as {name} in {place}.", name=_name(made.place), place=_name(made.place.parent)),
        _who_can_read(words, made.locked),
    )


def handed_over(words: Words, made: "HandedOver") -> str:
    """After it was handed over."""
    name, place = _name(made.place), _name(made.place.parent)
    if made.form is Form.MAIL:
        size = words.number(max(1, -(-made.size // 1_000_000)))
        said = words.say("Saved as {name} in {place}: {size} MB.", name=name, place=place, size=size)
        smaller = words.say("Its pictures are smaller copies, and say so.") if made.reduced else ""
        return _joined(said, smaller, _who_can_read(words, made.locked))
    files = words.count("{number} file", "{number} files", made.files)
    where = (
        words.say("{files} in {name}, in {place}, and checked.", files=files, name=name, place=place)
        if made.locked
        else words.say(
            "{files} in the folder {name}, in {place}, and checked.", files=files, name=name, place=place
        )
    )
    return _joined(where, _who_can_read(words, made.locked))


def left_out(words: Words, made: "HandedOver") -> str:
    """What did not go along because it is too large; empty where all did."""
    if not made.left_out:
        return ""
    return words.count(
        "{names} is too large for the form and was left out. Hand it over on a stick.",
        "{names} are too large for the form and were left out. Hand them over on a stick.",
        len(made.left_out),
        names=", ".join(made.left_out),
    )


def _who_can_read(words: Words, locked: bool) -> str:
    if locked:
        return words.say("Only the password opens it.")
    return words.say("Anyone who finds it can read it.")


def _name(path: Path) -> str:
    return one_line(path.name or str(path))


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
