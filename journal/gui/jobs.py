"""What was asked of the services comes back here: on the window's thread, to whoever still wants it, never silently."""

import threading
import weakref
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from journal.domain.errors import Cancelled

T = TypeVar("T")


class Jobs(QObject):
    """Watches futures; what fails and is nobody's own to tell is told by `failed`."""

    failed = Signal(object)
    _landed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._landed.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def watch(
        self,
        future: "Future[T]",
        owner: QObject,
        done: Callable[[T], object],
        failed: Callable[[BaseException], object] | None = None,
    ) -> None:
        """Call `done` with the result, or `failed` with the error, unless the owner is gone by then."""
        ticket = _Ticket(future, owner, done, failed)
        ticket.landed = self._landed
        future.add_done_callback(ticket.land)

    @Slot(object)
    def _deliver(self, ticket: "_Ticket") -> None:
        error = ticket.deliver()
        if error is not None:
            self.failed.emit(error)


class Progress(QObject):
    """How far a long job is: called by the job on its own thread, told here on the window's; may ask it to stop."""

    moved = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._stop = threading.Event()

    def __call__(self, done: int, of: int) -> bool:
        """Tell how much is done; False asks the job to stop."""
        self.moved.emit(done, of)
        return not self._stop.is_set()

    @Slot()
    def stop(self) -> None:
        """Ask the job to stop."""
        self._stop.set()


class _Ticket:
    """One future on its way to its owner."""

    landed: Any = None

    def __init__(
        self,
        future: "Future[Any]",
        owner: QObject,
        done: Callable[[Any], object],
        failed: Callable[[BaseException], object] | None,
    ) -> None:
        self._future = future
        self._owner: Callable[[], QObject | None] = weakref.ref(owner)
        self._done = done
        self._failed = failed
        try:
            owner.destroyed.connect(self._forget)
        except RuntimeError:
            # A question was answered after what it was asked for had been closed: it is done, and nobody is told.
            self._forget()

    def land(self, _future: "Future[Any]") -> None:
        """Runs on the thread that finished the job."""
        self.landed.emit(self)

    def deliver(self) -> BaseException | None:
        """Hand over what came; returns an error nobody took."""
        owner = self._owner()
        if owner is None:
            return None
        owner.destroyed.disconnect(self._forget)
        try:
            result = self._future.result(timeout=0)
        except (CancelledError, Cancelled) as stopped:
            if self._failed is not None:
                self._failed(stopped)
            return None
        except Exception as error:  # noqa: BLE001  # whatever a job raises is told, not only what was foreseen
            if self._failed is None:
                return error
            self._failed(error)
            return None
        self._done(result)
        return None

    def _forget(self) -> None:
        self._owner = _nobody


def _nobody() -> None:
    """Whoever asked is gone."""
