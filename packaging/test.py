"""Run the whole suite: what is missing is set up first; `--help` says what the arguments do."""

import sys

from python_here import objection


def main() -> int:
    """Run the checks and the tests; 0 only if every one of them passed."""
    words = objection()
    if words:
        print(words, file=sys.stderr)
        return 2
    from suite import run_suite  # not every Python could read it

    return run_suite(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
