"""A Python that will not do is told apart before anything of the program is read."""

import pytest

import python_here


def test_this_python_will_do() -> None:
    assert python_here.objection() == ""


@pytest.mark.parametrize(("version", "named"), [((3, 10, 14), "3.10"), ((3, 6, 9), "3.6")])
def test_an_older_python_is_named(version: tuple[int, int, int], named: str) -> None:
    words = python_here.objection(version)

    assert f"this is Python {named}." in words
    assert "3.11 or newer" in words


def test_debians_smallest_python_is_told_what_it_lacks() -> None:
    words = python_here.objection(has=lambda name: name != "shutil")

    assert "apt-get install --no-install-recommends python3-venv" in words
