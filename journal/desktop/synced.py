"""Whether a sync program copies a folder to other computers, told by what it leaves there and by its name."""

from pathlib import Path, PurePath

_MARKERS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
}
"""Left at the top of what is copied."""

_NAMES = {
    "box sync": "Box",
    "cloudstorage": "CloudStorage",
    "com~apple~clouddocs": "iCloud",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "mega": "MEGA",
    "megasync": "MEGA",
    "mobile documents": "iCloud",
    "my drive": "Google Drive",
    "nextcloud": "Nextcloud",
    "onedrive": "OneDrive",
    "owncloud": "ownCloud",
    "pcloud drive": "pCloud",
    "pclouddrive": "pCloud",
    "proton drive": "Proton Drive",
    "syncthing": "Syncthing",
    "yandex.disk": "Yandex Disk",
}
"""Folders that sync programs make, in lower case."""

_BEGINNINGS = {
    "dropbox (": "Dropbox",
    "googledrive-": "Google Drive",
    "onedrive - ": "OneDrive",
    "onedrive-": "OneDrive",
    "protondrive-": "Proton Drive",
}
"""The same for accounts of firms and for macOS, which add a name."""


def synced_by(folder: Path) -> str | None:
    """Return the name of the sync program whose folder this lies in, or None.

    What leaves neither marker nor name is not seen: a Documents folder that macOS copies to iCloud is one.
    """
    for above in (folder, *folder.parents):
        for marker, program in _MARKERS.items():
            if (above / marker).exists():
                return program
    return _named_for(folder)


def _named_for(folder: PurePath) -> str | None:
    # The deepest name is the more telling: CloudStorage/Dropbox is Dropbox.
    for part in reversed(folder.parts):
        name = part.lower()
        if name in _NAMES:
            return _NAMES[name]
        for beginning, program in _BEGINNINGS.items():
            if name.startswith(beginning):
                return program
    return None
