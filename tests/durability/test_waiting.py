"""R-04: nothing is said to be kept before the system was asked to put it on the disk, and had answered."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.durability.acknowledged import CHECKOUT, writer
from tests.durability.machine import needs_tracing
from tests.durability.writer import made

pytestmark = [pytest.mark.slow, needs_tracing]

CALL = re.compile(r"(?P<name>fsync|fdatasync|write)\((?P<rest>.*)")


def test_r04_between_each_commit_and_what_is_said_of_it_the_disk_was_waited_for(tmp_path: Path) -> None:
    folder, trace = made(tmp_path / "Journal"), tmp_path / "trace"
    watched = ["strace", "-f", "-s", "20", "-o", str(trace), "-e", "trace=write,fsync,fdatasync"]

    done = subprocess.run([*watched, *writer(folder.root, 3, "25")], cwd=CHECKOUT, capture_output=True)

    assert done.returncode == 0, done.stderr
    waited, said, unwaited = 0, 0, []
    for line in trace.read_text(errors="replace").splitlines():
        call = CALL.search(line)
        if call is None:
            continue
        if call["name"] != "write":
            waited += call["rest"].rstrip().endswith("= 0")
        elif call["rest"].startswith(('1, "incident ', '1, "capture ')):
            said += 1
            if not waited:
                unwaited.append(line)
            waited = 0
    assert said == 25
    assert unwaited == []
