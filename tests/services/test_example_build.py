"""The example as a real journal: what a newcomer sees in it, and that it is the same journal every time."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from journal.domain.clock import Clock
from journal.domain.errors import Cancelled
from journal.domain.folder import JournalFolder
from journal.domain.incident import Incident
from journal.domain.printing import Layout, PrintWish, Reader
from journal.domain.reading import Seal, Wanted
from journal.pictures.worker import default_command
from journal.sealing.slots import LEAST_COST
from journal.services.door import Door
from journal.services.example.build import PASSPHRASE, build_example
from journal.services.example.case import example_case
from journal.services.example.replaying import ReplayedClock
from journal.services.journal import Journal
from journal.services.surroundings import Surroundings
from journal.services.verifying import Verdict
from journal.services.wording import Wording
from tests.fakes import FakeClock
from tests.report.paper_messages import messages
from tests.services.conftest import RESOURCES, TYPES
from tests.services.looking import record_counts, verified

pytestmark = pytest.mark.slow


def around(clock: Clock | None = None) -> Surroundings:
    return Surroundings(
        clock=clock or FakeClock(),
        randomness=Random("example").randbytes,
        types=TYPES,
        resources=RESOURCES,
        decoder_command=default_command(),
        cost=lambda: LEAST_COST,
    )


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journal]:
    """The whole case, written once for all tests of this file; none of them changes it."""
    journal = build_example(JournalFolder(tmp_path_factory.mktemp("example") / "Journal"), around())
    yield journal
    journal.close()


def incidents(journal: Journal) -> list[Incident]:
    keys = journal.timeline(Wanted()).result().keys
    return [journal.entry(key.id).result().incident for key in keys]


def test_the_window_has_as_much_to_show_as_the_picture_of_it(example: Journal) -> None:
    sidebar = example.sidebar().result()

    assert (sidebar.incidents, sidebar.to_sort, sidebar.passed_on, sidebar.only_for_me) == (214, 3, 12, 4)
    assert {line.label: line.incidents for line in sidebar.people} == {
        "NightOwl": 120,
        "D. Marsh": 41,
        "Unknown 1": 33,
    }
    assert len(sidebar.months) == 33


def test_what_was_told_stands_in_the_journal_as_it_was_told(example: Journal) -> None:
    told = {
        entry.latest.description for entry in example_case(resources=RESOURCES).entries if not entry.voided_ms
    }
    kept = incidents(example)

    assert {incident.description for incident in kept} == told
    assert len(kept) == 214


def test_the_newest_entry_has_its_two_pictures_its_change_and_what_it_comes_after(example: Journal) -> None:
    keys = example.timeline(Wanted(words="which train you take")).result().keys
    entry = example.entry(keys[0].id).result()

    assert entry.number == 214
    assert entry.incident.headline == "Message under the new painting"
    assert [piece.evidence.provenance.window_title for piece in entry.pieces] == [
        "River, Evening – Studio notes – Browser",
        "Waiting and shown – Studio notes, comments – Browser",
    ]
    assert entry.pieces[0].evidence.acquired.local == "2026-11-21T21:14:03"
    assert entry.edits == 1
    assert {after.kind.value for after in entry.after} == {"asked to stop", "blocked", "warned by police"}


def test_the_one_that_was_taken_out_is_in_no_list(example: Journal) -> None:
    found = example.timeline(Wanted(words="already written it down")).result()

    assert found.keys == ()
    assert record_counts(example)["incident.void"] == 1


def test_it_withstands_a_check_of_everything(example: Journal) -> None:
    findings = verified(example)

    assert findings.verdict is Verdict.NOT_ANCHORED
    assert findings.originals > 120


def test_its_records_bear_the_times_of_the_case_and_no_clock_was_corrected(example: Journal) -> None:
    oldest = example.timeline(Wanted()).result().keys[-1]
    entry = example.entry(oldest.id).result()

    assert entry.first.utc_ms < entry.latest.utc_ms or entry.edits == 0
    assert "clock.step" not in record_counts(example)


def test_a_picture_of_it_can_be_looked_at(example: Journal) -> None:
    keys = example.timeline(Wanted(words="which train you take")).result().keys
    piece = example.entry(keys[0].id).result().pieces[0]

    pixels = example.pictures.picture(piece.id, 640, 400, covered=False).result()

    assert (pixels.original_width, pixels.original_height) == (1280, 800)


class Listening(Wording):
    """German words that remember what was asked of them."""

    def __init__(self) -> None:
        super().__init__("de", RESOURCES / "i18n" / "paper")
        self.asked: set[str] = set()

    def say(self, message: str, /, **named: object) -> str:
        self.asked.add(message)
        return super().say(message, **named)

    def count(self, one: str, many: str, number: int, /, **named: object) -> str:
        self.asked.add(one)
        return super().count(one, many, number, **named)


@pytest.mark.parametrize("layout", Layout)
def test_all_that_its_papers_say_is_known_to_the_catalogues(example: Journal, layout: Layout) -> None:
    words = Listening()
    wish = PrintWish(Reader.POLICE, language="de", layout=layout, history=True, combined=True)

    example.paperwork.preview_log(wish, words, lambda _done, _of: True).result().discard()

    assert len(words.asked) > 10
    assert sorted(words.asked - messages().keys()) == []


def opened_after(tmp_path: Path, incidents: int) -> tuple[int, Seal]:
    """A build that is stopped there, opened again: how many incidents it has, and its seal."""
    folder = JournalFolder(tmp_path / "Journal")

    with pytest.raises(Cancelled):
        build_example(folder, around(), progress=lambda done, _total: done < incidents)

    door = Door(folder, around())
    journal = door.open(PASSPHRASE).result()
    found = journal.sidebar().result().incidents, journal.seal().result()
    journal.close()
    door.close()
    return found


def test_a_build_that_is_stopped_leaves_a_journal_that_opens(tmp_path: Path) -> None:
    assert opened_after(tmp_path, 5)[0] == 5


def test_two_builds_with_the_same_randomness_have_the_same_seal(tmp_path: Path) -> None:
    assert opened_after(tmp_path / "one", 12) == opened_after(tmp_path / "two", 12)


def test_the_replayed_clock_is_never_set_back() -> None:
    clock = ReplayedClock(10_000_000, "Europe/Paris")

    clock.go_on_to(20_000_000, "Asia/Tokyo")
    clock.go_on_to(15_000_000, "Europe/Paris")

    assert clock.utc_ms() == 20_000_000
    assert clock.boot_ms() - 10_000_000 == ReplayedClock(10_000_000, "Europe/Paris").boot_ms()
    assert clock.offset_minutes(clock.utc_ms()) == 60
