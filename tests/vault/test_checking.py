"""Everything that can be wrong with a chain in its tables is named once, with its record and its rule."""

from collections.abc import Callable, Sequence

import pytest

from journal.domain import records as r
from journal.domain.canonical import dumps, loads
from journal.domain.chain import ChainFault, digest, write_header
from journal.domain.errors import UnknownRecord
from journal.domain.evidence import Derivative, Derived, Original
from journal.domain.folder import JournalFolder
from journal.domain.ids import EvidenceId, JournalId, PrintId
from journal.vault.checking import ChainReport, check_chain, check_pages
from journal.vault.engine import Access, Connection, connect
from journal.vault.errors import JournalDamaged
from tests.samples import evidence, incident
from tests.vault.conftest import KEY, Opened

RECORDS = 7  # session.start, three incidents, evidence, a derivative, a print
PRINTED = 7


@pytest.fixture
def filled(opened: Opened) -> JournalFolder:
    for number in range(3):
        opened.keep(r.IncidentCreated(incident(f"Message {number}")))
    piece, _ = opened.keep(r.EvidenceAdded(evidence()))
    made = Original("1" * 64, 11, "image/png")
    opened.keep(r.EvidenceDerived(Derivative(EvidenceId(piece), Derived.PART, made, "cd" * 16)), piece)
    opened.keep(r.Printed(PrintId("P" * 26), "1", "police", "en", "A4", (), ()))
    opened.vault.fold_log()
    return opened.folder


def change(folder: JournalFolder, *statements: tuple[str, Sequence[object]]) -> None:
    """Do to the tables what their triggers refuse."""
    connection = connect(folder.database, KEY, Access.WRITE)
    connection.execute("PRAGMA foreign_keys=OFF")
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    for statement, values in statements:
        connection.execute(statement, values)
    connection.close()


def read(folder: JournalFolder, table: str, column: str, seq: int) -> bytes:
    connection = connect(folder.database, KEY, Access.READ)
    (found,) = connection.execute(f"SELECT {column} FROM {table} WHERE seq = ?", (seq,)).fetchone()  # noqa: S608  # ours
    connection.close()
    return bytes(found)


def report(
    folder: JournalFolder, progress: Callable[[int, int], bool] = lambda _done, _all: True
) -> ChainReport:
    connection: Connection = connect(folder.database, KEY, Access.READ)
    try:
        return check_chain(connection, progress)
    finally:
        connection.close()


def found(folder: JournalFolder) -> list[tuple[int, str, str]]:
    return [(fault.seq, fault.check, fault.detail) for fault in report(folder).faults]


def test_a_whole_chain_is_told_whole(filled: JournalFolder) -> None:
    told: list[tuple[int, int]] = []

    def on(done: int, of: int) -> bool:
        told.append((done, of))
        return True

    whole = report(filled, on)

    header = read(filled, "kept_record", "header", PRINTED)
    assert (whole.records, whole.shredded, whole.faults) == (RECORDS, 0, ())
    assert (whole.seal.seq, whole.seal.hex) == (RECORDS, digest(header))
    assert [(paper.seq, paper.hex) for paper in whole.papers] == [(PRINTED, digest(header))]
    assert [(one.seq, one.file, one.original.size) for one in whole.originals] == [
        (5, "ab" * 16, 10),
        (6, "cd" * 16, 11),
    ]
    assert told == [(number, RECORDS) for number in range(1, RECORDS + 1)]


def test_it_can_be_stopped(filled: JournalFolder) -> None:
    assert report(filled, lambda done, _of: done < 5).originals[-1].seq == 5


def test_a_changed_body_is_named(filled: JournalFolder) -> None:
    text = read(filled, "kept_body", "text", 3)
    change(filled, ("UPDATE kept_body SET text = ? WHERE seq = 3", (text.replace(b"Message", b"Massage"),)))

    assert found(filled) == [(3, "V6", "the body does not match its header")]


def test_a_body_that_is_gone_is_named(filled: JournalFolder) -> None:
    change(filled, ("DELETE FROM kept_body WHERE seq = 3", ()))

    assert found(filled) == [(3, "V6", "the body is missing and no record says that it was removed")]


def test_a_record_that_is_gone_leaves_a_hole_a_broken_link_and_a_stray_body(filled: JournalFolder) -> None:
    change(filled, ("DELETE FROM kept_record WHERE seq = 3", ()))

    assert found(filled) == [
        (3, "V3", "number 4"),
        (3, "V4", "the link to the record before does not match"),
        (3, "V6", "a body without a record"),
    ]


def test_a_header_that_is_none_is_named_and_the_others_are_checked(filled: JournalFolder) -> None:
    change(filled, ("UPDATE kept_record SET header = ? WHERE seq = 3", (b"{}\n",)))

    assert [(seq, check) for seq, check, _ in found(filled)] == [(3, "V2"), (4, "V4")]
    assert len(report(filled).originals) == 2


def test_a_body_that_no_program_of_this_version_wrote_is_named(filled: JournalFolder) -> None:
    text = dumps({**loads(read(filled, "kept_body", "text", RECORDS)), "type": "incident.future"})
    prev = str(loads(read(filled, "kept_record", "header", RECORDS))["prev"])
    change(
        filled,
        ("UPDATE kept_body SET text = ? WHERE seq = ?", (text, RECORDS)),
        ("UPDATE kept_record SET header = ? WHERE seq = ?", (write_header(text, prev, RECORDS), RECORDS)),
    )

    assert found(filled) == [(RECORDS, "V9", str(UnknownRecord("incident.future", 1)))]


def test_a_removal_that_its_record_does_not_say_is_named(filled: JournalFolder) -> None:
    change(
        filled,
        ("DELETE FROM kept_body WHERE seq = 3", ()),
        ("INSERT INTO kept_shredded (seq, by_seq) VALUES (3, 7)", ()),
    )

    assert found(filled) == [(3, "V16", "record 7 does not say that it was removed")]
    assert report(filled).shredded == 1


def test_a_removal_by_a_record_that_cannot_be_read_is_named(filled: JournalFolder) -> None:
    change(
        filled,
        ("DELETE FROM kept_body WHERE seq = 3", ()),
        ("INSERT INTO kept_shredded (seq, by_seq) VALUES (3, 4)", ()),
        ("UPDATE kept_body SET text = ? WHERE seq = 4", (b"{}\n",)),
    )

    assert [(seq, check) for seq, check, _ in found(filled)] == [(4, "V6"), (3, "V16")]


def test_a_body_that_is_there_although_it_was_removed_is_named(filled: JournalFolder) -> None:
    change(filled, ("INSERT INTO kept_shredded (seq, by_seq) VALUES (3, 7)", ()))

    assert found(filled) == [
        (3, "V16", "record 7 does not say that it was removed"),
        (3, "V16", "the body is there although it was removed"),
    ]


def test_what_a_salvage_names_as_lost_is_told_as_that_and_nothing_else_is(
    filled: JournalFolder, opened: Opened
) -> None:
    gaps, bodies = (r.Gap(2, 3),), (4,)
    opened.keep(r.JournalSalvaged(JournalId("J" * 26), "I" * 26, 7, "0" * 64, gaps, bodies, (), ()))
    opened.vault.fold_log()
    change(
        filled,
        ("DELETE FROM kept_record WHERE seq IN (2, 3)", ()),
        ("DELETE FROM kept_body WHERE seq IN (2, 3, 4, 6)", ()),
    )

    assert found(filled) == [
        (2, "lost", "records 2 to 3 were lost to damage, as record 8 says"),
        (4, "lost", "the words were lost to damage, as record 8 says"),
        (6, "V6", "the body is missing and no record says that it was removed"),
    ]


def test_a_fault_of_another_kind_in_a_place_that_was_lost_stays_a_fault(
    filled: JournalFolder, opened: Opened
) -> None:
    opened.keep(r.JournalSalvaged(JournalId("J" * 26), "I" * 26, 7, "0" * 64, (r.Gap(3, 3),), (3,), (), ()))
    opened.vault.fold_log()
    change(filled, ("UPDATE kept_record SET header = ? WHERE seq = 3", (b"{}\n",)))

    assert ChainFault(3, "V2", report(filled).faults[0].detail) in report(filled).faults
    assert [(seq, check) for seq, check, _ in found(filled)] == [(3, "V2"), (4, "V4")]


def test_a_page_that_is_not_what_was_written_is_named(filled: JournalFolder) -> None:
    opened = connect(filled.database, KEY, Access.READ)
    check_pages(opened)
    opened.close()
    whole = filled.database.read_bytes()
    filled.database.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))

    opened = connect(filled.database, KEY, Access.READ)
    with pytest.raises(JournalDamaged) as raised:
        check_pages(opened)
    opened.close()

    assert "HMAC" in raised.value.place
