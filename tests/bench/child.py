"""One step in a process of its own: `python -m tests.bench.child MODULE:FUNCTION FOLDER GIVEN`; JSON comes out."""

import importlib
import json
import sys
from pathlib import Path

from journal.desktop.memory import share_one_heap
from tests.bench.case import NotMeasured


def main() -> None:
    """Do the step and write its figures, or why there are none, as the last line."""
    share_one_heap()  # as the program does
    name, work, given = sys.argv[1:]
    module, _, function = name.partition(":")
    try:
        told = {
            "figures": getattr(importlib.import_module(module), function)(Path(work), **json.loads(given))
        }
    except NotMeasured as reason:
        told = {"not measured": str(reason)}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
