"""Who is at the other end of a local socket."""

import os
import socket
import struct
import sys


def own_uid() -> int:
    """Return the user id of this process; 0 on Windows, where a pipe's own access list keeps others out."""
    return _own_uid()


def peer_uid(end: socket.socket) -> int:
    """Return the user id of the process that connected.

    Raises:
        OSError: the system does not say.
    """
    return _peer_uid(end)


if sys.platform == "win32":

    def _own_uid() -> int:
        return 0

    def _peer_uid(_end: socket.socket) -> int:
        return 0

else:

    def _own_uid() -> int:
        return os.getuid()


if sys.platform == "linux":
    _CREDENTIALS = struct.Struct("3i")

    def _peer_uid(end: socket.socket) -> int:
        raw = end.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
        _, user, _ = _CREDENTIALS.unpack(raw)
        return int(user)

elif sys.platform == "darwin":
    import ctypes

    def _peer_uid(end: socket.socket) -> int:
        user, group = ctypes.c_uint32(), ctypes.c_uint32()
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.getpeereid(end.fileno(), ctypes.byref(user), ctypes.byref(group)) != 0:
            raise OSError(ctypes.get_errno(), "getpeereid")
        return user.value
