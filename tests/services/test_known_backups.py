"""What was remembered of copies by an earlier program is read as it was meant."""

import pytest

from journal.services.known_backups import KnownBackups, parse


@pytest.mark.parametrize(
    ("kept", "known"),
    [
        (None, KnownBackups()),
        (b'{"places":[]}\n', KnownBackups()),
        (b'{"places":[],"put_back_ms":7}\n', KnownBackups(put_back_ms=7)),
    ],
)
def test_places_remembered_before_journals_were_put_back_are_still_known(
    kept: bytes | None, known: KnownBackups
) -> None:
    assert parse(kept) == known
