"""What a password may be, so that every program that opens a PDF or an archive takes it for the same."""

import unicodedata

LONGEST_BYTES = 127
"""What the PDF standard takes of a password; the rest would silently count for nothing."""


def usable(typed: str) -> str:
    """The password as it is used: in the one form Unicode has for the same letters, without blanks around it."""
    return unicodedata.normalize("NFKC", typed).strip()


def is_usable(typed: str) -> bool:
    """Whether there is a password at all, and no more of it than counts."""
    return (
        0 < len(usable(typed).encode("utf-8", "surrogatepass")) <= LONGEST_BYTES
        and usable(typed).isprintable()
    )
