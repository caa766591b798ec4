"""Open Journal from a checkout: what is missing is set up first, then all arguments are passed on."""

import sys

OLDEST_PYTHON = (3, 11)


def main() -> int:
    """Start Journal, or say in a sentence why it does not start here."""
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(str(part) for part in sys.version_info[:2])
        print(f"Journal needs Python 3.11 or newer, and this is Python {found}.", file=sys.stderr)
        return 2
    from launch import launch  # an older Python could not read it

    return launch(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
