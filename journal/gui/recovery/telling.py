"""What is said of a way back that was taken: what is there, what was checked, and what is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journal.domain.moments import exact
from journal.gui.copies.telling import known_since
from journal.gui.kit import Kit
from journal.gui.text.marks import isolated, one_line

if TYPE_CHECKING:
    from journal.services.checks import Checked, Glance, Wrong
    from journal.services.folder_copy import FolderCopied
    from journal.services.moving import Moved
    from journal.services.restoring import Restored
    from journal.services.salvage_report import Losses, LostFile, LostThing, SalvageReport

Told = tuple[str, str]
"""One sentence that says how it went, and what it rests on or what is missing, line by line."""

MOST_NAMED = 12
_LINKS = ("V2", "V3", "V4")
_BODIES = ("V6", "V9", "V16")


def restored_told(kit: Kit, restored: "Restored") -> Told:
    """What a copy that was put back holds, and what it lacks."""
    words = kit.words
    lines = [_holds(kit, restored.incidents, restored.findings.originals)]
    if not restored.findings.faults:
        lines.append(words.say("Every line and every file in it was opened and is as it was written."))
        return words.say("Your journal is back."), _lines(lines)
    if restored.missing:
        lines.append(
            words.count(
                "One file was not in the copy. If you still have the old folder, keep it.",
                "{number} files were not in the copy. If you still have the old folder, keep it.",
                len(restored.missing),
            )
        )
    others = len(restored.findings.faults) - len(restored.missing)
    if others > 0:
        lines.append(
            words.count(
                "One thing in it cannot be read or is not as it was written.",
                "{number} things in it cannot be read or are not as they were written.",
                others,
            )
        )
    return words.say("Your journal is back, but not everything in it is whole."), _lines(lines)


def saved_told(kit: Kit, report: "SalvageReport") -> Told:
    """What was saved of a damaged journal."""
    words = kit.words
    originals = report.findings.originals - len(report.files)
    lines = [_holds(kit, report.incidents, max(0, originals))]
    losses = report.losses
    if losses is None or losses.is_complete:
        lines.append(words.say("As far as anyone can tell, nothing that you wrote or kept is lost."))
        return words.say("Everything could be saved."), _lines(lines)
    lines += losses_summary(kit, losses)
    lines.append(words.say("The new journal keeps this list: Settings, This journal."))
    return words.say("What could be read is saved. Some is missing."), _lines(lines)


def losses_summary(kit: Kit, losses: "Losses") -> tuple[str, ...]:
    """How much is missing, in a few lines."""
    words = kit.words
    lost = [thing for thing in losses.things if thing.outcome == "gone"]
    entries = sum(1 for thing in lost if thing.kind == "incident")
    gone = len(lost) - entries
    older = sum(1 for thing in losses.things if thing.outcome == "an earlier state is kept")
    unknown = len(losses.things) - len(lost) - older
    said = []
    if entries:
        said.append(words.count("One entry is gone.", "{number} entries are gone.", entries))
    if gone:
        said.append(words.count("One other thing is gone.", "{number} other things are gone.", gone))
    if older:
        said.append(
            words.count(
                "Of one thing only an earlier text is there.",
                "Of {number} things only an earlier text is there.",
                older,
            )
        )
    if unknown:
        said.append(
            words.count(
                "Of one line nobody can tell what it was about.",
                "Of {number} lines nobody can tell what they were about.",
                unknown,
            )
        )
    if losses.files:
        said.append(
            words.count(
                "One file is missing or damaged.",
                "{number} files are missing or damaged.",
                len(losses.files),
            )
        )
    return tuple(said)


def thing_told(kit: Kit, thing: "LostThing") -> str:
    """One thing of which something is lost, and how much of it."""
    words = kit.words
    when = "" if thing.utc_ms is None else words.when(exact(kit.local(thing.utc_ms // 60_000 * 60_000)))
    what = _what(kit, thing)
    outcome = {
        "gone": words.say("gone"),
        "an earlier state is kept": words.say("an earlier text is there"),
    }.get(thing.outcome, words.say("nobody can tell what it was"))
    if when:
        return words.say("{what}, written {when}: {outcome}", what=what, when=when, outcome=outcome)
    return words.say("{what}: {outcome}", what=what, outcome=outcome)


def file_told(kit: Kit, lost: "LostFile") -> str:
    """One file whose bytes are lost, and why."""
    words = kit.words
    why = {
        "key lost": words.say("the key to it is lost"),
        "file missing": words.say("it is not in the folder"),
    }.get(lost.why, words.say("it is damaged; {number} bytes of it", number=words.number(lost.bytes_lost)))
    name = isolated(one_line(lost.name)) if lost.name else words.say("A file without a name")
    return words.say("{name}: {why}", name=name, why=why)


def folder_copied_told(kit: Kit, copied: "FolderCopied") -> Told:
    """What came along."""
    words = kit.words
    files = words.count("{number} file", "{number} files", copied.files)
    lines = [
        words.say("{files} in {place}.", files=files, place=isolated(one_line(str(copied.folder)))),
    ]
    if not copied.unread:
        lines.append(words.say("Every byte is the same."))
        return words.say("The folder is copied."), _lines(lines)
    lines.append(words.say("The disk did not give everything. Parts of these files are empty in the copy:"))
    lines += _named(kit, copied.unread)
    return words.say("The folder is copied, as far as the disk can be read."), _lines(lines)


def moved_told(kit: Kit, moved: "Moved") -> Told:
    """That it moved, and whether something is left in the old place."""
    say = kit.words.say
    told = say("It opens from there now.")
    if moved.left:
        left = say("Something in the old folder could not be removed. Please remove it yourself.")
        told = f"{told}\n{left}"
    return say("The journal has moved."), told


def checked_told(kit: Kit, checked: "Checked", most: int = MOST_NAMED) -> Told:
    """What a full check came to; so many files are named, and more are counted."""
    words = kit.words
    looked = words.say(
        "{lines} and {files} were read and compared.",
        lines=words.count("{number} line", "{number} lines", checked.records),
        files=words.count("{number} file", "{number} files", checked.originals),
    )
    if not checked.wrongs:
        return words.say("Everything is as it was written."), looked
    if not checked.news:
        known = words.say("What was lost before this journal was saved is still missing. Nothing else is.")
        return words.say("Nothing new is wrong."), _lines((looked, known))
    return words.say("Not everything is as it was written."), _lines(
        (looked, *_wrongs(kit, checked.news, most))
    )


def last_check(kit: Kit, checked: "Checked", losses: "Losses | None" = None) -> str:
    """When everything was last read, and how that went."""
    words = kit.words
    when = words.when(exact(kit.local(checked.done_ms // 60_000 * 60_000)))
    if checked.news:
        return words.say("Last checked {when}. Not everything is as it was written.", when=when)
    if checked.wrongs:
        said = words.say("Last checked {when}. Nothing new is wrong.", when=when)
        return said if losses is None else f"{said} {known_since(kit, losses)}"
    return words.say("Last checked {when}. Everything is as it was written.", when=when)


def short_losses(kit: Kit, losses: "Losses") -> str:
    """When it was saved, and whether anything is missing."""
    words = kit.words
    when = words.when(exact(kit.local(losses.saved_ms // 60_000 * 60_000)))
    if losses.is_complete:
        return words.say("Saved {when}. Nothing that you wrote or kept is lost.", when=when)
    return words.say("Saved {when}. Some of what you wrote or kept is missing.", when=when)


@dataclass(frozen=True)
class TroubleFound:
    """Something is wrong with the journal: what, and what to do next."""

    what: str
    next_step: str


def glance_trouble(kit: Kit, glance: "Glance") -> TroubleFound:
    """What a look at the start found."""
    say = kit.words.say
    if glance.pages or glance.chain:
        what = say("Part of this journal is damaged.")
    elif glance.keys:
        what = say("The key files of this journal are missing or were changed.")
    else:
        what = kit.words.count(
            "A file that belongs to this journal is missing from its folder.",
            "{number} files that belong to this journal are missing from its folder.",
            len(glance.missing),
        )
    return TroubleFound(what, _next_step(kit))


def checked_trouble(kit: Kit, checked: "Checked") -> TroubleFound:
    """What the last full check found."""
    return TroubleFound(checked_told(kit, checked)[0], _next_step(kit))


def _next_step(kit: Kit) -> str:
    return kit.words.say("Nothing was changed. You can go on writing meanwhile.")


def _wrongs(kit: Kit, wrongs: "Sequence[Wrong]", most: int) -> Iterable[str]:
    words = kit.words
    if any(wrong.check == "pages" for wrong in wrongs):
        yield words.say("Part of the journal’s main file cannot be read.")
    links = [wrong.seq for wrong in wrongs if wrong.check in _LINKS]
    if links:
        yield words.say(
            "Something was changed or taken out. The first place is line {line}; what was written before it is whole.",
            line=words.number(min(links)),
        )
    bodies = {wrong.seq for wrong in wrongs if wrong.check in _BODIES}
    if bodies:
        yield words.count(
            "The text of one line is missing or was changed: line {lines}.",
            "The texts of {number} lines are missing or were changed, first line {lines}.",
            len(bodies),
            lines=words.number(min(bodies)),
        )
    if any(wrong.check == "keys" for wrong in wrongs):
        yield words.say(
            "The key files are missing or were changed. Opening the journal anew mends them where one of the two is "
            "whole; if it does not open any more, the 24 words open it."
        )
    if any(wrong.check == "shown" for wrong in wrongs):
        yield words.say(
            "A list does not show what was written. What was written is whole, and the list is made anew from it "
            "when the journal is opened next."
        )
    files = [wrong for wrong in wrongs if wrong.check == "V7"]
    if files:
        yield words.count(
            "One file is missing or is not as it was kept:",
            "{number} files are missing or are not as they were kept:",
            len(files),
        )
        yield from _named(kit, [wrong.name or wrong.detail for wrong in files], most)


def _what(kit: Kit, thing: "LostThing") -> str:
    words = kit.words
    if thing.kind in ("incident", "private"):
        number = words.number(thing.number) if thing.number else ""
        name = isolated(one_line(thing.name)) if thing.name else ""
        if number and name:
            return words.say("Entry {number}, {name}", number=number, name=name)
        return words.say("Entry {number}", number=number) if number else words.say("An entry")
    kinds = {
        "evidence": words.say("A file"),
        "actor": words.say("A person"),
        "milestone": words.say("A turning point"),
        "contact": words.say("A call or letter"),
        "witness": words.say("How to reach someone who saw it"),
        "person": words.say("What you wrote about yourself"),
    }
    what = kinds.get(thing.kind, words.say("Line {number}", number=words.number(thing.records[0])))
    return f"{what}, {isolated(one_line(thing.name))}" if thing.name else what


def _holds(kit: Kit, incidents: int, originals: int) -> str:
    words = kit.words
    return words.say(
        "It holds {entries} and {files}.",
        entries=words.count("{number} entry", "{number} entries", incidents),
        files=words.count("{number} file", "{number} files", originals),
    )


def _named(kit: Kit, names: Sequence[str], most: int = MOST_NAMED) -> Iterable[str]:
    yield from (f"– {isolated(one_line(name))}" for name in names[:most])
    if len(names) > most:
        yield kit.words.say("and {number} more", number=kit.words.number(len(names) - most))


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)
