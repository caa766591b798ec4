import os
import shutil
import stat
from pathlib import Path

import pytest

from journal.desktop.mounts import is_network, mount_of, mounts
from journal.desktop.place import judge

TABLE = """\
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw,discard
40 27 0:40 / /home rw - btrfs /dev/sda2 rw
41 40 0:41 / /home/ana/Network\\040drive rw,nosuid master:3 - cifs //server/share rw,vers=3.0
42 40 0:42 / /home/ana/remote rw,nosuid,nodev - fuse.sshfs ana@server:/ rw,user_id=1000
43 27 0:43 / /mnt/stick rw - vfat /dev/sdb1 rw
44 27 0:44 / /mnt/ntfs rw - fuseblk /dev/sdc1 rw
45 40 0:45 / /home/ana/sealed rw - fuse.gocryptfs /home/ana/.sealed rw
46 27 0:46 / /mnt/over rw - ext4 /dev/sdd1 rw
47 27 0:47 / /mnt/over rw - nfs4 server:/x rw
a line of some other form
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/", "ext4"),
        ("/home/ana/.local/share/Journal", "btrfs"),
        ("/home/ana/Network drive/Journal", "cifs"),
        ("/home/ana/Network driver", "btrfs"),
        ("/home/ana/remote", "fuse.sshfs"),
        ("/mnt/over/x", "nfs4"),
    ],
)
def test_a_folder_lies_on_the_deepest_and_latest_mount_above_it(folder, kind):
    mount = mount_of(Path(folder), mounts(TABLE))

    assert mount is not None
    assert mount.kind == kind


@pytest.mark.parametrize(
    "kind",
    ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse", "virtiofs"],
)
def test_file_systems_of_other_machines_are_networks(kind):
    assert is_network(kind)


@pytest.mark.parametrize(
    "kind",
    [
        "ext4",
        "btrfs",
        "xfs",
        "zfs",
        "tmpfs",
        "overlay",
        "vfat",
        "exfat",
        "ntfs3",
        "fuseblk",
        "fuse.gocryptfs",
    ],
)
def test_file_systems_of_local_disks_are_not(kind):
    assert not is_network(kind)


@pytest.fixture
def mountinfo(tmp_path):
    """A mount table in which `tmp_path` lies on a file system of the given kind."""

    def write(kind: str):
        table = tmp_path.parent / f"{tmp_path.name}-mountinfo"
        point = str(tmp_path).replace(" ", "\\040")
        table.write_text(f"{TABLE}90 27 0:90 / {point} rw - {kind} thing rw\n")
        return table

    return write


def test_a_folder_on_a_network_disk_is_told(tmp_path, mountinfo):
    assert judge(tmp_path / "Journal", mountinfo("nfs4")).network


def test_a_folder_on_a_local_disk_is_told(tmp_path, mountinfo):
    place = judge(tmp_path / "Journal", mountinfo("ext4"))

    assert (place.network, place.synced, place.read_only) == (False, None, False)


def test_a_network_disk_reached_by_a_link_is_told(tmp_path, mountinfo):
    (tmp_path / "far").mkdir()
    link = tmp_path.parent / f"{tmp_path.name}-link"
    link.symlink_to(tmp_path / "far")

    assert judge(link, mountinfo("cifs")).network


def test_the_free_bytes_are_those_of_the_disk_it_will_lie_on(tmp_path):
    free = judge(tmp_path / "not" / "yet" / "there").free_bytes

    assert free == pytest.approx(shutil.disk_usage(tmp_path).free, rel=0.05)


def test_judging_makes_nothing(tmp_path):
    judge(tmp_path / "a" / "b")

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_must_not_be_written_is_read_only(tmp_path, monkeypatch):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    # Root may write everywhere; what is asked is what the system says for this user.
    monkeypatch.setattr(os, "access", lambda path, mode: bool(Path(path).stat().st_mode & stat.S_IWUSR))

    assert judge(closed / "Journal").read_only


@pytest.mark.parametrize(
    ("marker", "program"),
    [
        (".dropbox", "Dropbox"),
        (".stfolder", "Syncthing"),
        (".nextcloudsync.log", "Nextcloud"),
        (".tmp.driveupload", "Google Drive"),
    ],
)
def test_what_a_sync_program_left_above_a_folder_gives_it_away(tmp_path, marker, program):
    (tmp_path / marker).write_text("")

    assert judge(tmp_path / "papers" / "Journal").synced == program


@pytest.mark.parametrize(
    ("name", "program"),
    [
        ("Dropbox", "Dropbox"),
        ("Dropbox (Personal)", "Dropbox"),
        ("OneDrive", "OneDrive"),
        ("OneDrive - Some Firm", "OneDrive"),
        ("iCloudDrive", "iCloud"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("Library/CloudStorage/GoogleDrive-someone@example.org/My Drive", "Google Drive"),
        ("Library/CloudStorage/Dropbox", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("nextcloud", "Nextcloud"),
    ],
)
def test_the_name_of_a_folder_gives_its_sync_program_away(tmp_path, name, program):
    assert judge(tmp_path / name / "Journal").synced == program


@pytest.mark.parametrize("name", ["Documents", "Boxes", "My Dropbox notes", "OneDriver", "cloud"])
def test_other_names_do_not(tmp_path, name):
    assert judge(tmp_path / name / "Journal").synced is None
