import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

PR_GET_DUMPABLE = 3


def run(code: str, folder: Path, checkout: Path) -> "subprocess.CompletedProcess[str]":
    """Run Python code in a process of its own, in a folder of its own."""
    environ = {**os.environ, "PYTHONPATH": str(checkout)}
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=folder, env=environ
    )


def test_the_memory_of_the_window_process_is_closed_before_it_asks_for_anything(tmp_path, checkout):
    code = f"""
import ctypes
from journal.desktop.hardening import harden_window_process
print(harden_window_process())
print(ctypes.CDLL(None).prctl({PR_GET_DUMPABLE}, 0, 0, 0, 0))
print([line.split()[4:6] for line in open("/proc/self/limits") if line.startswith("Max core")])
"""
    told = run(code, tmp_path, checkout).stdout.splitlines()

    assert told == ["Hardened(unreadable=True, no_core=True)", "0", "[['0', '0']]"]


def test_the_keeper_stays_readable_for_portals_and_leaves_no_core(tmp_path, checkout):
    code = f"""
import ctypes
from journal.desktop.hardening import harden_keeper
print(harden_keeper())
print(ctypes.CDLL(None).prctl({PR_GET_DUMPABLE}, 0, 0, 0, 0))
"""
    told = run(code, tmp_path, checkout).stdout.splitlines()

    assert told == ["Hardened(unreadable=False, no_core=True)", "1"]


def test_a_window_started_by_the_keeper_is_hardened_too(tmp_path, checkout):
    code = """
from journal.desktop.hardening import harden_keeper, harden_window_process
harden_keeper()
print(harden_window_process())
"""
    assert run(code, tmp_path, checkout).stdout == "Hardened(unreadable=True, no_core=True)\n"


@pytest.mark.parametrize("harden", ["harden_window_process", "harden_keeper"])
def test_a_forced_abort_leaves_no_core(tmp_path, checkout, harden):
    code = f"""
import os, resource
hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
from journal.desktop import hardening
hardening.{harden}()
os.abort()
"""
    ended = run(code, tmp_path, checkout)

    assert ended.returncode == -signal.SIGABRT
    assert list(tmp_path.iterdir()) == []


PARENT = """
import os, subprocess, sys
child = subprocess.Popen([sys.executable, "-c", '''
import os, sys
from journal.desktop.hardening import die_with_parent
print(die_with_parent(int(sys.argv[1])), flush=True)
sys.stdin.read()
''', str(os.getpid())], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
print(child.stdout.readline().decode().strip(), child.pid, flush=True)
sys.stdin.read()
"""


def test_a_window_ends_with_the_keeper_that_started_it(checkout):
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=checkout
    ) as keeper:
        assert keeper.stdout is not None
        achieved, child = keeper.stdout.readline().split()
        watched = os.pidfd_open(int(child))
        keeper.kill()

    assert achieved == b"True"
    # Readable once the process has ended.
    import select

    ended, _, _ = select.select([watched], [], [], 10)
    os.close(watched)
    assert ended


def test_a_window_whose_keeper_is_already_gone_ends_at_once(tmp_path, checkout):
    code = """
from journal.desktop.hardening import die_with_parent
die_with_parent(1_000_000_000)
print("still here")
"""
    ended = run(code, tmp_path, checkout)

    assert (ended.returncode, ended.stdout) == (-signal.SIGTERM, "")


def test_what_a_process_makes_afterwards_is_its_owners_only(tmp_path, checkout):
    code = """
import os, pathlib
os.umask(0)
from journal.desktop.hardening import private_files
private_files()
pathlib.Path("folder").mkdir()
pathlib.Path("file").write_text("")
print(oct(os.stat("folder").st_mode & 0o777), oct(os.stat("file").st_mode & 0o777))
"""
    assert run(code, tmp_path, checkout).stdout.split() == ["0o700", "0o600"]
