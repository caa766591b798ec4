"""Tokens in the program's palette: what paints reads them there, so that all follow when the theme changes."""

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from journal.gui.look.tokens import Token, Tokens

_ROLE = {
    Token.WINDOW: QPalette.ColorRole.Window,
    Token.SURFACE: QPalette.ColorRole.Base,
    Token.SIDEBAR: QPalette.ColorRole.AlternateBase,
    Token.TEXT: QPalette.ColorRole.WindowText,
    Token.SECONDARY: QPalette.ColorRole.PlaceholderText,
    Token.LINE: QPalette.ColorRole.Mid,
    Token.FIELD_BORDER: QPalette.ColorRole.Dark,
    Token.ACCENT: QPalette.ColorRole.Accent,
    Token.ACCENT_SOFT: QPalette.ColorRole.Light,
    Token.ON_ACCENT: QPalette.ColorRole.HighlightedText,
    Token.AMBER: QPalette.ColorRole.LinkVisited,
    Token.AMBER_SOFT: QPalette.ColorRole.Shadow,
    Token.SELECTION: QPalette.ColorRole.Midlight,
    Token.IRREVERSIBLE: QPalette.ColorRole.BrightText,
}
"""One palette role for each token; the roles are only places, their Qt names say nothing about their use here."""

_SAME = {
    QPalette.ColorRole.Text: Token.TEXT,
    QPalette.ColorRole.ButtonText: Token.TEXT,
    QPalette.ColorRole.Button: Token.SURFACE,
    QPalette.ColorRole.Highlight: Token.ACCENT,
    QPalette.ColorRole.Link: Token.ACCENT,
    QPalette.ColorRole.ToolTipBase: Token.SURFACE,
    QPalette.ColorRole.ToolTipText: Token.TEXT,
}


def palette(tokens: Tokens) -> QPalette:
    """The palette that holds all tokens."""
    made = QPalette()
    for token, role in _ROLE.items():
        made.setColor(role, QColor(tokens[token]))
    for role, token in _SAME.items():
        made.setColor(role, QColor(tokens[token]))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens[Token.SECONDARY]))
    return made


def colour(token: Token) -> QColor:
    """The colour of that token as the program wears it now.

    It is read from the program's palette, not a widget's: a style sheet rule changes the palettes of what it matches.
    """
    return QColor(QApplication.palette().color(QPalette.ColorGroup.Active, _ROLE[token]))
