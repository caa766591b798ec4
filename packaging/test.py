"""Run the whole suite: what is missing is set up first; `--help` says what the arguments do."""

import sys

OLDEST_PYTHON = (3, 11)


def main() -> int:
    """Run the checks and the tests; 0 only if every one of them passed."""
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(str(part) for part in sys.version_info[:2])
        print(f"The tests need Python 3.11 or newer, and this is Python {found}.", file=sys.stderr)
        return 2
    from suite import run_suite  # an older Python could not read it

    return run_suite(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
