"""Open Journal from a checkout: what is missing is set up first, then all arguments are passed on."""

import sys

from python_here import objection


def main() -> int:
    """Start Journal, or say in a sentence why it does not start here."""
    words = objection()
    if words:
        print(words, file=sys.stderr)
        return 2
    from launch import launch  # not every Python could read it

    return launch(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
