"""The type on paper: few sizes, one step of weight, two greys."""

from journal.report.typesetting import Style

INK, SOFT, HAIR, WASH = 0.0, 0.32, 0.72, 0.92
"""Greys for what is read, for what stands beside it, for lines between, and behind milestones."""

TITLE = Style(22, 29, bold=True)
HEADING = Style(14, 19, bold=True)
SUBHEADING = Style(11.5, 16, bold=True)
FIGURE = Style(21, 27, bold=True)
BODY = Style(10.5, 14.4)
BODY_BOLD = Style(10.5, 14.4, bold=True)
BODY_SOFT = Style(10.5, 14.4, gray=SOFT)
FACT = Style(9.2, 12.6)
FACT_BOLD = Style(9.2, 12.6, bold=True)
LABEL = Style(9.2, 12.6, gray=SOFT)
COLUMN_HEAD = Style(9.2, 12.6, bold=True)
FOOTER = Style(8.5, 11.5, gray=SOFT)
CHART = Style(7.2, 9)
SEAL = Style(10.5, 14.4)
EXHIBIT_TEXT = Style(10.5, 14.4)
