"""Makes a small journal with the program as it is now, to be kept here before a format is changed."""

import sys
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

from journal.domain.actor import Actor, Standing
from journal.domain.casework import Milestone, MilestoneKind, Person, WitnessContact
from journal.domain.evidence import Method
from journal.domain.folder import JournalFolder
from journal.domain.incident import Attribution, Basis, HowMany, Witness
from journal.domain.printing import PrintWish, Reader
from journal.services.door import Door
from journal.services.journal import Journal
from journal.services.wording import Wording
from tests.fakes import FakeClock
from tests.samples import at
from tests.services.conftest import PASSPHRASE, surroundings
from tests.services.test_journal import on, png, write


def make(target: Path) -> None:
    """Write a journal with something of every kind to a new zip file."""
    with tempfile.TemporaryDirectory() as place:
        folder = JournalFolder(Path(place) / "Journal")
        door = Door(folder, surroundings(FakeClock()))
        journal = door.create(PASSPHRASE).result()
        fill(journal)
        journal.close()
        door.close()
        with zipfile.ZipFile(target, "x", zipfile.ZIP_DEFLATED) as kept:
            for path in sorted(folder.root.rglob("*")):
                kept.write(path, path.relative_to(folder.root.parent))


def fill(journal: Journal) -> None:
    """Add what the test of older journals looks for."""
    casework = journal.casework
    casework.write_person(Person(name="Marie Leroux", safe_contact="the studio")).result()
    owl = casework.add_actor(Actor("NightOwl", standing=Standing.SUSPECTED)).result()
    casework.write_witness(WitnessContact("Hana K.", phone="+33 1")).result()
    asked = Milestone(MilestoneKind.ASKED_TO_STOP, at("2026-03-09T10:00"), actors=(owl,))
    casework.add_milestone(asked).result()
    picture = journal.add_bytes(png(size=(120, 80)), "screen.png", Method.PASTE).result().evidence
    first = write(
        journal,
        occurred=at("2026-02-01T20:58"),
        headline="First message",
        exact_words="I know which train you take now",
        evidence=picture,
        actors=(Attribution(owl, Basis.SAME_ACCOUNT),),
        witnesses=(Witness("Hana K.", "saw it"),),
    )
    by_owl = (Attribution(owl, Basis.BELIEF),)
    calls = write(
        journal,
        occurred=at("2026-04-02T08:00"),
        headline="Six calls",
        how_many=HowMany(6),
        actors=by_owl,
    )
    mistake = write(journal, occurred=at("2026-04-03T08:00"), headline="By mistake")
    journal.void(mistake, "by mistake").result()  # type: ignore[arg-type]  # ids are strings to `write`
    journal.star(first, True).result()  # type: ignore[arg-type]
    draft = journal.start_draft(calls).result()  # type: ignore[arg-type]
    counted = replace(draft.incident, headline="Seven calls", how_many=HowMany(7))
    journal.keep_draft(replace(draft, incident=counted)).result()
    journal.settle(draft.id).result()
    journal.paperwork.print_log(PrintWish(Reader.POLICE), Wording(), on).result().discard()
    journal.add_bytes(b"some words", "notes.txt", Method.PASTE).result()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
