"""Tooltips that show exactly what they are given."""

import html

from PySide6.QtWidgets import QWidget

from journal.gui.text.marks import visible


def tip(widget: QWidget, text: str) -> None:
    """Give the widget a tooltip; every character of the text is shown, none is obeyed."""
    widget.setToolTip(f'<p style="white-space:pre-wrap">{html.escape(visible(text))}</p>' if text else "")
