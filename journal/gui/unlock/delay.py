"""How long to wait after a wrong passphrase; only in memory, so that nobody can lock the owner out."""

LONGEST = 30


def seconds_after(wrong_tries: int) -> int:
    """Seconds until the next try: 0, 1, 2, 4 and so on to 30."""
    if wrong_tries <= 1:
        return 0
    return min(LONGEST, 1 << min(wrong_tries - 2, 5))
