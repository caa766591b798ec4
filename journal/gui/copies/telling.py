"""What is said of copies: where they lie, how old they are, what a check found."""

from pathlib import Path
from typing import TYPE_CHECKING

from journal.domain.moments import exact
from journal.domain.words import Words
from journal.gui.kit import Kit
from journal.gui.text.marks import one_line

if TYPE_CHECKING:
    from journal.services.backups import ChosenFolder
    from journal.services.checking_backups import BackupFindings
    from journal.services.known_backups import KnownBackups, KnownPlace
    from journal.services.salvage_report import Losses

OWN = ""


def place_name(words: Words, path: str) -> str:
    """What a place is called in a sentence: by the folder that was chosen, not by ours in it."""
    if path == OWN:
        return words.say("the journal’s own folder")
    chosen = Path(path).parent
    return one_line(chosen.name or str(chosen))


def place_heading(words: Words, path: str) -> str:
    """The same as a heading."""
    return words.say("In the journal’s own folder") if path == OWN else place_name(words, path)


def age(kit: Kit, at_ms: int) -> str:
    """How long ago that was; a clock that was put back says a moment."""
    words = kit.words
    passed = kit.clock.utc_ms() - at_ms
    return words.say("{span} ago", span=words.span(passed)) if passed >= 60_000 else words.say("a moment ago")


def place_told(kit: Kit, place: "KnownPlace", *, there: bool, outdated: bool) -> str:
    """What is worth knowing of a place with copies."""
    words = kit.words
    said = []
    if place.generations:
        number = words.count("one copy", "{number} copies", len(place.generations))
        said.append(
            words.say("Last copy {age}; {copies} kept.", age=age(kit, place.confirmed_ms), copies=number)
        )
    else:
        said.append(words.say("No copy there now."))
    if outdated:
        said.append(words.say("Copies there still hold something you removed for good."))
    if not there:
        said.append(words.say("Not plugged in now."))
    return " ".join(said)


def status(kit: Kit, known: "KnownBackups") -> str:
    """A few words for the line under the panes; copies beside the journal alone are told as what they are."""
    words = kit.words
    if known.last_off_disk_ms is not None:
        return words.say("Last copy {age}", age=age(kit, known.last_off_disk_ms))
    if known.last_ms is not None:
        return words.say("Copies on this disk only")
    if known.put_back_ms is not None:
        return words.say("No copy since it was put back")
    return words.say("No copy yet")


def reminder(kit: Kit, last_off_disk_ms: int | None) -> str:
    """One sentence that asks for a copy elsewhere."""
    words = kit.words
    if last_off_disk_ms is None:
        return words.say("There is no copy of your journal outside this computer yet. A stick is enough.")
    return words.say(
        "Your last copy outside this computer is from {age}. It is a good time for a new one.",
        age=age(kit, last_off_disk_ms),
    )


def cautions(words: Words, chosen: "ChosenFolder") -> tuple[str, ...]:
    """What to consider before copies go into a folder; nothing where it is a good one."""
    said = []
    if chosen.synced is not None:
        said.append(
            words.say(
                "{program} sends what is in this folder to other computers. The copy cannot be read without your "
                "passphrase, but others may see that it is there. A stick is better.",
                program=one_line(chosen.synced),
            )
        )
    elif chosen.network:
        said.append(
            words.say(
                "This folder is on another computer. The copy cannot be read without your passphrase, but whoever "
                "looks after that computer can see that it is there. A stick is better."
            )
        )
    elif chosen.same_disk:
        said.append(
            words.say(
                "This folder is on the same disk as your journal. If this computer breaks or is taken, "
                "the copy is lost with it. A stick is better."
            )
        )
    return tuple(said)


def made_when(kit: Kit, made_ms: int | None) -> str:
    """When a copy was made, to the minute."""
    if made_ms is None:
        return kit.words.say("a time that is not known")
    return kit.words.when(exact(kit.local(made_ms // 60_000 * 60_000)))


def found(kit: Kit, findings: "BackupFindings") -> tuple[str, tuple[str, ...]]:
    """What a check came to: one sentence, and what it rests on or what is missing."""
    words = kit.words
    holds = words.say(
        "Made {when}. It holds {entries} and {files}.",
        when=made_when(kit, findings.made_ms),
        entries=words.count("{number} entry", "{number} entries", findings.incidents),
        files=words.count("{number} file", "{number} files", findings.findings.originals),
    )
    if findings.in_order:
        said = [holds, words.say("Every line and every file in it was opened and is as it was written.")]
        if findings.has_known_losses:
            said.append(words.say("What was lost before your journal was saved is missing here too."))
        if findings.never_there:
            said.append(_never_there(words, len(findings.never_there)))
        if findings.findings.unnamed:
            said.append(_unnamed(words, findings.findings.unnamed))
        return words.say("This copy works."), tuple(said)
    return words.say("This copy is not in order."), (holds, *_wrong(words, findings))


def known_since(kit: Kit, losses: "Losses") -> str:
    """That nothing is missing but what was lost when the journal was saved from a damaged one."""
    day = kit.words.day(kit.local(losses.saved_ms).local[:10])
    return kit.words.say("What is missing is known since it was saved on {day}.", day=day)


def _wrong(words: Words, findings: "BackupFindings") -> tuple[str, ...]:
    said = []
    if findings.altered:
        said.append(words.say("Its main file is not as it was when the copy was made."))
    if findings.missing:
        said.append(words.count("One file is missing.", "{number} files are missing.", len(findings.missing)))
    if findings.news:
        said.append(
            words.count(
                "One thing in it cannot be read or is not as it was written.",
                "{number} things in it cannot be read or are not as they were written.",
                len(findings.news),
            )
        )
    if findings.never_there:
        said.append(_never_there(words, len(findings.never_there)))
    if findings.findings.unnamed:
        said.append(_unnamed(words, findings.findings.unnamed))
    said.append(
        words.say(
            "Make a new copy now, on another stick if you can. Keep this one too: most of it may be good."
        )
    )
    return tuple(said)


def _unnamed(words: Words, number: int) -> str:
    return words.count(
        "One file in it belongs to no entry and no list: adding it was cut short once. Nothing is missing for that.",
        "{number} files in it belong to no entry and no list: adding them was cut short once. Nothing is missing for "
        "that.",
        number,
    )


def _never_there(words: Words, number: int) -> str:
    return words.count(
        "One file was missing from the journal already when this copy was made.",
        "{number} files were missing from the journal already when this copy was made.",
        number,
    )
