"""What the verbs need from the outside: clock, randomness, places and what the program ships; tests bring their own."""

import getpass
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from journal.desktop.clock import SystemClock
from journal.desktop.memory import free_memory
from journal.desktop.place import Place, judge
from journal.domain.clock import Clock
from journal.domain.ids import Randomness
from journal.domain.incident_types import IncidentType, read_types
from journal.keychain import Keychain
from journal.pictures.decoder import DEFAULT_TIMEOUT
from journal.pictures.worker import default_command
from journal.recognising import recogniser
from journal.sealing.ballast import BALLAST_BYTES
from journal.sealing.calibration import calibrate, measured
from journal.sealing.errors import disk_error
from journal.sealing.slots import Argon2Cost, Derive, derive_wrap_key
from journal.settings import Paths, live_in, load


def calibrated_cost() -> Argon2Cost:
    """How hard a passphrase can be stretched on this computer; takes a few seconds to find out."""
    return calibrate(measured(time.perf_counter), free_memory())


def tell_nobody(_folder: Path) -> None:
    """For an example or a test: where its journal lives is in no settings."""


@dataclass(frozen=True)
class Surroundings:
    """One value, so that a test can replace any part of the world.

    `point_to` keeps in the settings where the journal lives from now on; it raises DiskFull or DiskFailed. `lives_in`
    is the folder they name, None where it is the usual one, and `usual` that one, where the system has any.
    """

    clock: Clock
    randomness: Randomness
    types: tuple[IncidentType, ...]
    resources: Path
    decoder_command: tuple[str, ...]
    place_of: Callable[[Path], Place] = judge
    cost: Callable[[], Argon2Cost] = calibrated_cost
    derive: Derive = derive_wrap_key
    account_names: tuple[str, ...] = ()
    ballast: int = BALLAST_BYTES
    keychain: Keychain = field(default_factory=Keychain)
    point_to: Callable[[Path], None] = tell_nobody
    lives_in: Path | None = None
    usual: Path | None = None
    reading_command: tuple[str, ...] = field(default_factory=recogniser.default_command)
    decoder_seconds: float = DEFAULT_TIMEOUT


def of_this_computer(paths: Paths) -> Surroundings:
    """The real clock, real randomness, and the files the program ships."""
    return Surroundings(
        clock=SystemClock(),
        randomness=os.urandom,
        types=read_types((paths.resources / "types" / "types.toml").read_text("utf-8")),
        resources=paths.resources,
        decoder_command=default_command(),
        account_names=_account_names(),
        point_to=_pointing(paths),
        lives_in=Path(named) if (named := load(paths).folder) else None,
        usual=paths.journal,
    )


def _pointing(paths: Paths) -> Callable[[Path], None]:
    def point_to(folder: Path) -> None:
        try:
            live_in(paths, folder)
        except OSError as reason:
            raise disk_error(reason, "settings") from reason

    return point_to


def _account_names() -> tuple[str, ...]:
    """The names of this computer's account, which a passphrase must not rest on."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError):
        return ()
    return (name, *_full_name())


if sys.platform == "win32":

    def _full_name() -> tuple[str, ...]:
        return ()

else:
    import pwd

    def _full_name() -> tuple[str, ...]:
        try:
            full = pwd.getpwuid(os.getuid()).pw_gecos.split(",")[0]
        except KeyError:
            return ()
        return (full, *full.split())
