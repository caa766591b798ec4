"""What keeper and window say to each other about keys, as the rest of one line."""

import json
from dataclasses import asdict
from typing import Any

from journal.domain.hotkeys import HeardKey, Hearing, KeyState, KeyUse

ON, OFF = "on", "off"


def write_hearing(hearing: Hearing) -> str:
    """Put what the keeper hears into one line of ASCII."""
    return json.dumps(asdict(hearing), separators=(",", ":"))


def read_hearing(text: str) -> Hearing:
    """Read what `write_hearing` wrote.

    Raises:
        ValueError, KeyError, TypeError: it is not that.
    """
    said: dict[str, Any] = json.loads(text)
    if not isinstance(said, dict):
        raise ValueError(text)
    refused = said.pop("refused")
    keys = tuple(_key(key) for key in said.pop("keys"))
    return Hearing(keys=keys, refused=_key(refused) if refused else None, **said)


def _key(said: dict[str, str]) -> HeardKey:
    return HeardKey(KeyUse(said["use"]), said["name"], KeyState(said["state"]))
