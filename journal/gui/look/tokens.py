"""The colours by what they are for, in light and dark; nothing else in the window names a colour."""

from dataclasses import dataclass
from enum import StrEnum


class Token(StrEnum):
    """What a colour is for."""

    WINDOW = "window"
    SURFACE = "surface"
    SIDEBAR = "sidebar"
    TEXT = "text"
    SECONDARY = "secondary"
    LINE = "line"
    FIELD_BORDER = "field border"
    ACCENT = "accent"
    ACCENT_SOFT = "accent soft"
    ON_ACCENT = "on accent"
    AMBER = "amber"
    AMBER_SOFT = "amber soft"
    SELECTION = "selection"
    IRREVERSIBLE = "irreversible"


@dataclass(frozen=True)
class Tokens:
    """One whole set of colours as #RRGGBB."""

    dark: bool
    colours: dict[Token, str]

    def __getitem__(self, token: Token) -> str:
        return self.colours[token]


LIGHT = Tokens(
    False,
    {
        Token.WINDOW: "#F6F5F2",
        Token.SURFACE: "#FFFFFF",
        Token.SIDEBAR: "#EEECE6",
        Token.TEXT: "#22262B",
        Token.SECONDARY: "#5C6268",
        Token.LINE: "#E1DED6",
        Token.FIELD_BORDER: "#868B90",
        Token.ACCENT: "#2C6E73",
        Token.ACCENT_SOFT: "#E0EDED",
        Token.ON_ACCENT: "#FFFFFF",
        Token.AMBER: "#8A5A00",
        Token.AMBER_SOFT: "#FAF0DA",
        Token.SELECTION: "#E3EEEE",
        Token.IRREVERSIBLE: "#A33A2C",
    },
)

DARK = Tokens(
    True,
    {
        Token.WINDOW: "#1B1D20",
        Token.SURFACE: "#23262A",
        Token.SIDEBAR: "#1F2225",
        Token.TEXT: "#E9E7E3",
        Token.SECONDARY: "#A3A8AE",
        Token.LINE: "#33373C",
        Token.FIELD_BORDER: "#74797F",
        Token.ACCENT: "#78BDBE",
        Token.ACCENT_SOFT: "#1F3639",
        Token.ON_ACCENT: "#10201F",
        Token.AMBER: "#E0AE55",
        Token.AMBER_SOFT: "#352B18",
        Token.SELECTION: "#213A3C",
        Token.IRREVERSIBLE: "#F0968A",
    },
)


def contrast(one: str, other: str) -> float:
    """The contrast of two #RRGGBB colours as WCAG 2 counts it, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """`share` (0 to 1) of the first colour over the second."""
    return "#" + "".join(
        f"{round(share * a + (1 - share) * b):02X}"
        for a, b in zip(_channels(one), _channels(other), strict=True)
    )


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _luminance(colour: str) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
