"""Double-clicked on Windows: Journal without a console window."""

import os
import runpy
import sys

from seen import VARIABLE

os.environ[VARIABLE] = "1"
sys.argv[0] = os.path.join(os.path.dirname(os.path.abspath(__file__)), "run.py")
runpy.run_path(sys.argv[0], run_name="__main__")
