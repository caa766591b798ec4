"""Finding out how hard the passphrase can be stretched on this computer, so that one try takes about a second."""

import math
from collections.abc import Callable
from typing import TypeAlias

from journal.sealing.secret import Passphrase
from journal.sealing.slots import (
    LEAST_COST,
    MOST_MEMORY_KIB,
    MOST_PASSES,
    Argon2Cost,
    PassphraseParameters,
    derive_wrap_key,
)

SHORTEST = 0.5
LONGEST = 1.5
_AIM = 0.9
_SHARE_OF_MEMORY = 4

SecondsFor: TypeAlias = Callable[[Argon2Cost], float]


def measured(timer: Callable[[], float]) -> SecondsFor:
    """Return a function that really stretches a fixed text once and says how many seconds that took."""

    def seconds_for(cost: Argon2Cost) -> float:
        started = timer()
        derive_wrap_key(Passphrase("calibration"), PassphraseParameters(cost, bytes(16)))
        return timer() - started

    return seconds_for


def calibrate(seconds_for: SecondsFor, memory_available: int) -> Argon2Cost:
    """Return the cost at which one try takes 0.5 to 1.5 s here, with as much memory as a quarter of what is free.

    Memory is raised before passes, because memory is what an attacker's hardware lacks. On a computer so slow that even
    the least cost takes longer, the least cost it is: that bound protects the person, not the patience.
    `memory_available` is in bytes.
    """
    most_memory = min(MOST_MEMORY_KIB, memory_available // 1024 // _SHARE_OF_MEMORY)
    cost = LEAST_COST
    seconds = seconds_for(cost)
    while seconds < SHORTEST and 2 * cost.memory_kib <= most_memory:
        more = Argon2Cost(2 * cost.memory_kib, cost.passes, cost.lanes)
        seconds_more = seconds_for(more)
        if seconds_more > LONGEST:
            break
        cost, seconds = more, seconds_more
    if seconds >= SHORTEST:
        return cost
    passes = math.ceil(cost.passes * _AIM / max(seconds, 0.001))
    return Argon2Cost(cost.memory_kib, min(passes, MOST_PASSES), cost.lanes)
