"""Which keys are heard, how they are changed, and that a change that cannot be had changes nothing."""

import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from journal.desktop.key_ear import Told
from journal.domain.hotkeys import HeardKey, Hearing, KeyState, KeyUse
from journal.services.key_words import read_hearing, write_hearing
from journal.services.listening import Listening
from journal.services.own_command import own_command
from journal.settings import Paths, Settings, load, save
from tests.ears import FakeAutostart, FakeEar, listening

NOBODY = Told(lambda _use: None, lambda _keys: None, lambda: None)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path, tmp_path / "config", tmp_path / "Journal")


@pytest.fixture
def ear() -> FakeEar:
    return FakeEar()


@pytest.fixture
def autostart() -> FakeAutostart:
    return FakeAutostart()


@pytest.fixture
def hears(ear: FakeEar, autostart: FakeAutostart, paths: Paths) -> Iterator[Listening]:
    hears = listening(ear, autostart, paths)
    with hears.during(NOBODY):
        yield hears


def test_the_keys_of_the_settings_are_held(hears: Listening, ear: FakeEar) -> None:
    assert ear.held == {KeyUse.CAPTURE: "F9", KeyUse.WINDOW: "Ctrl+Shift+F9"}
    assert hears.hearing().name_of(KeyUse.CAPTURE) == "F9"


def test_everything_is_let_go_at_the_end(ear: FakeEar, paths: Paths) -> None:
    with listening(ear, paths=paths).during(NOBODY):
        assert not ear.closed

    assert ear.closed


def test_a_key_that_was_chosen_is_held_at_once_and_kept(hears: Listening, ear: FakeEar, paths: Paths) -> None:
    save(paths, Settings(theme="dark"))

    hears.obey("choose capture Shift+Ctrl+K")

    assert ear.held[KeyUse.CAPTURE] == "Ctrl+Shift+K"
    assert load(paths).capture_key == "Ctrl+Shift+K"
    assert load(paths).theme == "dark"
    assert hears.hearing().refused is None


def test_a_key_somebody_else_has_leaves_the_earlier_one(hears: Listening, ear: FakeEar, paths: Paths) -> None:
    ear.taken.add("F8")

    hears.obey("choose capture F8")

    assert hears.hearing().refused == HeardKey(KeyUse.CAPTURE, "F8", KeyState.TAKEN)
    assert hears.hearing().name_of(KeyUse.CAPTURE) == "F9"
    assert ear.held[KeyUse.CAPTURE] == "F9"
    assert load(paths).capture_key == "F9"


def test_a_key_that_was_taken_is_tried_again(ear: FakeEar, paths: Paths) -> None:
    ear.taken.add("F9")
    hears = listening(ear, paths=paths)
    with hears.during(NOBODY):
        assert not hears.try_again()

        ear.taken.clear()

        assert hears.try_again()
        assert hears.hearing().name_of(KeyUse.CAPTURE) == "F9"
        assert not hears.try_again()


@pytest.mark.parametrize("name", ["Ctrl+Shift+F9", "Shift+F9"])
def test_a_key_that_does_something_else_here_is_refused(hears: Listening, ear: FakeEar, name: str) -> None:
    hears.obey("choose window F8")
    hears.obey("choose capture F8" if name == "Ctrl+Shift+F9" else f"choose window {name}")

    refused = hears.hearing().refused
    assert refused is not None
    assert refused.state is KeyState.OURS
    assert ear.held == {KeyUse.CAPTURE: "F9", KeyUse.WINDOW: "F8"}


def test_no_key_can_be_chosen_too(hears: Listening, ear: FakeEar, paths: Paths) -> None:
    hears.obey("choose window")

    assert KeyUse.WINDOW not in ear.held
    assert load(paths).window_key == ""
    assert hears.hearing().key(KeyUse.WINDOW).state is KeyState.OFF


@pytest.mark.parametrize("line", ["choose", "choose capture nothing", "choose words F8", "choose sing F8"])
def test_what_makes_no_sense_changes_nothing(hears: Listening, ear: FakeEar, line: str) -> None:
    hears.obey(line)

    assert ear.held == {KeyUse.CAPTURE: "F9", KeyUse.WINDOW: "Ctrl+Shift+F9"}


def test_a_disk_that_keeps_nothing_leaves_everything_as_it_was(
    hears: Listening, ear: FakeEar, autostart: FakeAutostart, paths: Paths
) -> None:
    paths.config.write_text("no folder")
    autostart.fails = True

    for line in ("choose capture F8", "stay on", "autostart on"):
        hears.obey(line)

        hearing = hears.hearing()
        assert hearing.unkept
        assert hearing.name_of(KeyUse.CAPTURE) == "F9"
        assert ear.held[KeyUse.CAPTURE] == "F9"
        assert not hearing.stay
        assert not hearing.autostart


def test_a_refusal_is_told_once(hears: Listening, ear: FakeEar) -> None:
    ear.taken.add("F8")
    hears.obey("choose capture F8")

    hears.show_line(False)  # a window has ended

    assert hears.hearing().refused is None


def test_staying_and_starting_are_off_until_they_are_wanted(
    hears: Listening, autostart: FakeAutostart, paths: Paths
) -> None:
    assert (hears.hearing().stay, hears.hearing().autostart) == (False, False)

    hears.obey("stay on")
    hears.obey("autostart on")
    assert (hears.hearing().stay, hears.hearing().autostart) == (True, True)
    assert hears.stays()
    assert autostart.command is not None
    assert autostart.command[-1] == "--quietly"

    hears.obey("stay off")
    hears.obey("autostart off")
    assert (hears.hearing().stay, hears.hearing().autostart) == (False, False)


def test_another_journal_than_the_usual_is_named_in_what_is_started(ear: FakeEar, paths: Paths) -> None:
    hears = Listening(paths, ear.listen, FakeAutostart(), "kde", ("--journal", "/a b/Journal"))

    command = shlex.split(hears.hearing().command)

    assert command == [*own_command(), "capture", "--journal", "/a b/Journal"]


def test_the_key_for_words_comes_and_goes_with_its_line(hears: Listening, ear: FakeEar) -> None:
    hears.show_line(True)
    assert ear.held[KeyUse.WORDS] == "Shift+F9"
    assert hears.hearing().name_of(KeyUse.WORDS) == "Shift+F9"

    hears.obey("line-over")
    assert KeyUse.WORDS not in ear.held


def test_a_desktop_that_decides_is_asked_for_all_at_once(ear: FakeEar, paths: Paths) -> None:
    ear.by_desktop = True
    hears = listening(ear, paths=paths)
    with hears.during(NOBODY):
        assert set(ear.held) == set(KeyUse)
        assert hears.hearing().by_desktop
        hears.obey("ask-desktop")

    assert ear.asked_desktop == 1


def test_settings_that_name_no_key_are_as_if_they_had_not_been_said(paths: Paths) -> None:
    save(paths, Settings(capture_key="Ctrl+Ctrl", window_key=""))

    assert load(paths).capture_key == "F9"
    assert load(paths).window_key == ""


def test_what_is_written_for_the_window_is_read_there(hears: Listening) -> None:
    hearing = hears.hearing()

    assert read_hearing(write_hearing(hearing)) == hearing
    assert read_hearing(write_hearing(Hearing())) == Hearing()
    assert "\n" not in write_hearing(hearing)


@pytest.mark.parametrize("line", ["", "{}", "[]", "null", '{"keys":[],"refused":null,"more":1}'])
def test_what_the_window_cannot_read_is_said_to_be_so(line: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        read_hearing(line)
