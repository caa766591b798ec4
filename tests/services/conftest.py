"""A journal opened through its door, with a passphrase that costs as little as the format allows."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from journal.domain.folder import JournalFolder
from journal.domain.incident_types import read_types
from journal.pictures.worker import default_command
from journal.sealing.slots import LEAST_COST
from journal.services.door import Door
from journal.services.journal import Journal
from journal.services.surroundings import Surroundings
from tests.fakes import FakeClock, seeded
from tests.sealing.fakes import derive

PASSPHRASE = "six plain words nobody ever guesses"
RESOURCES = Path(__file__).parents[2] / "resources"
TYPES = read_types((RESOURCES / "types" / "types.toml").read_text("utf-8"))


def surroundings(clock: FakeClock, seed: int = 1) -> Surroundings:
    """What a door needs, all of it known beforehand."""
    return Surroundings(
        clock=clock,
        randomness=seeded(seed),
        types=TYPES,
        resources=RESOURCES,
        decoder_command=default_command(),
        cost=lambda: LEAST_COST,
        derive=derive,
        ballast=0,
        decoder_seconds=60,  # on a busy machine a child may take long to start alone
    )


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def folder(tmp_path: Path) -> JournalFolder:
    return JournalFolder(tmp_path / "Journal")


@pytest.fixture
def door(folder: JournalFolder, clock: FakeClock) -> Iterator[Door]:
    made = Door(folder, surroundings(clock))
    yield made
    made.close()


@pytest.fixture
def journal(door: Door) -> Iterator[Journal]:
    opened = door.create(PASSPHRASE).result()
    yield opened
    opened.close()
