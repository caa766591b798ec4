"""R-18: the tests of the chain and its checks notice at least three of four changes to what they test."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mutation.mutants import mutants

CHECKED = (
    "domain.chain",
    "domain.canonical",
    "vault.checking",
    "vault.projection_check",
    "services.verifying",
)

SOURCE = """
'''A docstring.'''
LIMIT: int = 3

def first(text: str) -> bool:
    '''Another.'''
    if text == "a" and not text:
        raise ValueError("words that nothing rests on")
    return len(text) > LIMIT
"""


def test_every_change_is_one_and_words_nothing_rests_on_are_left_alone() -> None:
    found = [(mutant.before, mutant.after) for mutant in mutants(SOURCE)]

    assert ("text == 'a'", "text != 'a'") in found
    assert ("not text", "text") in found
    assert ("len(text) > LIMIT", "len(text) >= LIMIT") in found
    assert ("3", "4") in found
    assert ("return len(text) > LIMIT", "return None") in found
    assert not [
        before for before, _ in found if "docstring" in before or before == "'words that nothing rests on'"
    ]
    assert len(found) == len(set(found)) == 10


@pytest.mark.long
@pytest.mark.timeout(7200)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="each change is tried in a forked process")
@pytest.mark.parametrize("module", CHECKED)
def test_R18_three_of_four_changes_to_the_chain_and_its_checks_are_noticed(
    module: str, checkout: Path
) -> None:
    command = [sys.executable, "-m", "tests.mutation", "--least", "75", module]

    done = subprocess.run(command, cwd=checkout, capture_output=True, text=True)

    print(done.stdout)
    assert done.returncode == 0, done.stdout
