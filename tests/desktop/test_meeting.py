import os
import stat

import pytest

from journal.desktop.errors import NoMeetingPlace
from journal.desktop.meeting import make_private, meeting_places


def test_the_first_place_is_the_runtime_folder_of_the_session(tmp_path):
    environ = {"XDG_RUNTIME_DIR": "/run/user/7", "HOME": "/home/ana"}

    place = meeting_places(tmp_path, environ)[0]

    assert str(place.lock.parent) == "/run/user/7/journal-desk"
    assert place.address.startswith("/run/user/7/journal-desk/")


def test_without_a_runtime_folder_it_is_in_the_cache_of_the_user(tmp_path):
    folders = [str(place.lock.parent) for place in meeting_places(tmp_path, {"HOME": "/home/ana"})]

    assert "/home/ana/.cache/journal-desk" in folders


def test_a_relative_runtime_folder_is_ignored(tmp_path):
    environ = {"XDG_RUNTIME_DIR": "here", "HOME": "/home/ana"}

    assert all(place.lock.is_absolute() for place in meeting_places(tmp_path, environ))


def test_every_address_fits_into_a_socket_path_however_long_the_home_is(tmp_path):
    environ = {"XDG_RUNTIME_DIR": "/run/" + "x" * 90, "HOME": "/home/" + "ü" * 60}

    places = meeting_places(tmp_path, environ)

    assert places
    assert all(len(os.fsencode(place.address)) <= 100 for place in places)


def test_two_ways_to_one_journal_meet_and_two_journals_do_not(tmp_path):
    environ = {"HOME": "/home/ana"}
    (tmp_path / "Journal").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "Journal")

    ways = [tmp_path / "Journal", tmp_path / "link", tmp_path / "x" / ".." / "Journal"]

    assert len({meeting_places(way, environ) for way in ways}) == 1
    assert meeting_places(tmp_path / "Other", environ) != meeting_places(ways[0], environ)


def test_the_name_of_the_socket_says_nothing_about_the_folder(tmp_path):
    place = meeting_places(tmp_path / "Secret name", {"XDG_RUNTIME_DIR": "/run/user/7"})[0]

    assert "Secret" not in place.address


def test_asking_where_makes_nothing(tmp_path):
    meeting_places(tmp_path / "Journal", {"XDG_RUNTIME_DIR": str(tmp_path)[:40], "HOME": str(tmp_path)})

    assert list(tmp_path.iterdir()) == []


def test_a_private_folder_is_closed_to_others_even_if_it_was_open(tmp_path):
    folder = tmp_path / "run"
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)

    assert make_private(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_link_or_a_file_in_the_place_of_the_folder_is_not_used(tmp_path):
    (tmp_path / "elsewhere").mkdir(mode=0o755)
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "file").write_text("")

    assert not make_private(tmp_path / "link")
    assert not make_private(tmp_path / "file")
    assert stat.S_IMODE((tmp_path / "elsewhere").stat().st_mode) == 0o755


def test_a_folder_of_another_user_is_not_used(tmp_path, monkeypatch):
    folder = tmp_path / "run"
    folder.mkdir()
    monkeypatch.setattr(os, "getuid", lambda: folder.stat().st_uid + 1)

    assert not make_private(folder)


def test_where_no_path_is_short_enough_that_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("journal.desktop.meeting._SOCKET_PATH_LIMIT", 5)

    with pytest.raises(NoMeetingPlace) as raised:
        meeting_places(tmp_path, {"HOME": "/home/ana"})

    assert raised.value.tried
