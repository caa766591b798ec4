"""An answer that openssl gave holds only for this thing, to this question, where somebody vouches for who gave it."""

import random
from pathlib import Path

import pytest

from journal.sealing.stamps import StampFault, StampRefused
from journal.sealing.time_stamps import certificates, query, read_stamp
from tests.authority import Authority, make_authority

DATA = b'{"head":"ab","rec_utc":1,"seq":1}\n'
NONCE = 4711


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("authority") / "it")


@pytest.fixture(scope="module")
def answer(authority: Authority) -> bytes:
    return authority.answer(query(DATA, NONCE))


def why(answer: bytes, root: bytes, data: bytes = DATA, nonce: int | None = NONCE) -> StampFault:
    with pytest.raises(StampRefused) as caught:
        read_stamp(answer, data, nonce, certificates(root))
    return caught.value.why


def test_E08_a_good_answer_tells_its_time_and_who_gave_it(authority: Authority, answer: bytes) -> None:
    stamp = read_stamp(answer, DATA, NONCE, certificates(authority.root))

    assert stamp.authority == "Common Name: Authority of Hours"
    assert stamp.accuracy_ms == 1000
    assert stamp.chain[-1:] == certificates(authority.root)
    assert len(stamp.chain) == 2
    assert authority.holds(DATA, answer)


def test_the_question_says_nothing_but_a_hash(authority: Authority) -> None:
    asked = query(DATA, NONCE)

    assert DATA not in asked
    assert len(asked) < 80


def test_E08_an_answer_about_something_else_is_refused(authority: Authority, answer: bytes) -> None:
    assert why(answer, authority.root, data=b"something else") is StampFault.OTHER_THING
    assert not authority.holds(b"something else", answer)


def test_E08_an_answer_to_another_question_is_refused(authority: Authority, answer: bytes) -> None:
    assert why(answer, authority.root, nonce=NONCE + 1) is StampFault.OTHER_QUESTION


def test_E08_a_foreign_authority_is_refused(authority: Authority, answer: bytes, tmp_path: Path) -> None:
    stranger = make_authority(tmp_path / "stranger")

    assert why(answer, stranger.root) is StampFault.UNKNOWN_AUTHORITY
    assert why(answer, b"") is StampFault.UNKNOWN_AUTHORITY
    assert why(stranger.answer(query(DATA, NONCE)), authority.root) is StampFault.UNKNOWN_AUTHORITY
    assert not stranger.holds(DATA, answer)


def test_no_changed_bit_passes(authority: Authority, answer: bytes) -> None:
    chance = random.Random(3)
    roots = certificates(authority.root)
    good = read_stamp(answer, DATA, NONCE, roots)
    passed = []
    for _ in range(300):
        spoilt = bytearray(answer)
        at = chance.randrange(len(spoilt))
        spoilt[at] ^= 1 << chance.randrange(8)
        try:
            found = read_stamp(bytes(spoilt), DATA, NONCE, roots)
        except StampRefused:
            continue
        passed.append((at, found))
    # What is not covered by the signature says nothing that is taken from the answer.
    assert all(found == good for _, found in passed)


@pytest.mark.parametrize("junk", [b"", b"x", b"0" * 500, b"\x30\x80" * 50, bytes(range(256))])
def test_what_is_no_answer_is_said_to_be_none(authority: Authority, answer: bytes, junk: bytes) -> None:
    assert why(junk, authority.root) is StampFault.NOT_AN_ANSWER
    assert why(answer[: len(answer) // 2], authority.root) is StampFault.NOT_AN_ANSWER


def test_an_authority_that_refused_gave_no_stamp(authority: Authority) -> None:
    asked = query(DATA, NONCE).replace(
        bytes.fromhex("608648016503040201"), bytes.fromhex("608648016503040203")
    )

    assert why(authority.answer(asked), authority.root) in (StampFault.NOT_GIVEN, StampFault.NOT_AN_ANSWER)
