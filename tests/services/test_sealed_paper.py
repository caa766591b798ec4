"""A paper that is sealed behind whoever writes it: all of it in order, or nothing and an error."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from journal.sealing.errors import DiskFailed
from journal.services.sealed_paper import SealedOutput

MIB = 2**20


@pytest.mark.parametrize(
    "sizes", [(), (1,), (0, 3, 0), (10, MIB - 10, 1), (5 * MIB + 7,), (MIB // 3,) * 20, (MIB, 1, 2 * MIB)]
)
def test_what_was_written_is_read_again_in_its_order(tmp_path: Path, sizes: Sequence[int]) -> None:
    pieces = [os.urandom(size) for size in sizes]
    output = SealedOutput(tmp_path, os.urandom)

    for piece in pieces:
        output.write(piece)
    file = output.finish()

    whole = b"".join(pieces)
    with file.open() as stream:
        assert stream.read() == whole
    assert output.tell() == len(whole)
    assert output.sha256 == hashlib.sha256(whole).hexdigest()


def test_a_piece_may_be_used_again_as_soon_as_it_was_written(tmp_path: Path) -> None:
    output = SealedOutput(tmp_path, os.urandom)
    piece = bytearray(MIB)

    for number in range(8):
        piece[:] = bytes([number]) * MIB
        output.write(piece)
    file = output.finish()

    with file.open() as stream:
        assert stream.read() == b"".join(bytes([number]) * MIB for number in range(8))


def test_what_fails_behind_is_raised_and_nothing_stays(tmp_path: Path) -> None:
    output = SealedOutput(tmp_path / "gone", os.urandom)

    with pytest.raises(DiskFailed):
        output.writelines(bytes(MIB) for _ in range(12))
    output.discard()

    assert list(tmp_path.iterdir()) == []


def test_what_fails_last_is_raised_at_the_end(tmp_path: Path) -> None:
    output = SealedOutput(tmp_path / "gone", os.urandom)
    output.write(bytes(3 * MIB))

    with pytest.raises(DiskFailed):
        output.finish()
    output.discard()

    assert list(tmp_path.iterdir()) == []


def test_nothing_stays_of_what_is_given_up(tmp_path: Path) -> None:
    output = SealedOutput(tmp_path, os.urandom)
    for _ in range(9):
        output.write(bytes(MIB))

    output.discard()

    assert list(tmp_path.iterdir()) == []
