#!/bin/sh
# Double-clicked on macOS: Terminal opens and says what happens on the first start.
cd "$(dirname "$0")" && exec python3 run.py
