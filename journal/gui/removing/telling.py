"""What is said before something is removed for good, and after."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from journal.domain.errors import Cancelled, JournalError
from journal.domain.words import Words
from journal.gui.copies.telling import place_name
from journal.gui.kit import Wording
from journal.gui.text.marks import one_line

if TYPE_CHECKING:
    from journal.domain.reading import Row
    from journal.services.backups import Holding, Renewed
    from journal.services.shredding import Removal, RemovalPlan


def what_goes(words: Words, headline: str, versions: int, files: int) -> str:
    """The entry, or the files alone where `versions` is 0."""
    gone = words.count("one file", "{number} files", files)
    if not versions:
        return words.say("What goes: {files}, with everything noted about it.", files=gone)
    entry = words.say("“{headline}”", headline=one_line(headline)) if headline else ""
    written = words.count(
        "the entry {name}, with all that was written in it",
        "the entry {name}, with all {number} versions of it",
        versions,
        name=entry or words.say("without a headline"),
    )
    if not files:
        return words.say("What goes: {entry}.", entry=written)
    return words.say("What goes: {entry}, and {files}.", entry=written, files=gone)


def what_stays(
    words: Words, plan: "RemovalPlan", sharing: Sequence["Row"], kept_files: int
) -> tuple[str, ...]:
    """What is touched besides, and what is not."""
    said = []
    if kept_files:
        said.append(
            words.count(
                "Its file stays in the journal; where no other entry has it, in To sort.",
                "Its {number} files stay in the journal; those that no other entry has, in To sort.",
                kept_files,
            )
        )
    if plan.shared:
        names = ", ".join(_name(words, row) for row in sharing)
        said.append(
            words.count(
                "Another entry has this file too and stays, without it: {names}.",
                "{number} other entries have some of these files too and stay, without them: {names}.",
                len(plan.shared),
                names=names,
            )
        )
    if plan.handed_over:
        said.append(
            words.say(
                "Handed over on paper as {references}. The paper stays, but can no longer be compared with the file.",
                references=", ".join(plan.handed_over),
            )
        )
    said.append(
        words.say(
            "A line stays that says that something was removed, and when. It does not say what was in it."
        )
    )
    if plan.copies:
        said.append(
            words.say(
                "It also lies in copies: {places}. They can be renewed afterwards.",
                places=places(words, plan.copies),
            )
        )
    return tuple(said)


def places(words: Words, copies: Iterable["Holding"]) -> str:
    """Where copies lie, each place once, with how many."""
    counted = Counter(copy.place for copy in copies)
    return ", ".join(
        words.count("{place} (one copy)", "{place} ({number} copies)", number, place=place_name(words, place))
        for place, number in counted.items()
    )


def after(words: Words, removal: "Removal") -> tuple[str, ...]:
    """What is true once it is gone."""
    said = [words.say("It is gone from the journal.")]
    if not removal.wiped:
        said.append(words.say("The last traces on the disk go when the journal is opened the next time."))
    if removal.copies:
        said.append(words.say("These copies still hold it: {places}.", places=places(words, removal.copies)))
        said.append(
            words.say("Renewing makes a new copy in each place and lets all those go that were made before.")
        )
    said.append(words.say("Papers and files that you gave to somebody still have it."))
    return tuple(said)


def renewed(words: Wording, came: "Renewed", asked: Iterable["Holding"]) -> tuple[str, ...]:
    """What became of the copies that held it."""
    left = dict(came.left)
    done = [path for path in dict.fromkeys(copy.place for copy in asked) if path not in left]
    said = []
    if done:
        names = ", ".join(place_name(words, path) for path in done)
        said.append(words.say("Renewed: {places}. It is gone from there too.", places=names))
    said += [_not_renewed(words, path, error) for path, error in came.left]
    if left:
        said.append(
            words.say(
                "You can renew these later: Settings, Copies, Renew the copies. Until then they hold it."
            )
        )
    return tuple(said)


def _not_renewed(words: Wording, path: str, error: JournalError) -> str:
    name = place_name(words, path)
    if isinstance(error, Cancelled):
        return words.say("Not renewed: {place}.", place=name)
    trouble = words.wrong(error)
    return words.say(
        "Not renewed: {place}. {what} {next_step}", place=name, what=trouble.what, next_step=trouble.next_step
    )


def _name(words: Words, row: "Row") -> str:
    return words.say("“{headline}”", headline=one_line(row.headline)) if row.headline else f"{row.number}"
