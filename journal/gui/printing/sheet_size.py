"""Which sheet lies in the printers of a country."""

from PySide6.QtCore import QLocale

from journal.domain.printing import PaperSize

_Country = QLocale.Country

LETTER = frozenset(
    (
        *(_Country.UnitedStates, _Country.Canada, _Country.Mexico, _Country.Philippines, _Country.PuertoRico),
        *(_Country.Belize, _Country.Chile, _Country.Colombia, _Country.CostaRica, _Country.ElSalvador),
        *(_Country.Guatemala, _Country.Nicaragua, _Country.Panama, _Country.Venezuela),
    )
)
"""Where Letter is usual, as Unicode's locale data tell; everywhere else it is A4."""


def usual_size(locale: QLocale | None = None) -> PaperSize:
    """The usual sheet where that locale is spoken, or where this computer says it is."""
    country = (locale or QLocale.system()).territory()
    return PaperSize.LETTER if country in LETTER else PaperSize.A4
