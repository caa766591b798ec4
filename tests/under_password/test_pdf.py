"""A PDF under a password opens with it in programs no one here wrote, and shows nothing without."""

import io
import subprocess
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.under_password.password import LONGEST_BYTES, is_usable, usable
from journal.under_password.pdf import put_under_password
from tests.commands import needed

PASSWORD = "straße 密碼 Ωmega"
CANARY = b"CANARY-8842"


def a_paper() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.docinfo["/Title"] = CANARY.decode()
    pdf.pages[0].Contents = pikepdf.Stream(pdf, b"% " + CANARY)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def locked(password: str) -> bytes:
    out = io.BytesIO()
    put_under_password(io.BytesIO(a_paper()), out, password)
    return out.getvalue()


def test_it_opens_with_the_password_alone_and_is_the_same_inside() -> None:
    data = locked(PASSWORD)

    assert CANARY not in data
    with pikepdf.open(io.BytesIO(data), password=PASSWORD) as pdf:
        assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
        assert CANARY.decode() == str(pdf.docinfo["/Title"])
        assert pdf.allow.extract
        assert pdf.allow.modify_annotation
    for wrong in ("", "straße", PASSWORD + "x"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(data), password=wrong)


def test_another_program_finds_it_whole(tmp_path: Path) -> None:
    (tmp_path / "locked.pdf").write_bytes(locked(PASSWORD))

    told = subprocess.run(
        [needed("qpdf"), "--check", f"--password={PASSWORD}", "locked.pdf"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )

    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=60).filter(is_usable))
def test_whatever_password_can_be_typed_opens_it(password: str) -> None:
    with pikepdf.open(io.BytesIO(locked(password)), password=usable(password)) as pdf:
        assert len(pdf.pages) == 1


def test_letters_put_together_in_either_way_are_the_same_password() -> None:
    with pikepdf.open(io.BytesIO(locked("Re\u0301ponse")), password="Réponse") as pdf:
        assert len(pdf.pages) == 1


@pytest.mark.parametrize("typed", ["", "   ", "x" * (LONGEST_BYTES + 1), "a\nb", "a\0b"])
def test_what_no_program_would_take_whole_is_no_password(typed: str) -> None:
    assert not is_usable(typed)


def test_the_same_paper_twice_is_never_the_same_file() -> None:
    assert locked(PASSWORD) != locked(PASSWORD)
