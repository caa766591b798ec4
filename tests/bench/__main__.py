"""Benchmarks: `python -m tests.bench [CASE …]` prints a table of Journal beside baselines measured in the same run.

To be run from the checkout with the Python of the environment that `packaging/test.py` sets up; `packaging/test.py`
itself does not run them. The cases: start, hiding, hotkey, encoding, unlock, adding, captures, search, paper, rivals,
years, handing; all of them unless some are named.

Every measurement is a process of its own; Journal and baseline take turns (A B A B), several rounds. Figures are
medians with the lowest and the highest. The databases are opened anew each time, the system's file cache is warm. What
is written lies in a new folder on the disk that is measured (`--work`, 10 GB are enough) and is removed afterwards.
Nothing is asserted: goals stand beside the figures, and the exit code is 1 only if a benchmark itself failed.

`--quick` runs everything small, to see that it works; its figures mean nothing. `--long` adds a sparse file of 5 GB.
`start` needs Xvfb, xdotool and xev, `hiding` and `hotkey` openbox too; what is measured against flameshot is left out
where that is not installed. `rivals` prints beside typst, fpdf2 and WeasyPrint: it sets up an environment for them
(packaging/lock/bench.txt) as `packaging/test.py` does for the tests. `years` prints a log of 10,000 entries; to make it
takes minutes.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from tests.bench import adding, captures, encoding, handing_over, hiding, hotkey, paper, search, start, unlock
from tests.bench.case import FULL, QUICK, Case, Sizes
from tests.bench.machine import facts
from tests.bench.runs import Runs
from tests.bench.table import table

CASES: dict[str, Callable[[Sizes], tuple[Case, ...]]] = {
    "start": start.cases,
    "hiding": hiding.cases,
    "hotkey": hotkey.cases,
    "encoding": encoding.cases,
    "unlock": unlock.cases,
    "adding": adding.cases,
    "captures": captures.cases,
    "search": search.cases,
    "paper": paper.cases,
    "rivals": paper.rivals,
    "years": paper.many,
    "handing": handing_over.cases,
}
LONG_MIB = 5 * 1024
_DISK = Path("/var/tmp")
"""Where temporary files lie on a disk rather than in memory, on most systems that have it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was asked for, print the table, and return the exit code."""
    asked = _parser().parse_args(arguments)
    sizes = QUICK if asked.quick else FULL
    sizes = replace(
        sizes,
        rounds=asked.rounds or sizes.rounds,
        file_mib=asked.file_mib or sizes.file_mib,
        long_mib=LONG_MIB if asked.long else 0,
        handed_mib=asked.gib * 1024 if asked.gib else sizes.handed_mib,
    )
    with tempfile.TemporaryDirectory(prefix="journal-bench-", dir=asked.work or _usual_disk()) as work:
        print(facts(Path(work)), flush=True)
        runs = Runs(Path(work), sizes.rounds, _tell)
        results = [runs.measure(case) for name in asked.cases or CASES for case in CASES[name](sizes)]
    print(table(results))
    return int(any(result.failed for result in results))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description="Measures Journal beside baselines."
    )
    parser.add_argument("cases", nargs="*", metavar="CASE", choices=[[], *CASES], help=", ".join(CASES))
    parser.add_argument("--quick", action="store_true", help="everything small, only to see that it works")
    parser.add_argument("--long", action="store_true", help="also a sparse file of 5 GB")
    parser.add_argument("--rounds", type=int, help="how often each is measured")
    parser.add_argument("--file-mib", type=int, metavar="N", help="size of the file that is added")
    parser.add_argument("--gib", type=int, metavar="N", help="size of the files that are handed over")
    parser.add_argument("--work", type=Path, metavar="FOLDER", help="a folder on the disk that is measured")
    return parser


def _usual_disk() -> Path | None:
    return _DISK if _DISK.is_dir() else None


def _tell(words: str) -> None:
    print(f"… {words}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
