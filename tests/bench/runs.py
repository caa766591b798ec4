"""Running cases: every step in a fresh process, Journal and baseline in turn, several rounds of it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.case import Case, Figures, NotMeasured, Step
from tests.bench.surroundings import python_with

CHECKOUT = Path(__file__).parents[2]


class StepFailed(NotMeasured):
    """A step ended with an error of its own, which is a fault and not a lack of this computer."""


@dataclass
class Result:
    """The figures of all rounds; `missing` says why there are none, and `failed` that this is a fault.

    `load` is what the computer had to do when they were done (mean of one minute), ours included; None if unknown.
    """

    case: Case
    load: float | None = None
    ours: Figures = field(default_factory=dict)
    theirs: Figures = field(default_factory=dict)
    missing: str = ""
    failed: bool = False


class Runs:
    """Does cases one after the other in one work folder; what was prepared for one serves the next."""

    def __init__(self, work: Path, rounds: int, tell: Callable[[str], None]) -> None:
        self._work = work
        self._rounds = rounds
        self._tell = tell
        self._prepared: set[Step] = set()

    def measure(self, case: Case) -> Result:
        """Prepare what is not there yet, then measure round by round: A B A B."""
        result = Result(case)
        try:
            self._prepare(case)
            rounds = min(case.rounds or self._rounds, self._rounds)
            for number in range(1, rounds + 1):
                self._tell(f"{case.title}: round {number} of {rounds}")
                _add(result.ours, self._done(case.ours))
                if case.theirs:
                    _add(result.theirs, self._done(case.theirs))
        except NotMeasured as reason:
            result.missing, result.failed = str(reason), isinstance(reason, StepFailed)
        result.load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
        return result

    def _prepare(self, case: Case) -> None:
        for needed in case.prepare:
            if needed not in self._prepared:
                self._tell(f"{case.title}: getting ready")
                self._done(needed)
                self._prepared.add(needed)

    def _done(self, wanted: Step) -> Figures:
        given = json.dumps(dict(wanted.given))
        python = python_with(wanted.parts) if wanted.parts else sys.executable
        command = [str(python), "-m", "tests.bench.child", wanted.name, str(self._work), given]
        done = subprocess.run(command, cwd=CHECKOUT, env=self._environ(), capture_output=True, text=True)
        if done.returncode != 0:
            sys.stderr.write(done.stderr)
            raise StepFailed(
                done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "it ended early"
            )
        told = json.loads(done.stdout.splitlines()[-1])
        if "not measured" in told:
            raise NotMeasured(told["not measured"])
        return told["figures"] or {}

    def _environ(self) -> dict[str, str]:
        """Nothing of the person's own: no settings, no session."""
        home = self._work / "home"
        home.mkdir(exist_ok=True)
        dropped = ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY")
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in dropped and not name.startswith("XDG_")
        }
        return {**kept, "HOME": str(home), "XDG_RUNTIME_DIR": str(home)}


def _add(all_rounds: Figures, one: Figures) -> None:
    for name, values in one.items():
        all_rounds.setdefault(name, []).extend(values)
