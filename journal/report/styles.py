"""The type on paper: few sizes, one step of weight, two greys."""

from journal.report.typesetting import Style

INK, SOFT, HAIR, WASH, PAPER = 0.0, 0.32, 0.72, 0.92, 1.0
"""Greys for what is read, for what stands beside it, for lines between, behind milestones, and for none."""

TITLE = Style(22, 29, bold=True)
HEADING = Style(14, 19, bold=True)
SUBHEADING = Style(11.5, 16, bold=True)
FIGURE = Style(21, 27, bold=True)
SMALL_FIGURE = Style(15, 19, bold=True)
BODY = Style(10.5, 14.4, free=True)
BODY_BOLD = Style(10.5, 14.4, bold=True, free=True)
SAID = Style(10.5, 14.4)
SAID_BOLD = Style(10.5, 14.4, bold=True)
BODY_SOFT = Style(10.5, 14.4, gray=SOFT)
FACT = Style(9, 12.3)
FACT_FREE = Style(9, 12.3, free=True)
FACT_BOLD = Style(9, 12.3, bold=True)
LABEL = Style(9, 12.3, gray=SOFT)
SMALL = Style(8.6, 11.6, gray=SOFT)
COLUMN_HEAD = Style(9, 12.3, bold=True)
FOOTER = Style(8.5, 11.5, gray=SOFT)
CHART = Style(8.5, 10.4)
SEAL = Style(9.8, 13.4)
