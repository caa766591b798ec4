"""The whole program on a real Wayland desktop: what is kept, what is shown, and where what is typed arrives."""

import io
import shlex
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from journal.desktop.channel import Answer, ask
from journal.desktop.square import EDGE, GREY, SIDE
from journal.domain.folder import JournalFolder
from journal.services.door import Door
from journal.settings import Settings, find_paths, save
from tests.fakes import FakeClock
from tests.services.conftest import surroundings
from tests.services.looking import kept_bytes
from tests.system.displays import PATIENCE, on_display, wait_until
from tests.system.program import CHECKOUT, PASSPHRASE, Program, is_running, running
from tests.system.test_hotkeys import caught, read, text_of
from tests.system.test_locking import has_lock
from tests.system.wayland_desktop import BACKGROUND, HEIGHT, WIDTH, WaylandDesktop, wayland_desktop
from tests.system.wayland_hands import Hands, hands

BUTTON = (0x2C, 0x6E, 0x73)
"""What can be pressed to go on: in the locked window only once something is typed, and in the open one at once."""

SIGN = (WIDTH - EDGE - SIDE, HEIGHT - EDGE - SIDE, WIDTH - EDGE, HEIGHT - EDGE)


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[WaylandDesktop]:
    with wayland_desktop(tmp_path) as desktop:
        yield desktop


@pytest.fixture
def keyboard(desktop: WaylandDesktop) -> Iterator[Hands]:
    with hands(desktop.environ()) as keyboard:
        yield keyboard


def test_the_picture_holds_all_but_our_window_which_keeps_its_place_and_no_letter_goes_astray(
    desktop: WaylandDesktop, keyboard: Hands, journal: JournalFolder
) -> None:
    with running(desktop, journal.root) as program, ExitStack() as stack:
        unlock(program, desktop, keyboard)
        other = stack.enter_context(on_display(desktop, sys.executable, "-m", "tests.system.elsewhere"))
        arrived: list[str] = []
        read(other.stdout, arrived)
        wait_until(lambda: "shown\n" in arrived, "another program is there")
        rest(desktop)
        keyboard.type("before ")
        before = rest(desktop)
        ours, others = (0, 0, WIDTH // 2, HEIGHT), (WIDTH // 2, 0, WIDTH, HEIGHT)
        assert has(before.crop(ours), BUTTON)

        with ThreadPoolExecutor(1) as beside:
            answer = beside.submit(ask, program.journal, "capture", PATIENCE, desktop.environ())
            keyboard.type("while it is taken and after it ")
            assert answer.result() is Answer.OK
        after = rest(desktop)

        text = "before while it is taken and after it "
        wait_until(lambda: text_of(arrived).rstrip("\n") == text, f"{text} arrived, not {arrived[-1]}")
        assert has(after.crop(ours), BUTTON)
        assert differ(before.crop(ours), after.crop(ours)), "the line says that it is kept"
        keyboard.press("ctrl+Q")
    (picture,) = pictures(journal)
    assert colours(picture.crop(ours)) == {BACKGROUND}
    assert not has(picture.crop(others), BACKGROUND)
    assert not Path("/tmp/out.png").exists()


def test_a_key_bound_as_the_guide_says_keeps_the_screen_locked_and_closed_and_a_square_says_so(
    desktop: WaylandDesktop, keyboard: Hands, journal: JournalFolder
) -> None:
    save(find_paths(), Settings(stay=True))
    with running(desktop, journal.root) as program:
        rest(desktop)
        # The desktop of a test knows nothing of the session around it.
        known = shlex.join(f"{name}={value}" for name, value in desktop.surroundings.items())
        itself = (sys.executable, "-m", "journal", "--journal", str(journal.root), "capture")
        desktop.run("swaymsg", f"bindsym F9 exec env -C {CHECKOUT} {known} {shlex.join(itself)}")

        press_once(desktop, keyboard, journal)
        locked = rest(desktop)
        keyboard.press("ctrl+Q")
        wait_until(lambda: program.window() == 0, "the window is closed")
        rest(desktop)
        press_once(desktop, keyboard, journal)

        assert has(locked, (255, 255, 255))
        assert colours(rest(desktop)) == {BACKGROUND}
        assert is_running(program.keeper.pid)
    first, second = pictures(journal)
    assert colours(first) == colours(second) == {BACKGROUND}


def press_once(desktop: WaylandDesktop, keyboard: Hands, folder: JournalFolder) -> None:
    """Press the key, and see that one capture came of it, and the grey square."""
    before = caught(folder)
    keyboard.press("F9")
    wait_until(lambda: colours(desktop.look().crop(SIGN)) == {_grey()}, "the square is there")
    wait_until(lambda: colours(desktop.look().crop(SIGN)) != {_grey()}, "the square is gone")
    assert caught(folder) == before + 1


def _grey() -> tuple[int, int, int]:
    red, green, blue = GREY.to_bytes(3, "big")
    return red, green, blue


def unlock(program: Program, desktop: WaylandDesktop, keyboard: Hands) -> None:
    """Type the passphrase, and wait until the panes are there."""
    wait_until(lambda: has(desktop.look(), (255, 255, 255)), "the window is there")
    rest(desktop)
    keyboard.type(PASSPHRASE)
    keyboard.press("Return")
    wait_until(lambda: has_lock(program.journal), "the journal is open")
    wait_until(lambda: has(desktop.look().crop((0, 0, 160, 60)), BUTTON), "the panes are there")
    rest(desktop)


def rest(desktop: WaylandDesktop) -> Image.Image:
    """Wait until the screen has not changed for a moment, and return it; a caret that blinks is no change."""
    until = time.monotonic() + PATIENCE
    seen = [desktop.look()]
    while len(seen) < 4 or any(differ(seen[-1], one) for one in seen[-4:]):
        assert time.monotonic() < until, "the screen never came to rest"
        time.sleep(0.15)
        seen.append(desktop.look())
    return seen[-1]


def differ(one: Image.Image, other: Image.Image) -> bool:
    """Whether more than a caret differs."""
    box = ImageChops.difference(one, other).getbbox()
    return box is not None and box[2] - box[0] > 3


def colours(picture: Image.Image) -> set[object]:
    return {colour for _, colour in picture.getcolors(WIDTH * HEIGHT) or ()}


def has(picture: Image.Image, colour: tuple[int, int, int]) -> bool:
    return colour in colours(picture)


def pictures(folder: JournalFolder) -> list[Image.Image]:
    """All that waits to be sorted, as somebody finds it who opens the journal afterwards."""
    wait_until(lambda: not has_lock(folder.root), "the program is gone")
    door = Door(folder, surroundings(FakeClock()))
    opened = door.open(PASSPHRASE).result()
    try:
        opened.file_inbox().result()
        found = [one.evidence for one in opened.loose().result() if one.evidence is not None]
        return [
            Image.open(io.BytesIO(kept_bytes(opened, evidence)), formats=["PNG"]).convert("RGB")
            for evidence in found
        ]
    finally:
        opened.close()
        door.close()
