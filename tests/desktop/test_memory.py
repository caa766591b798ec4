"""Memory that was freed goes back to the system."""

import subprocess
import sys
from pathlib import Path

import pytest

# Blocks of a size that the C library keeps for later, each with a small one behind it that stays.
FREED = """
from pathlib import Path
from journal.desktop.memory import give_back

def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

blocks = [(bytearray(100_000), bytearray(600)) for _ in range(500)]
kept = [small for _, small in blocks]
del blocks
before = held()
give_back()
print(before - held())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only there it has to be asked for")
def test_freed_memory_is_handed_back(checkout: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FREED], cwd=checkout, capture_output=True, text=True, check=True
    )

    assert int(done.stdout) > 20_000_000
