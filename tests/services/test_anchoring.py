"""A time from outside is asked for only on request, checked before it is kept, and kept whole."""

import base64
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from journal.domain.folder import JournalFolder
from journal.sealing.errors import WordCount
from journal.sealing.stamps import StampFault, StampRefused
from journal.sealing.time_stamps import certificates
from journal.services.anchoring import Anchoring, AuthoritySilent
from journal.services.door import Door
from journal.services.journal import Journal
from tests.authority import Authority, make_authority
from tests.services.conftest import PASSPHRASE
from tests.services.looking import asked_outside
from tests.services.test_journal import write

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("authority") / "it")


class Near:
    """An authority that is asked without a network."""

    def __init__(self, authority: Authority | None) -> None:
        self.authority = authority
        self.asked: list[str] = []

    def ask(self, address: str, query: bytes) -> bytes:
        self.asked.append(address)
        if self.authority is None:
            raise AuthoritySilent
        return self.authority.answer(query)

    def roots(self) -> Sequence[bytes]:
        return certificates(self.authority.root) if self.authority else ()


def outside(journal: Journal, near: Near) -> Anchoring:
    parts = journal._parts
    return Anchoring(parts.vault, parts.writing, parts.working, parts.around.randomness, lambda: near)


def test_an_answer_is_kept_whole_and_found_after_opening_again(
    journal: Journal, door: Door, folder: JournalFolder, authority: Authority
) -> None:
    write(journal, headline="before")
    seal = journal.seal().result()
    near = Near(authority)

    anchor = outside(journal, near).ask("http://hours.example/").result()
    journal.close()
    again = door.open(PASSPHRASE).result()
    (kept,) = again.outside.known().result()
    again.close()

    assert kept == anchor
    assert (anchor.checkpoint.head, anchor.checkpoint.seq) == (seal.hex, seal.seq)
    assert anchor.answered == anchor.asked + 1 == seal.seq + 2
    assert near.asked == ["http://hours.example/"]
    assert authority.holds(anchor.checkpoint.form(), base64.b64decode(anchor.answer))


def test_a_question_can_be_carried_and_its_answer_brought_back_once(
    journal: Journal, authority: Authority
) -> None:
    question = asked_outside(journal)
    answer = authority.answer(question.query)

    anchor = journal.outside.answer(answer, [authority.root]).result()

    assert (anchor.asked, anchor.nonce > 0) == (question.record, True)
    with pytest.raises(StampRefused) as replayed:
        journal.outside.answer(answer, [authority.root]).result()
    assert replayed.value.why is StampFault.OTHER_THING


def test_files_are_carried_and_brought_back_with_the_certificate_that_vouches(
    journal: Journal, authority: Authority, tmp_path: Path
) -> None:
    question, answer, root = (tmp_path / name for name in ("2026-11-22.tsq", "answer.tsr", "root.crt"))
    journal.outside.carry(question).result()
    answer.write_bytes(authority.answer(question.read_bytes()))
    root.write_bytes(authority.root)

    with pytest.raises(StampRefused):
        journal.outside.bring([root]).result()
    with pytest.raises(StampRefused):
        journal.outside.bring([tmp_path / "none.tsr"]).result()
    anchor = journal.outside.bring([root, answer]).result()

    assert anchor.authority == "Common Name: Authority of Hours"


def test_an_answer_nobody_vouches_for_is_not_kept(journal: Journal, authority: Authority) -> None:
    question = asked_outside(journal)
    before = journal.seal().result()

    with pytest.raises(StampRefused) as refused:
        journal.outside.answer(authority.answer(question.query)).result()

    assert refused.value.why is StampFault.UNKNOWN_AUTHORITY
    assert journal.seal().result() == before
    assert [anchor.answered for anchor in journal.outside.known().result()] == [0]


def test_silence_leaves_the_question_and_nothing_else(journal: Journal) -> None:
    with pytest.raises(AuthoritySilent):
        outside(journal, Near(None)).ask("http://nobody.example/").result()

    assert [anchor.answered for anchor in journal.outside.known().result()] == [0]


def test_nothing_that_speaks_to_the_network_is_loaded_before_it_is_asked_for(tmp_path: Path) -> None:
    look = (
        "import sys; import journal.services.door, journal.services.anchoring; "
        "print(sorted({'ssl', 'http.client', 'journal.time_authority', '_ssl'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "[]"


def test_a_seal_that_was_read_aloud_is_found_again_by_its_digits_and_by_its_words(journal: Journal) -> None:
    told = journal.outside.seal().result()
    write(journal, headline="Later")

    for typed in (told.seal.hex.upper(), " ".join(told.words), "\n".join(told.words).title()):
        assert journal.outside.look_up(typed).result() == told.seal.seq
    assert journal.outside.look_up("0" * 64).result() is None
    with pytest.raises(WordCount):
        journal.outside.look_up("three words only").result()
