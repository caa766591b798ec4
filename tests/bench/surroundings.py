"""The Python of other programs that are measured beside ours, in an environment of their own."""

import sys
from pathlib import Path

from tests.bench.case import NotMeasured

_PACKAGING = Path(__file__).parents[2] / "packaging"


def python_with(parts: str) -> Path:
    """The interpreter that has the parts of that lock file; they are downloaded the first time.

    Raises:
        NotMeasured: they could not be installed here.
    """
    if str(_PACKAGING) not in sys.path:
        sys.path.append(str(_PACKAGING))
    from private_environment import environment_for, set_up
    from refusal import Refusal

    environment = environment_for(_PACKAGING / "lock" / f"{parts}.txt")
    try:
        set_up(environment)
    except Refusal as reason:
        raise NotMeasured(str(reason)) from reason
    return environment.python
