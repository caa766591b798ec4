"""Choosing files without leaving a trace of what was chosen.

The system's own dialog writes what was opened into the list of recent files on some desktops, where anyone at this
computer finds it; Qt's dialog writes the last folder into Qt's own settings. So it is Qt's dialog, and what it keeps
is removed again.
"""

from PySide6.QtCore import QDir, QSettings, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from journal.domain.words import Words


class FileChoice(QFileDialog):
    """Emits `files_chosen` with paths, or nothing at all."""

    files_chosen = Signal(list)

    def __init__(self, words: Words, parent: QWidget, *, save_as: str = "") -> None:
        super().__init__(parent, words.say("Save") if save_as else words.say("Add files"))
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
            self.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self.accepted.connect(self._tell)
        self.finished.connect(self.deleteLater)
        self.destroyed.connect(forget_what_dialogs_keep)

    def _tell(self) -> None:
        self.files_chosen.emit(self.selectedFiles())


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
