"""What changed incidents read before stands on paper whole, if that is wished."""

from dataclasses import replace

from journal.domain.incident import Basis
from journal.domain.moments import at_instant, exact
from journal.domain.records import Recorded
from journal.report.model import LogRow, LogVersion, Named
from tests.report.logs import FIRST_MS, HOUR_MS, PARIS, a_log, a_row, an_incident, made
from tests.report.reading_back import as_text, without_space


def _versioned() -> LogRow:
    """Recorded, changed an hour later, taken out and put back."""
    before = an_incident(headline="Six calls", description="He called six times.")
    after = replace(before, headline="Seven calls", occurred=exact(at_instant(FIRST_MS + HOUR_MS, PARIS)))
    now = a_row(7, incident=after, edits=1, named=(Named("D. Marsh", Basis.SEEN),))
    then = replace(now, incident=before, named=(Named("Unknown 1", Basis.BELIEF),))
    recorded = [Recorded(FIRST_MS + hours * HOUR_MS, 60, 0, now.first.session) for hours in range(2, 6)]
    return replace(
        now,
        versions=(
            LogVersion(recorded[0], then),
            LogVersion(recorded[1], now),
            LogVersion(recorded[2], None),
            LogVersion(recorded[3], now, is_restored=True),
        ),
    )


def _history(*rows: LogRow) -> str:
    text = as_text(made(a_log(*rows))[0], "-layout")
    return text[text.rindex("Earlier versions") :]


def test_each_change_says_what_it_was_before_and_after_and_when() -> None:
    told = without_space(_history(_versioned()))

    assert "HeadlineSixcallsSevencalls" in told
    assert "Unknown1" in told
    assert "D.Marsh" in told
    assert told.index("Changed") < told.index("Takenout") < told.index("Putback")
    assert "Hecalledsixtimes" not in told


def test_a_long_text_that_was_replaced_is_printed_whole() -> None:
    lines = [f"line {number} of what he wrote" for number in range(300)]
    row = _versioned()
    first = row.versions[0].row
    assert first is not None
    first = replace(first, incident=replace(first.incident, exact_words="\n".join(lines)))
    row = replace(row, versions=(replace(row.versions[0], row=first), *row.versions[1:]))

    told = without_space(_history(row))

    assert all(without_space(line) in told for line in lines)


def test_without_a_wish_there_is_no_such_section() -> None:
    assert "Earlier versions" not in as_text(made(a_log(a_row(1), a_row(2, edits=3)))[0])
