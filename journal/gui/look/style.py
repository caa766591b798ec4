"""The one style sheet, for the controls Qt draws; it is made from tokens and text size and nothing else."""

from journal.gui.look.tokens import Token, Tokens, mixed

_SHEET = """
* {{ outline: 0; }}
QToolTip {{ background: {surface}; color: {text}; border: 1px solid {line}; padding: 4px 8px; }}
QMainWindow, QDialog {{ background: {window}; }}
QLineEdit, QPlainTextEdit, QDateEdit, QTimeEdit, QSpinBox, QComboBox {{
    background: {surface}; color: {text}; border: 1px solid {line}; border-radius: 7px; padding: 4px 8px;
    selection-background-color: {accent}; selection-color: {on_accent}; placeholder-text-color: {secondary};
}}
QPlainTextEdit {{ padding: 8px 10px; }}
QPlainTextEdit[bare="true"] {{ background: transparent; border: 1px solid transparent; padding: 0; }}
QPlainTextEdit[bare="true"]:hover {{ border: 1px solid {line}; }}
QLineEdit:hover, QPlainTextEdit:hover, QDateEdit:hover, QTimeEdit:hover, QSpinBox:hover, QComboBox:hover {{
    border-color: {field_border};
}}
QLineEdit:focus, QPlainTextEdit:focus, QDateEdit:focus, QTimeEdit:focus, QSpinBox:focus, QComboBox:focus,
QPlainTextEdit[bare="true"]:focus {{ border: 2px solid {accent}; padding: 3px 7px; }}
QPlainTextEdit:focus {{ padding: 7px 9px; }}
QPlainTextEdit[bare="true"]:focus {{ padding: 0; border: 1px solid {accent}; }}
QLineEdit[inside="true"], QLineEdit[inside="true"]:focus {{ border: 0; background: transparent; padding: 0; }}
QLineEdit:read-only {{ background: {window}; }}
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled {{ color: {secondary}; background: {window}; }}
QComboBox::drop-down {{ border: 0; width: 24px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: none; }}
QComboBox {{ padding-right: 4px; combobox-popup: 0; }}
QComboBox:focus {{ padding-right: 3px; }}
QComboBox QAbstractItemView {{
    background: {surface}; color: {text}; border: 1px solid {field_border}; padding: 4px;
    selection-background-color: {selection}; selection-color: {text};
}}
QComboBox QAbstractItemView::item {{ min-height: {target}px; padding: 5px 4px; }}
QComboBox QAbstractItemView::item:selected {{ background: {selection}; color: {text}; }}
QDateEdit::drop-down {{ border: 0; width: 24px; subcontrol-origin: padding; subcontrol-position: center right; }}
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:hover, QAbstractSpinBox QLineEdit:focus {{
    border: 0; padding: 0; background: transparent;
}}
QTimeEdit::up-button, QTimeEdit::down-button, QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: 0; }}
QDialog {{ dialogbuttonbox-buttons-have-icons: 0; }}
QDialog QPushButton {{
    background: {surface}; color: {text}; border: 1px solid {line}; border-radius: 7px; padding: 6px 14px;
    min-height: {target}px;
}}
QDialog QPushButton:hover {{ border-color: {field_border}; }}
QDialog QPushButton:focus {{ border: 2px solid {accent}; padding: 5px 13px; }}
QDialog QPushButton:disabled {{ color: {secondary}; }}
QMenu {{ background: {surface}; color: {text}; border: 1px solid {line}; border-radius: 7px; padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 5px; min-height: {target}px; }}
QMenu::item:selected {{ background: {selection}; color: {text}; }}
QMenu::item:disabled {{ color: {secondary}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: 0; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {handle}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {field_border}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: {line}; }}
QSplitter::handle:hover {{ background: {field_border}; }}
QAbstractItemView {{ background: {surface}; color: {text}; border: 0; }}
QAbstractItemView[ring="true"], QScrollArea[ring="true"] {{ border: 2px solid transparent; border-radius: 7px; }}
QAbstractItemView[ring="true"]:focus, QScrollArea[ring="true"]:focus {{ border-color: {accent}; }}
QTableView {{ gridline-color: {line}; selection-background-color: {selection}; selection-color: {text}; }}
QHeaderView::section {{ background: {window}; color: {secondary}; border: 0; border-bottom: 1px solid {line};
    padding: 4px 8px; }}
QCalendarWidget QWidget {{ alternate-background-color: {window}; }}
QCalendarWidget QToolButton {{ color: {text}; background: transparent; border: 0; padding: 4px 8px; }}
QCalendarWidget QAbstractItemView {{ selection-background-color: {accent}; selection-color: {on_accent}; }}
QProgressBar {{ background: {line}; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
"""


def style_sheet(tokens: Tokens, target: int) -> str:
    """The style sheet in these colours; `target` is the least height of a menu's line in pixels."""
    named = {token.value.replace(" ", "_"): tokens[token] for token in Token}
    handle = mixed(tokens[Token.FIELD_BORDER], tokens[Token.SURFACE], 0.4)
    return _SHEET.format(**named, handle=handle, target=target - 8)
