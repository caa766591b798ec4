"""Threads of the services: one writes, one reads for the panes, and a few do slow work that needs neither."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from journal.vault.engine import telling_apart

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


class Lane:
    """Runs one thing after the other in a thread of its own, in the order they were asked."""

    def __init__(self, name: str, workers: int = 1) -> None:
        self._pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix=name)
        self._closed = False

    def run(
        self, verb: Callable[Asked, Answer], *args: Asked.args, **named: Asked.kwargs
    ) -> "Future[Answer]":
        """Ask for something; its result or its error comes through the future.

        Raises, through the future:
            CancelledError: the lane is closed, so that nobody can do it any more.
            DatabaseFull, DatabaseUnwritable, JournalDamaged: whatever it was, the database was in the way.
        """

        def do() -> Answer:
            with telling_apart():
                return verb(*args, **named)

        try:
            return self._pool.submit(do)
        except RuntimeError:
            if not self._closed:
                raise
            # Whoever asks may not know yet that the journal was closed meanwhile, in another thread.
            forgotten: Future[Answer] = Future()
            forgotten.cancel()
            return forgotten

    def is_closed(self) -> bool:
        """Whether nothing will be done here any more, so that whoever is still at work may stop."""
        return self._closed

    def close(self) -> None:
        """Wait for what is running, forget what was only asked for."""
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)


def aside(
    name: str, verb: Callable[Asked, Answer], *args: Asked.args, **named: Asked.kwargs
) -> "Future[Answer]":
    """Do something that may never end, in a thread that nothing waits for, not even the end of the process."""
    answer: Future[Answer] = Future()

    def do() -> None:
        try:
            found = verb(*args, **named)
        except BaseException as error:  # noqa: BLE001 (whoever asked gets it, as from any lane)
            answer.set_exception(error)
        else:
            answer.set_result(found)

    threading.Thread(target=do, name=name, daemon=True).start()
    return answer
