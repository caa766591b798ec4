"""What a decoder child may not do, as far as the operating system lets it give that up by itself."""

import signal
import sys
import time

from journal.pictures import limits

if sys.platform != "win32":
    import resource

    def confine(open_files: int) -> None:
        """Give up memory beyond the limits, core files, writing, starting programs, and every further file.

        With no file descriptor left to be had beyond the first `open_files`, nothing on disk can be opened and no
        socket made: whatever is needed has to be imported before.
        """
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        give_up = (
            (resource.RLIMIT_AS, limits.CHILD_ADDRESS_SPACE),
            (resource.RLIMIT_DATA, limits.CHILD_DATA_BYTES),
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_NPROC, 0),
            (resource.RLIMIT_NOFILE, open_files),
        )
        for kind, most in give_up:
            _limit(kind, most)

    def grant_cpu_time(seconds: int) -> None:
        """Let the coming request have so much processor time, counted from now; beyond it the child is ended."""
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        soft = int(time.process_time()) + 1 + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))

    def _limit(kind: int, most: int) -> None:
        _, hard = resource.getrlimit(kind)
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        try:
            resource.setrlimit(kind, (most, most))
        except (OSError, ValueError):
            # macOS refuses some of these; the parent's time limit holds there too.
            return

else:

    def confine(open_files: int) -> None:
        """Windows: a process cannot limit itself this way; the parent's time limit remains."""

    def grant_cpu_time(seconds: int) -> None:
        """Windows: the parent's time limit remains."""
