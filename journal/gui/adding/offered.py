"""What a paste or a drop offers, reduced to what may come in: pictures, files of this computer, plain words."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QUrl
from PySide6.QtGui import QImage

PNG = "picture.png"
TEXT = "text.txt"


@dataclass(frozen=True)
class Offered:
    """`refused` counts addresses that lead to other computers; they are never fetched."""

    paths: tuple[Path, ...] = ()
    picture: bytes = b""
    text: str = ""
    refused: int = 0

    def is_nothing(self) -> bool:
        """Whether there is nothing in it that could come in."""
        return not (self.paths or self.picture or self.text)


def offered(data: QMimeData) -> Offered:
    """Files first, then a picture, then words; HTML is only ever its plain text."""
    if data.hasUrls():
        local = [url for url in data.urls() if _is_local(url)]
        refused = len(data.urls()) - len(local)
        if local:
            return Offered(paths=tuple(Path(url.toLocalFile()) for url in local), refused=refused)
        if data.hasImage():
            return Offered(picture=_png(data), refused=refused)
        return Offered(refused=refused)
    if data.hasImage():
        return Offered(picture=_png(data))
    return Offered(text=data.text() if data.hasFormat("text/plain") else "")


def may_come(data: QMimeData) -> bool:
    """Whether a drop of this would bring something, or a sentence that says why not; judged without reading it."""
    return data.hasImage() or data.hasText() or data.hasUrls()


def _is_local(url: QUrl) -> bool:
    path = url.toLocalFile()
    return url.isLocalFile() and not url.host() and bool(path) and not path.startswith(("//", "\\\\"))


def _png(data: QMimeData) -> bytes:
    image = data.imageData()
    if not isinstance(image, QImage) or image.isNull():
        return b""
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG", 80)  # type: ignore[call-overload]  # the stub wants the format as bytes, Qt takes text
    return bytes(kept.data())
