"""Ask whether any part named in the lock files has a known weakness.

A developer's tool. It needs the internet; what it needs besides Python is gone again when it ends. The exit code is 0
where every part was asked about and none has one, 1 where one has, and 3 where any could not be asked about: the tool
behind this says "no known vulnerabilities" then, too, and that must not be taken for an answer.
"""

import json
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import locked

NONE_KNOWN = 0
WEAK = 1
NOT_ASKED = 3


@dataclass(frozen=True)
class Findings:
    """Weaknesses by part, and the parts that could not be asked about."""

    weak: Mapping[str, tuple[str, ...]]
    unasked: tuple[str, ...]

    @property
    def exit_code(self) -> int:
        """What the audit came to."""
        if self.weak:
            return WEAK
        return NOT_ASKED if self.unasked else NONE_KNOWN


def judge(report: str, wanted: tuple[locked.Part, ...]) -> Findings:
    """Hold a report of pip-audit against the parts that were to be asked about; one it does not name was not asked."""
    try:
        said: list[dict[str, Any]] = json.loads(report)["dependencies"]
    except (ValueError, KeyError, TypeError):
        said = []
    named = {each["name"] for each in said}
    asked = {each["name"]: each for each in said if "skip_reason" not in each}
    weak = {
        f"{name} {each['version']}": tuple(found["id"] for found in each["vulns"])
        for name, each in asked.items()
        if each["vulns"]
    }
    unasked = tuple(
        f"{part.name} {part.version}"
        for part in wanted
        # A part that is wanted on some systems only is passed over where it is not.
        if asked.get(part.name, {}).get("version") != part.version and (part.name in named or not part.marker)
    )
    return Findings(weak, unasked)


def main() -> int:
    """Ask about both lock files and say what was found."""
    with tempfile.TemporaryDirectory() as folder:
        program = _installed(Path(folder))
        found = [_audit(program, lock) for lock in (locked.RUN, locked.TEST)]
    return next((code for code in (WEAK, NOT_ASKED) if code in found), NONE_KNOWN)


def _installed(folder: Path) -> Path:
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([programs / "python", "-m", "pip", "install", "--quiet", "pip-audit"], check=True)
    return programs / "pip-audit"


def _audit(program: Path, lock: Path) -> int:
    options = ("--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json")
    told = subprocess.run(
        [program, *options, "--requirement", lock],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # where it says that all is well even if it was told nothing
        text=True,
        check=False,
    )
    wanted = locked.parts(lock.read_text(encoding="utf-8"))
    findings = judge(told.stdout, wanted)
    print(f"{lock.name}: {len(findings.unasked)} of {len(wanted)} parts could not be asked about.")
    for part, names in findings.weak.items():
        print(f"  {part}: {', '.join(names)}")
    if findings.unasked:
        print(f"  Nothing is known of: {', '.join(findings.unasked)}")
    return findings.exit_code


if __name__ == "__main__":
    sys.exit(main())
