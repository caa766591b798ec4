"""A decoder with warm children, shared by the tests that do it no harm."""

from collections.abc import Iterator

import pytest

from journal.pictures.decoder import Decoder
from journal.pictures.worker import default_command


@pytest.fixture(scope="session")
def decoder() -> Iterator[Decoder]:
    with Decoder(default_command(), timeout=60) as shared:
        yield shared
