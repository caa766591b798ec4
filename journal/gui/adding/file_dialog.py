"""Choosing files without leaving a trace of what was chosen.

The system's own dialog writes what was opened into the list of recent files on some desktops, where anyone at this
computer finds it; Qt's dialog writes the last folder into Qt's own settings. So it is Qt's dialog, and what it keeps
is removed again.
"""

from pathlib import Path

from PySide6.QtCore import QDir, QSettings, QStandardPaths, QStorageInfo, QUrl, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from journal.domain.words import Words


class FileChoice(QFileDialog):
    """Emits `files_chosen` with paths, or nothing at all."""

    files_chosen = Signal(list)

    def __init__(
        self, words: Words, parent: QWidget, *, save_as: str = "", title: str = "", one: bool = False
    ) -> None:
        """To add files unless `title` says something else; `one` if no more can be chosen."""
        super().__init__(parent, title or (words.say("Save") if save_as else words.say("Add files")))
        self.setOption(QFileDialog.Option.DontUseNativeDialog, True)
        self.setOption(QFileDialog.Option.DontUseCustomDirectoryIcons, True)
        # Not the folder the program was started in, which means nothing to a person.
        self.setDirectory(
            _usual_place(QStandardPaths.StandardLocation.DocumentsLocation if save_as else _DOWNLOADS)
        )
        if save_as:
            self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            self.setFileMode(QFileDialog.FileMode.AnyFile)
            self.setDefaultSuffix(save_as.rpartition(".")[2])
            self.selectFile(save_as)
        else:
            many = QFileDialog.FileMode.ExistingFiles
            self.setFileMode(QFileDialog.FileMode.ExistingFile if one else many)
        self.accepted.connect(self._tell)
        self.finished.connect(self.deleteLater)
        self.destroyed.connect(forget_what_dialogs_keep)

    def _tell(self) -> None:
        self.files_chosen.emit(self.selectedFiles())


class FolderChoice(QFileDialog):
    """Emits `folder_chosen` with a path, or nothing at all. Sticks and disks stand beside the list."""

    folder_chosen = Signal(Path)

    def __init__(self, words: Words, parent: QWidget) -> None:
        super().__init__(parent, words.say("Choose a folder"))
        self.setOption(QFileDialog.Option.DontUseNativeDialog, True)
        self.setOption(QFileDialog.Option.DontUseCustomDirectoryIcons, True)
        self.setOption(QFileDialog.Option.ShowDirsOnly, True)
        self.setFileMode(QFileDialog.FileMode.Directory)
        sticks = plugged_in()
        self.setSidebarUrls([QUrl.fromLocalFile(path) for path in (*sticks, QDir.homePath())])
        self.setDirectory(sticks[0] if sticks else QDir.homePath())
        self.accepted.connect(self._tell)
        self.finished.connect(self.deleteLater)
        self.destroyed.connect(forget_what_dialogs_keep)

    def _tell(self) -> None:
        chosen = self.selectedFiles()
        if chosen:
            self.folder_chosen.emit(Path(chosen[0]))


_PLUGGED_IN = ("/media/", "/run/media/", "/Volumes/")


def plugged_in() -> list[str]:
    """Where sticks and disks lie that were plugged in."""
    roots = [volume.rootPath() for volume in QStorageInfo.mountedVolumes() if volume.isReady()]
    system = QStorageInfo.root().rootPath()
    return [root for root in roots if root.startswith(_PLUGGED_IN) or (root[1:2] == ":" and root != system)]


_DOWNLOADS = QStandardPaths.StandardLocation.DownloadLocation


def _usual_place(kind: QStandardPaths.StandardLocation) -> str:
    """The folder people keep such files in, or their home where there is none."""
    place = QStandardPaths.writableLocation(kind)
    return place if place and QDir(place).exists() else QDir.homePath()


def forget_what_dialogs_keep(_dialog: object = None) -> None:
    """Remove what Qt's file dialog keeps between runs: its last folder and its history."""
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    kept.remove("FileDialog")
    kept.sync()
