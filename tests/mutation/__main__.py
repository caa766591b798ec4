"""Mutation tests: `python -m tests.mutation [MODULE …]` changes one thing at a time and asks whether a test notices.

To be run from the checkout with the Python of the environment that `packaging/test.py` sets up; with `--long` that
does it for the chain and its checks. Without names it takes all the modules below, which takes an hour. What no test
noticed is printed with its line; the exit code is 1 where a score is below `--least` (per cent). `--part 2/8` looks at
every eighth change only, beginning with the second.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

# Loaded once, so that each trial begins with everything that is not ours in memory.
import cryptography.hazmat.bindings.openssl.binding  # noqa: F401
import hypothesis.strategies  # noqa: F401
import sqlcipher3.dbapi2  # noqa: F401

from tests.mutation.mutants import Mutant, mutants
from tests.mutation.runs import Trial, keep_nothing_but_in

CHECKOUT = Path(__file__).resolve().parents[2]
GOAL = 75.0

_STORED = ("tests/vault/test_store.py", "tests/vault/test_clock_steps.py", "tests/vault/test_shredding.py")
TESTS: dict[str, tuple[str, ...]] = {
    "domain.chain": ("tests/domain/test_chain.py", "tests/domain/test_records.py"),
    "domain.canonical": ("tests/domain/test_canonical.py",),
    "vault.store": (*_STORED, "tests/vault/test_reading.py", "tests/vault/test_given_back.py"),
    "vault.checking": ("tests/vault/test_checking.py", *_STORED),
    "vault.projection_check": ("tests/services/test_verifying.py",),
    "services.verifying": ("tests/services/test_verifying.py", "tests/services/test_printing.py"),
    "sealing.slots": ("tests/sealing/test_slots.py", "tests/sealing/test_golden.py"),
    "sealing.keyfile": ("tests/sealing/test_keyfile.py", "tests/sealing/test_golden.py"),
    "sealing.keyfolder": ("tests/sealing/test_keyfolder.py", "tests/sealing/test_credentials.py"),
    "sealing.root_change": ("tests/sealing/test_root_change.py",),
    "sealing.roots": ("tests/sealing/test_roots.py",),
    "sealing.words": ("tests/sealing/test_words.py",),
    "sealing.time_stamps": ("tests/sealing/test_stamps_made.py", "tests/sealing/test_time_stamps.py"),
    "domain.private_terms": ("tests/domain/test_private_terms.py",),
    "services.output_scan": ("tests/services/test_output_scan.py",),
    "report.tally": ("tests/report/test_figures.py",),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Try every change and return the exit code."""
    asked = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="journal-mutation-") as folder:
        keep_nothing_but_in(Path(folder))
        scores = [_score(name, asked.part) for name in asked.modules or TESTS]
    return int(any(score < asked.least for score in scores))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation")
    parser.add_argument("modules", nargs="*", metavar="MODULE", choices=TESTS, help=", ".join(TESTS))
    parser.add_argument("--part", type=_part, default=(1, 1), help="such as 2/8: every eighth change")
    parser.add_argument("--least", type=float, default=GOAL, help="the score that is asked for, in per cent")
    return parser


def _part(text: str) -> tuple[int, int]:
    number, of = text.split("/")
    return int(number), int(of)


def _score(name: str, part: tuple[int, int]) -> float:
    """Per cent of the changes of one module that a test noticed."""
    path = CHECKOUT / "journal" / Path(*name.split(".")).with_suffix(".py")
    trial = Trial(f"journal.{name}", path, TESTS[name])
    if not trial.passes_unchanged():
        print(f"{name}: the tests do not pass to begin with", flush=True)
        return 0.0
    number, of = part
    began = time.monotonic()
    tried = list(mutants(path.read_text(encoding="utf-8")))[number - 1 :: of]
    missed = [mutant for mutant in tried if _goes_unnoticed(trial, path, mutant)]
    score = 100.0 * (len(tried) - len(missed)) / max(1, len(tried))
    took = time.monotonic() - began
    print(f"{name}: {score:.1f} % of {len(tried)} changes were noticed, in {took:.0f} s", flush=True)
    return score


def _goes_unnoticed(trial: Trial, path: Path, mutant: Mutant) -> bool:
    if not trial.passes(compile(mutant.tree, str(path), "exec")):
        return False
    print(f"  {path.relative_to(CHECKOUT)}:{mutant.line}: {mutant.before!r} -> {mutant.after!r}", flush=True)
    return True


if __name__ == "__main__":
    sys.exit(main())
