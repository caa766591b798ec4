"""Whether two folders lie on the same physical disk, as far as the system says."""

import os
from pathlib import Path

_DEVICES = Path("/sys/dev/block")


def on_same_disk(one: Path, other: Path, devices: Path = _DEVICES) -> bool:
    """Say whether losing the disk of one folder would lose the other; in doubt yes.

    Raises:
        OSError: one of the folders is not there.
    """
    first, second = one.stat().st_dev, other.stat().st_dev
    if first == second:
        return True
    disks = _disk(first, devices), _disk(second, devices)
    return disks[0] is not None and disks[0] == disks[1]


def _disk(device: int, devices: Path) -> Path | None:
    """The whole disk of a partition; None where the system has no such list, or the device is no disk."""
    if not hasattr(os, "major"):
        return None
    entry = devices / f"{os.major(device)}:{os.minor(device)}"
    if not entry.exists():
        return None
    resolved = entry.resolve()
    return resolved.parent if (resolved / "partition").exists() else resolved
