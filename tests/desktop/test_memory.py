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


_MANY_THREADS = """
import threading
from journal.desktop.memory import share_one_heap

share_one_heap()
waiting, there = threading.Event(), threading.Barrier(9)


def take() -> None:
    kept = [bytes(100_000) for _ in range(10)]
    there.wait()
    waiting.wait()


threads = [threading.Thread(target=take) for _ in range(8)]
for each in threads:
    each.start()
there.wait()
print(sum("---p" in line and int(line.split("-")[1].split()[0], 16) - int(line.split("-")[0], 16) > (32 << 20)
          for line in open("/proc/self/maps")))
waiting.set()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only GNU's C library has several heaps")
def test_threads_reserve_no_heaps_of_their_own() -> None:
    def reserved(program: str) -> int:
        return int(subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout)

    assert reserved(_MANY_THREADS) == 0
    assert reserved(_MANY_THREADS.replace("\nshare_one_heap()", "")) > 0
