"""L-07 for good: what needs the passphrase again is reached from nowhere but where it is asked for."""

import ast
from pathlib import Path

import pytest

import journal.gui

GUI = Path(journal.gui.__file__).parent

REACHED_FROM = {
    # what shows or changes what opens the journal
    "recovery_words": {"opening/words_sheet.py", "first_run/offer_words.py"},
    "change_passphrase": {"opening/change_sheet.py"},
    "prepare_root": {"opening/exposed_sheet.py"},
    "replace_root": {"opening/exposed_sheet.py"},
    "keep_key_here": {"opening/kept_key_line.py"},
    "WordsSheet": {"opening/asking_first.py"},
    "ExposedSheet": {"opening/asking_first.py"},
    # everything at once, in the clear
    "hand_over": {"printing/sheet.py"},
}


@pytest.mark.parametrize("name", REACHED_FROM)
def test_L07_it_is_reached_only_from_where_the_passphrase_is_asked_for(name: str) -> None:
    callers = {
        path.relative_to(GUI).as_posix()
        for path in GUI.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call | ast.Attribute) and _name(call) == name
    }

    assert callers == REACHED_FROM[name]


def _name(node: ast.Call | ast.Attribute) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""
