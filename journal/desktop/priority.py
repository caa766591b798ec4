"""Letting everything else go first: what a thread does from then on waits for what the person does."""

import contextlib
import os
import sys
import threading

_NICE = 15
_BACKGROUND = 0x00010000
_QOS_BACKGROUND = 0x09

if sys.platform == "linux":

    def step_back() -> None:
        """Give the calling thread a low priority for the rest of its life; where that cannot be, nothing happens."""
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)

elif sys.platform == "win32":
    import ctypes

    def step_back() -> None:
        """Give the calling thread a low priority for the rest of its life; where that cannot be, nothing happens."""
        kernel = ctypes.windll.kernel32
        kernel.SetThreadPriority(kernel.GetCurrentThread(), _BACKGROUND)

else:
    import ctypes

    def step_back() -> None:
        """Give the calling thread a low priority for the rest of its life; where that cannot be, nothing happens."""
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).pthread_set_qos_class_self_np(_QOS_BACKGROUND, 0)
