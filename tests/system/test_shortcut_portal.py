"""Keys through a portal, as Wayland desktops offer them: yes, no, failure, silence, and all that comes later."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from journal.desktop.hotkeys import listen
from journal.desktop.kept_ear import KeptEar
from journal.desktop.key_ear import KeyEar, NoEar
from journal.desktop.portal_keys import PortalKeyEar
from journal.domain.hotkeys import Chord, KeyState, KeyUse
from tests.system.buses import Speaker, bus_at
from tests.system.displays import wait_until
from tests.system.shortcut_portal import ShortcutPortal
from tests.system.test_hotkeys import Heard

WANTED = {
    KeyUse.CAPTURE: Chord.parse("F9"),
    KeyUse.WINDOW: Chord.parse("Ctrl+Shift+F9"),
    KeyUse.WORDS: Chord.parse("Ctrl+Alt+S"),
}
Begin = Callable[..., tuple[ShortcutPortal, KeyEar, Heard]]


@pytest.fixture
def begin(session_bus: str) -> Iterator[Begin]:
    """Starts a portal and an ear that wants all keys."""
    with ExitStack() as ends:

        def start(
            *codes: int | None, seconds: float = 20.0, **about: object
        ) -> tuple[ShortcutPortal, KeyEar, Heard]:
            portal = ends.enter_context(closing(ShortcutPortal(session_bus, codes or (0, 0), **about)))  # type: ignore[arg-type]  # as it takes them
            heard = Heard()
            ear = PortalKeyEar(heard.told(), {"DBUS_SESSION_BUS_ADDRESS": session_bus}, seconds)
            ends.callback(ear.close)
            assert {key.state for key in ear.hold(WANTED)} == {KeyState.ASKED}
            return portal, ear, heard

        yield start


def wait_for(heard: Heard, state: KeyState) -> None:
    wait_until(lambda: bool(heard.changed) and heard.changed[-1][0].state is state, f"the key is {state}")


@pytest.mark.parametrize("version", [1, 2])
def test_what_the_desktop_binds_is_held_and_heard(begin: Begin, version: int) -> None:
    portal, ear, heard = begin(version=version, triggers={"window": "Meta+J"})
    wait_for(heard, KeyState.HELD)

    portal.press("capture")
    portal.press("capture", session="/somebody/elses")
    portal.press("unheard-of")
    portal.press("window")
    heard.wait_for(2)

    assert heard.pressed == [KeyUse.CAPTURE, KeyUse.WINDOW]
    assert [key.name for key in ear.hold(WANTED)] == ["F9", "Meta+J", "Shift+F9"]


def test_the_keys_are_told_both_ways_that_versions_want(begin: Begin) -> None:
    portal, _, heard = begin()
    wait_for(heard, KeyState.HELD)

    told = dict(portal.asked)
    at_first = told["CreateSession"][0]["shortcuts"][1]
    bound = told["BindShortcuts"][1]
    assert at_first == bound
    assert [about["preferred_trigger"][1] for _, about in bound] == ["F9", "CTRL+SHIFT+F9", "CTRL+ALT+s"]
    assert portal.members()[:2] == ["Register", "Get"]


@pytest.mark.parametrize("codes", [(1,), (2,), (0, 1), (0, 2)])
def test_a_no_is_told_as_one(begin: Begin, codes: tuple[int, ...]) -> None:
    _, _, heard = begin(*codes)

    wait_for(heard, KeyState.REFUSED)


def test_a_key_the_desktop_left_out_is_told_as_refused(begin: Begin) -> None:
    _, _, heard = begin(triggers={"capture": ""})

    wait_for(heard, KeyState.REFUSED)
    assert [key.state for key in heard.changed[-1][1:]] == [KeyState.HELD, KeyState.HELD]


def test_a_portal_without_keys_is_told_as_deaf(begin: Begin) -> None:
    _, _, heard = begin(version=0)

    wait_for(heard, KeyState.DEAF)


def test_silence_is_deaf_for_now_and_a_late_answer_still_counts(begin: Begin) -> None:
    portal, ear, heard = begin(0, None, seconds=0.3)
    wait_for(heard, KeyState.DEAF)

    portal.change({})

    wait_for(heard, KeyState.HELD)
    assert ear.hold(WANTED)[0].state is KeyState.HELD


def test_a_bus_without_a_portal_is_told_as_deaf(session_bus: str) -> None:
    heard = Heard()
    ear = PortalKeyEar(heard.told(), {"DBUS_SESSION_BUS_ADDRESS": session_bus})
    with closing(ear):
        ear.hold(WANTED)

        wait_for(heard, KeyState.DEAF)


def test_no_bus_at_all_is_deaf_at_once(home: Path) -> None:
    with closing(PortalKeyEar(Heard().told(), {"XDG_RUNTIME_DIR": str(home)})) as ear:
        assert {key.state for key in ear.hold(WANTED)} == {KeyState.DEAF}


def test_a_portal_that_comes_later_or_again_is_asked(session_bus: str) -> None:
    heard = Heard()
    with closing(PortalKeyEar(heard.told(), {"DBUS_SESSION_BUS_ADDRESS": session_bus})) as ear:
        ear.hold(WANTED)
        wait_for(heard, KeyState.DEAF)

        with closing(ShortcutPortal(session_bus)):
            wait_for(heard, KeyState.HELD)
        with closing(ShortcutPortal(session_bus, (1,))):
            wait_for(heard, KeyState.REFUSED)


def test_what_is_changed_in_the_desktops_settings_is_told(begin: Begin) -> None:
    portal, _, heard = begin()
    wait_for(heard, KeyState.HELD)

    portal.change({"capture": "F12"})

    wait_until(lambda: heard.changed[-1][0].name == "F12", "the new key is told")


def test_a_session_the_desktop_ends_is_told(begin: Begin) -> None:
    portal, _, heard = begin()
    wait_for(heard, KeyState.HELD)

    portal.end_session()

    wait_for(heard, KeyState.REFUSED)


def test_the_key_for_the_line_comes_and_goes_without_a_question(begin: Begin) -> None:
    portal, ear, heard = begin()
    wait_for(heard, KeyState.HELD)
    asked = len(portal.asked)

    ear.hold({use: chord for use, chord in WANTED.items() if use is not KeyUse.WORDS})
    ear.hold(WANTED)

    assert len(portal.asked) == asked


@pytest.mark.parametrize(("version", "shown"), [(1, False), (2, True)])
def test_the_desktop_is_asked_again_and_shows_its_settings_if_it_can(
    begin: Begin, version: int, shown: bool
) -> None:
    portal, ear, heard = begin(version=version)
    wait_for(heard, KeyState.HELD)

    ear.ask_desktop()

    wait_until(lambda: portal.members().count("BindShortcuts") == 2, "it is asked again")
    if shown:
        wait_until(lambda: "ConfigureShortcuts" in portal.members(), "its settings are shown")
    assert ("ConfigureShortcuts" in portal.members()) is shown


def test_a_bus_that_goes_away_takes_the_desktop_along(tmp_path: Path) -> None:
    heard = Heard()
    with bus_at(tmp_path) as address:
        portal = ShortcutPortal(address)
        ear = PortalKeyEar(heard.told(), {"DBUS_SESSION_BUS_ADDRESS": address})
        ear.hold(WANTED)
        wait_for(heard, KeyState.HELD)
        Speaker(address).close()
    assert heard.lost.wait(30)
    ear.close()
    portal.close()


def test_an_ear_that_was_closed_tells_nothing_more(begin: Begin) -> None:
    _, ear, heard = begin()
    wait_for(heard, KeyState.HELD)
    told = len(heard.changed)

    ear.close()
    ear.close()

    assert len(heard.changed) == told
    assert not heard.lost.is_set()


def test_wayland_is_asked_through_the_portal_and_never_through_the_display(session_bus: str) -> None:
    told = Heard().told()
    environ = {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0", "DBUS_SESSION_BUS_ADDRESS": session_bus}

    assert isinstance(listen(told, environ), PortalKeyEar)
    assert isinstance(listen(told, {"XDG_SESSION_TYPE": "wayland"}), PortalKeyEar)
    by_display = listen(told, {"DISPLAY": ":none"})
    by_display.close()
    assert isinstance(by_display, KeptEar)
    assert isinstance(listen(told, {}), NoEar)
