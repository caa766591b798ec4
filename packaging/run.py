#!/usr/bin/env python3
"""Open Journal from a checkout: what is missing is set up first, then all arguments are passed on."""

import sys

from python_here import objection
from seen import nobody_reads, tell


def main() -> int:
    """Start Journal, or say in a sentence why it does not start here."""
    words = objection()
    if words:
        if sys.stderr is not None:
            print(words, file=sys.stderr)
        if nobody_reads(sys.stderr):
            tell(words)
        return 2
    from launch import launch  # not every Python could read it

    return launch(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
