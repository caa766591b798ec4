"""Stamps as the authorities of the world make them hold, and no forged one does; openssl says the same of each."""

import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID as Purpose

from journal.sealing.stamps import StampFault, StampRefused, TimeStamp
from journal.sealing.time_stamps import certificates, read_stamp
from tests.commands import needed
from tests.sealing.stamping import NOW, ROOT, SIGNER, Link, Recipe

DATA = b'{"head":"ab","rec_utc":1,"seq":1}\n'
NONCE = 4711
YEAR = timedelta(days=365)
MIDDLE = Link("Middle of Hours", "middle")
LOWER = Link("Lower of Hours", "lower")
RSA = replace(SIGNER, key="rsa clock")

GOOD = {
    "on a curve": Recipe(),
    "RSA as most of them": Recipe(signer=RSA),
    "RSA with SHA-512, named by SHA-1": Recipe(signer=RSA, digest="sha512", named_by="sha1"),
    "SHA-384": Recipe(digest="sha384", named_by="sha384"),
    "named by SHA-512": Recipe(named_by="sha512"),
    "through one in between": Recipe(between=(MIDDLE,)),
    "through two": Recipe(between=(replace(LOWER, path_length=0), replace(MIDDLE, path_length=1))),
    "in between one for stamps alone": Recipe(between=(replace(MIDDLE, purposes=(Purpose.TIME_STAMPING,)),)),
    "a key that is over by now": Recipe(at=NOW - YEAR / 2, signer=replace(SIGNER, ends=NOW - YEAR / 3)),
    "granted with changes": Recipe(status="granted_with_mods"),
}

FORGED = {
    "signed with another key": (Recipe(wrong="key"), StampFault.NOT_SIGNED),
    "RSA signed with another key": (Recipe(signer=RSA, wrong="key"), StampFault.NOT_SIGNED),
    "another time": (Recipe(wrong="time"), StampFault.NOT_SIGNED),
    "another time and its digest": (Recipe(wrong="time and digest"), StampFault.NOT_SIGNED),
    "RSA, another time and its digest": (Recipe(signer=RSA, wrong="time and digest"), StampFault.NOT_SIGNED),
    "RSA with a salt": (Recipe(signer=RSA, pss=True), StampFault.NOT_SIGNED),
    "a digest of nothing": (Recipe(wrong="digest"), StampFault.NOT_SIGNED),
    "names another certificate": (Recipe(between=(MIDDLE,), wrong="named"), StampFault.NOT_SIGNED),
    "names no certificate": (Recipe(named_by=""), StampFault.NOT_SIGNED),
    "for mail": (
        Recipe(signer=replace(SIGNER, purposes=(Purpose.EMAIL_PROTECTION,))),
        StampFault.NOT_FOR_STAMPS,
    ),
    "for stamps and mail": (
        Recipe(signer=replace(SIGNER, purposes=(Purpose.TIME_STAMPING, Purpose.EMAIL_PROTECTION))),
        StampFault.NOT_FOR_STAMPS,
    ),
    "not critically for stamps": (
        Recipe(signer=replace(SIGNER, purposes_critical=False)),
        StampFault.NOT_FOR_STAMPS,
    ),
    "for nothing in particular": (Recipe(signer=replace(SIGNER, purposes=())), StampFault.NOT_FOR_STAMPS),
    "a key that was over": (Recipe(at=NOW + 2 * YEAR), StampFault.NOT_VALID_THEN),
    "a key that was not yet": (Recipe(at=NOW - 2 * YEAR), StampFault.NOT_VALID_THEN),
    "issued by one who may not": (
        Recipe(between=(replace(MIDDLE, ca=False),)),
        StampFault.UNKNOWN_AUTHORITY,
    ),
    "issued by one who does not say": (
        Recipe(between=(replace(MIDDLE, ca=None),)),
        StampFault.UNKNOWN_AUTHORITY,
    ),
    "issued with a key not for that": (
        Recipe(between=(replace(MIDDLE, signs_certificates=False),)),
        StampFault.UNKNOWN_AUTHORITY,
    ),
    "issued by one whose time was over": (
        Recipe(between=(replace(MIDDLE, ends=NOW - YEAR / 2),)),
        StampFault.UNKNOWN_AUTHORITY,
    ),
    "more in between than was allowed": (
        Recipe(between=(LOWER, replace(MIDDLE, path_length=0))),
        StampFault.UNKNOWN_AUTHORITY,
    ),
}
"""What openssl refuses too, and why."""

UNFIT = {
    "signed as something else": (Recipe(wrong="kind"), StampFault.NOT_SIGNED),
    "refused": (Recipe(status="rejection"), StampFault.NOT_GIVEN),
    "only data": (Recipe(content="data"), StampFault.NOT_AN_ANSWER),
    "says something else": (Recipe(said_to_be="data"), StampFault.NOT_AN_ANSWER),
    "two have signed": (Recipe(signers=2), StampFault.NOT_AN_ANSWER),
    "nobody has signed": (Recipe(signers=0), StampFault.NOT_AN_ANSWER),
    "comes without its certificate": (Recipe(sends=False), StampFault.NOT_SIGNED),
    "a hash that is broken": (Recipe(signer=RSA, digest="sha1"), StampFault.NOT_SIGNED),
}
"""What we refuse, whatever openssl says."""


def read(recipe: Recipe, nonce: int | None = NONCE) -> TimeStamp:
    return read_stamp(recipe.answer(DATA, NONCE), DATA, nonce, [recipe.root_der])


def why(recipe: Recipe) -> StampFault:
    with pytest.raises(StampRefused) as caught:
        read(recipe)
    return caught.value.why


def openssl_holds(recipe: Recipe, folder: Path) -> bool:
    """What `openssl ts -verify` says of it, at the time the stamp tells."""
    (folder / "data").write_bytes(DATA)
    (folder / "answer").write_bytes(recipe.answer(DATA, NONCE))
    *others, root = (each.public_bytes(Encoding.PEM) for each in recipe.certificates)
    (folder / "root.pem").write_bytes(root)
    (folder / "others.pem").write_bytes(b"".join(others))
    files = ("-data", "data", "-in", "answer", "-CAfile", "root.pem", "-untrusted", "others.pem")
    moment = ("-attime", str(int(recipe.at.timestamp())))
    command = [needed("openssl"), "ts", "-verify", *files, *moment]
    return subprocess.run(command, cwd=folder, capture_output=True).returncode == 0


@pytest.mark.parametrize("name", GOOD)
def test_E08_a_stamp_holds_however_an_authority_makes_it(name: str, tmp_path: Path) -> None:
    recipe = GOOD[name]

    stamp = read(recipe)

    assert openssl_holds(recipe, tmp_path)
    assert stamp.time_ms == recipe.at.timestamp() * 1000
    assert stamp.authority == "Common Name: Clock of Hours"
    chain = [x509.load_der_x509_certificate(each) for each in stamp.chain]
    assert chain == recipe.certificates


@pytest.mark.parametrize("name", FORGED)
def test_E08_a_forged_stamp_is_refused(name: str, tmp_path: Path) -> None:
    recipe, fault = FORGED[name]

    assert why(recipe) is fault
    assert not openssl_holds(recipe, tmp_path)


@pytest.mark.parametrize("name", UNFIT)
def test_an_answer_that_is_no_stamp_of_ours_is_refused(name: str) -> None:
    recipe, fault = UNFIT[name]

    assert why(recipe) is fault


def test_E08_an_answer_without_the_number_that_was_asked_is_to_another_question() -> None:
    recipe = Recipe()
    old = recipe.answer(DATA, None)

    with pytest.raises(StampRefused) as caught:
        read_stamp(old, DATA, NONCE, [recipe.root_der])

    assert caught.value.why is StampFault.OTHER_QUESTION
    assert read_stamp(old, DATA, None, [recipe.root_der]) == read(recipe)


def test_a_root_that_was_over_vouches_for_nobody() -> None:
    assert why(Recipe(root=replace(ROOT, ends=NOW - YEAR / 2))) is StampFault.UNKNOWN_AUTHORITY


def test_a_way_to_a_trusted_root_is_found_beside_one_that_leads_nowhere() -> None:
    lost = Link("Middle of Hours", "middle", begins=NOW - 2 * YEAR)
    recipe = Recipe(between=(MIDDLE,))
    answer = replace(recipe, more=(lost.made(Link("Nobody", "nobody")),)).answer(DATA, NONCE)

    assert read_stamp(answer, DATA, NONCE, [recipe.root_der]) == read(recipe)


@pytest.mark.parametrize(
    ("accuracy", "milliseconds"),
    [({}, 0), ({"seconds": 2, "millis": 30}, 2030), ({"millis": 5, "micros": 1}, 6), ({"seconds": 1}, 1000)],
)
def test_how_exact_it_is_is_never_told_as_less(accuracy: dict[str, int], milliseconds: int) -> None:
    assert read(Recipe(accuracy=accuracy)).accuracy_ms == milliseconds


def test_why_an_answer_is_refused_is_said_by_the_refusal() -> None:
    with pytest.raises(StampRefused, match="not signed by its authority"):
        read(Recipe(wrong="key"))


def test_one_certificate_that_cannot_be_read_spoils_none_of_the_others() -> None:
    recipe = Recipe(between=(MIDDLE,))
    good = [each.public_bytes(Encoding.PEM) for each in recipe.certificates]
    junk = b"-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n"

    found = certificates(good[0] + junk + b"words\n" + good[1] + good[2])

    assert found == tuple(each.public_bytes(Encoding.DER) for each in recipe.certificates)
    assert certificates(found[0]) == found[:1]
    assert certificates(junk) == certificates(b"") == certificates(b"words") == ()
    assert read_stamp(recipe.answer(DATA, NONCE), DATA, NONCE, [b"junk", found[2]]) == read(recipe)
