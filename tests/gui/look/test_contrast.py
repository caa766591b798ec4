"""Every pair of colours that is used together can be told apart by tired eyes."""

import pytest
from PySide6.QtCore import QDir

from journal.gui.look.icons import pixmap
from journal.gui.look.tokens import DARK, LIGHT, Token, Tokens, contrast

GROUNDS = (Token.WINDOW, Token.SURFACE, Token.SIDEBAR, Token.SELECTION, Token.ACCENT_SOFT)
TEXTS = (Token.TEXT, Token.SECONDARY)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_U06_text_stands_out_from_every_ground(tokens: Tokens, ground: Token, text: Token) -> None:
    assert contrast(tokens[text], tokens[ground]) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        (Token.ON_ACCENT, Token.ACCENT),
        (Token.ACCENT, Token.ACCENT_SOFT),
        (Token.AMBER, Token.SURFACE),
        (Token.TEXT, Token.AMBER_SOFT),
        (Token.SURFACE, Token.IRREVERSIBLE),
    ],
)
def test_U06_coloured_text_stands_out_too(tokens: Tokens, text: Token, ground: Token) -> None:
    assert contrast(tokens[text], tokens[ground]) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("line", "ground"),
    [
        (Token.FIELD_BORDER, Token.SURFACE),
        (Token.FIELD_BORDER, Token.WINDOW),
        (Token.ACCENT, Token.SURFACE),
        (Token.ACCENT, Token.WINDOW),
        (Token.AMBER, Token.AMBER_SOFT),
    ],
)
def test_U06_rings_marks_and_borders_can_be_seen(tokens: Tokens, line: Token, ground: Token) -> None:
    assert contrast(tokens[line], tokens[ground]) >= 3


def test_black_on_white_is_counted_as_everywhere() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


def test_every_drawing_takes_the_colour_it_is_given(wear: object) -> None:
    folder = QDir("icons:")
    names = [name.removesuffix(".svg") for name in folder.entryList(["*.svg"]) if name != "journal.svg"]
    assert len(names) > 30

    for name in names:
        image = pixmap(name, "#ff0000", 32, 1.0).toImage()
        inked = [
            image.pixelColor(x, y)
            for x in range(32)
            for y in range(32)
            if image.pixelColor(x, y).alpha() > 200
        ]
        assert inked, name
        assert all(ink.red() > 200 and ink.green() < 60 for ink in inked), name
