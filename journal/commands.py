"""What the command line does without a window: the example, the printed log, checking, and keeping the screen."""

import argparse
import getpass
import os
import sys
import tempfile
import time
import traceback
import warnings
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from journal.desktop.channel import Answer, ask
from journal.desktop.hardening import harden_window_process, private_files
from journal.desktop.memory import share_one_heap
from journal.domain.capture_wish import CaptureWish, What
from journal.domain.errors import JournalError, UnknownRecord
from journal.domain.folder import JournalFolder
from journal.domain.handing_over import FORM_BYTES, MAIL_BYTES, Form, Parcel
from journal.domain.moments import at_instant
from journal.domain.printing import Along, Layout, PaperSize, PrintWish, Reader
from journal.domain.recognised import Likeness
from journal.report import verifier
from journal.services.catching import of_this_desktop
from journal.services.door import Door
from journal.services.errors import PlaceProblem, PlaceRefused
from journal.services.example.build import PASSPHRASE as EXAMPLE_PASSPHRASE
from journal.services.example.build import build_example
from journal.services.journal import Journal
from journal.services.recognised_words import recognised_words
from journal.services.saving import can_be_password
from journal.services.surroundings import of_this_computer
from journal.services.verifying import Findings, Verdict
from journal.services.wording import Wording
from journal.settings import Paths, find_paths, journal_folder
from journal.vault.errors import JournalNewer

if TYPE_CHECKING:
    from collections.abc import Callable

DONE, NOT_DONE, COULD_NOT_CHECK = 0, 1, 3
CAPTURE_SECONDS = 45.0
LONGEST_PASSPHRASE = 4096

_READERS = {"police": Reader.POLICE, "lawyer": Reader.LAWYER}


def run(asked: argparse.Namespace) -> int:
    """Do one command and return its exit code; what goes wrong is said in words on the error output."""
    private_files()
    share_one_heap()
    verbs: dict[str, Callable[[argparse.Namespace], int]] = {
        "demo": _demo,
        "export": _export,
        "bundle": _bundle,
        "verify": _verify,
        "capture": _capture,
    }
    try:
        code = verbs[asked.command](asked)
    except JournalError as error:
        return _not_done(asked, tell(error))
    except _Refused as refused:
        print(refused, file=sys.stderr)
        return _not_done(asked, NOT_DONE)
    except Exception:
        if asked.command != "verify":
            raise
        traceback.print_exc()  # Python itself would end with 1, which says here that something was altered
        return COULD_NOT_CHECK
    return code


class _Refused(Exception):
    """The command line itself cannot go on; the text says why, and what to do next."""


def _not_done(asked: argparse.Namespace, code: int) -> int:
    return COULD_NOT_CHECK if asked.command == "verify" else code


def tell(error: JournalError) -> int:
    """Say what went wrong and what to do next."""
    trouble = Wording().wrong(error)
    print(f"{trouble.what}\n{trouble.next_step}", file=sys.stderr)
    return NOT_DONE


def make_demo() -> Path:
    """Make a fresh example journal in a folder of its own and return it."""
    print("Making the example …", flush=True)
    folder = Path(tempfile.mkdtemp(prefix="journal-demo-")) / "Journal"
    _build(folder)
    print(f"The example lies in {folder}; its passphrase is: {EXAMPLE_PASSPHRASE}", flush=True)
    return folder


def _demo(asked: argparse.Namespace) -> int:
    folder = JournalFolder(Path(asked.journal or asked.folder / "Journal").absolute())
    target = asked.folder.absolute() / "incident-log.pdf"
    for path in (folder.root, target):
        if path.exists():
            print(f"{path} is there already. Choose an empty folder; nothing was changed.", file=sys.stderr)
            return NOT_DONE
    _build(folder.root)
    door = _door(folder.root)
    journal = door.open(EXAMPLE_PASSPHRASE).result()
    try:
        printed = journal.paperwork.print_log(PrintWish(Reader.POLICE), Wording(), _go_on).result()
        printed.save(target)
        pages = printed.pages
    finally:
        journal.close()
        door.close()
    print(f"The example journal lies in {folder.root}")
    print(f"Its log of {pages} pages is {target}")
    print(f"The passphrase is: {EXAMPLE_PASSPHRASE}")
    return DONE


def _export(asked: argparse.Namespace) -> int:
    target = asked.file.absolute()
    if target.exists():
        raise _Refused(f"{target} is there already. Choose another name; nothing was changed.")
    if not target.parent.is_dir():
        raise _Refused(
            f"There is no folder {target.parent}. Make it, or choose another; nothing was changed."
        )
    wish = PrintWish(
        _READERS[asked.reader],
        paper=PaperSize(asked.paper),
        language=asked.language,
        with_exhibits=asked.exhibits,
        layout=Layout[asked.layout.upper()],
        history=asked.history,
        combined=asked.combined,
    )
    harden_window_process()
    door = _door(_folder_of_a_journal(asked))
    journal = _opened(door, _passphrase(asked))
    try:
        _number_on(journal, asked.highest)
        setting = journal.paperwork.print_log if journal.read_only is None else journal.paperwork.preview_log
        printed = setting(wish, _paper_words(journal, wish.language), _go_on).result()
        journal.paperwork.save_paper(printed, target).result()
        pages = printed.pages
    finally:
        journal.close()
        door.close()
    print(f"{pages} pages: {target}")
    if journal.read_only is not None:
        print("It has no seal: the journal can only be read here, so it does not know of this paper.")
    print("Anyone who can open that file can read it.")
    return DONE


def _number_on(journal: Journal, highest: str | None) -> None:
    """Where the journal was put back from a copy, number on after what other papers have."""
    numbering = journal.paperwork.numbering
    if journal.read_only is not None or numbering.to_ask().result() is None:
        return
    if highest is None:
        raise _Refused(
            "This journal was put back from a copy. Say with --highest which is the highest number of an exhibit on any"
            " paper printed after that copy was made, such as ML/14, or none; nothing was changed."
        )
    numbering.decide("" if highest == "none" else highest).result()


def _opened(door: Door, passphrase: str) -> Journal:
    """The journal; where it cannot be opened to write, opened to be read only."""
    try:
        return door.open(passphrase).result()
    except (PlaceRefused, JournalNewer, UnknownRecord) as error:
        if isinstance(error, PlaceRefused) and error.problem is not PlaceProblem.READ_ONLY:
            raise
        return door.open_to_read(passphrase).result()


def _bundle(asked: argparse.Namespace) -> int:
    target = asked.folder.absolute()
    if os.path.lexists(target):
        raise _Refused(f"{target} is there already. Choose another name; nothing was changed.")
    if not target.parent.is_dir():
        raise _Refused(
            f"There is no folder {target.parent}. Make it, or choose another; nothing was changed."
        )
    wish = PrintWish(_READERS[asked.reader], paper=PaperSize(asked.paper), language=asked.language)
    parcel = _parcel(asked)
    harden_window_process()
    door = _door(_folder_of_a_journal(asked))
    journal = door.open(_passphrase(asked)).result()
    try:
        _number_on(journal, asked.highest)
        words = _paper_words(journal, wish.language)
        parcel = _decided_places(journal, wish, parcel, asked.places)
        made = journal.paperwork.hand_over(wish, parcel, target, words, _go_on).result()
    finally:
        journal.close()
        door.close()
    print(f"{made.files} files, the log has {made.pages} pages: {made.place}")
    for name, seal in (("Seal of the log", made.seal), ("Last seal, which stands for all of it", made.last)):
        if seal is not None:
            print(f"{name}: {seal.hex}")
    if made.last is not None:
        print("Have whoever receives it write that down with the date, or keep it with somebody you trust.")
    if made.left_out:
        print(f"Too large for the form, and left out: {', '.join(made.left_out)}")
    if made.reduced:
        print("Its pictures are reduced copies, and say so.")
    print("Only the password opens it." if made.locked else "Anyone who can open that folder can read it.")
    return DONE


def _decided_places(journal: Journal, wish: PrintWish, parcel: Parcel, decided: str | None) -> Parcel:
    """Without the files that say where they were made, if that is wished; it has to be said where there are any."""
    told = journal.paperwork.places_told(wish, parcel).result()
    if not told or decided == "give":
        return parcel
    names = ", ".join(f"{each.name} (entry {each.number})" for each in told)
    if decided is None:
        raise _Refused(
            f"These files say where they were made, and whoever gets them can read it: {names}. Say --places leave, and"
            " they stay here, or --places give; nothing was changed."
        )
    print(f"Left out, because they say where they were made: {names}")
    return replace(parcel, without=frozenset(each.evidence for each in told))


def _paper_words(journal: Journal, language: str) -> Wording:
    """The words of a paper in that language, if there is a catalogue for it."""
    languages = journal.paperwork.languages
    known = [each.tag for each in languages.offered(language)]
    if language not in known:
        raise _Refused(
            f"Papers are printed in: {', '.join(known)}. Choose one of these; nothing was changed."
        )
    return languages.words(language)


def _parcel(asked: argparse.Namespace) -> Parcel:
    form = {"folder": Form.FOLDER, "flat": Form.FLAT, "mail": Form.MAIL}[asked.form]
    usual = {Form.FLAT: FORM_BYTES, Form.MAIL: MAIL_BYTES}.get(form, 0)
    most = asked.largest_mb * 1_000_000 if asked.largest_mb else usual
    password = "" if asked.password_fd is None else _read_secret(asked.password_fd)
    if asked.password_fd is not None and not can_be_password(password):
        raise _Refused("That is no password that every program would take whole; nothing was changed.")
    return Parcel(form, Along(asked.history, asked.whole), most, password)


def _verify(asked: argparse.Namespace) -> int:
    if asked.handed_over is not None and asked.handed_over.is_file():
        return _compare(asked)
    if asked.handed_over is not None:
        return verifier.main([str(asked.handed_over)])
    harden_window_process()
    door = _door(_folder_of_a_journal(asked))
    try:
        findings = door.verify(_passphrase(asked), _go_on).result()
    finally:
        door.close()
    _say_findings(findings)
    return int(findings.verdict)


def _compare(asked: argparse.Namespace) -> int:
    """Whether one file is what was made in the journal or added to it; the journal is only read."""
    harden_window_process()
    door = _door(_folder_of_a_journal(asked))
    journal = door.open_to_read(_passphrase(asked)).result()
    try:
        found = journal.paperwork.recognise(asked.handed_over, _go_on).result()
    finally:
        journal.close()
        door.close()
    at = at_instant(found.at_ms, of_this_computer(find_paths()).clock.zone())
    print("\n".join(recognised_words(Wording(), found, at)))
    print(f"SHA-256: {found.sha256}")
    if found.likeness.is_same:
        return int(Verdict.NOT_ANCHORED)
    return int(Verdict.ALTERED if found.likeness is Likeness.BEARS_SEAL else Verdict.UNCHECKED)


def _say_findings(findings: Findings) -> None:
    if findings.verdict is Verdict.ALTERED:
        print("Altered or incomplete:")
        for fault in findings.faults:
            print(f"  record {fault.seq}, check {fault.check}: {fault.detail}")
    else:
        print("Intact: every record, link and file is what was written. Not anchored by this check:")
        print("compare the seals below with what somebody else holds, such as a printed log.")
    print(
        f"{findings.records} records, {findings.removed} removed for good, {findings.originals} files checked"
    )
    if findings.unnamed:
        print(f"{findings.unnamed} files lie among the originals that no record names: adding one that was")
        print("cut short leaves such a file, and so does an earlier journal.db in the place of a later one.")
    for paper in findings.papers:
        print(f"Seal of the log printed in record {paper.seq}: {paper.hex}")
    print(f"Seal after record {findings.seal.seq}: {findings.seal.hex}")
    print(f"Read aloud: {' '.join(findings.aloud)}")


def _capture(asked: argparse.Namespace) -> int:
    folder = _folder(asked)
    wish = CaptureWish(What(asked.what), asked.delay)
    if wish.delay:
        print(f"The screen is kept in {wish.delay} seconds.", flush=True)
    answer = ask(folder, wish.word(), CAPTURE_SECONDS + wish.delay)
    if answer is None:
        _folder_of_a_journal(asked)
        time.sleep(wish.delay)
        of_this_desktop(JournalFolder(folder)).catch("closed", wish)
        answer = Answer.OK
    if answer is not Answer.OK:
        print("The screen was not kept. Open Journal to see why.", file=sys.stderr)
        return NOT_DONE
    print("Kept.")
    return DONE


def _build(folder: Path) -> None:
    paths = find_paths()
    build_example(JournalFolder(folder), of_this_computer(paths)).close()


def _door(folder: Path) -> Door:
    paths: Paths = find_paths()
    return Door(JournalFolder(folder), of_this_computer(paths))


def _folder(asked: argparse.Namespace) -> Path:
    return Path(asked.journal).absolute() if asked.journal else journal_folder(find_paths())


def _folder_of_a_journal(asked: argparse.Namespace) -> Path:
    """The folder, if anything of a journal is in it: what is damaged has words of its own, what never was has not."""
    path = _folder(asked)
    folder = JournalFolder(path)
    if not any(file.exists() for file in (folder.database, folder.keys, folder.second_keys)):
        raise _Refused(
            f"There is no journal in {path}.\n"
            "Open Journal once to make it, or name the right folder with --journal."
        )
    return path


def _passphrase(asked: argparse.Namespace) -> str:
    if asked.passphrase_fd is None:
        return _typed_passphrase()
    return _read_secret(asked.passphrase_fd)


def _read_secret(descriptor: int) -> str:
    try:
        with os.fdopen(descriptor, "rb") as file:
            said = file.read(LONGEST_PASSPHRASE)
    except OSError as error:
        raise _Refused(f"Nothing could be read from file descriptor {descriptor}.") from error
    return said.decode("utf-8", "replace").removesuffix("\n").removesuffix("\r")


def _typed_passphrase() -> str:
    """Ask for it where nobody can read along, or not at all."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", getpass.GetPassWarning)
            return getpass.getpass("Passphrase: ")
    except (getpass.GetPassWarning, EOFError) as error:
        raise _Refused(
            "The passphrase cannot be asked for here.\nStart this in a terminal, or use --passphrase-fd N."
        ) from error
    except KeyboardInterrupt as stopped:
        raise _Refused("\nStopped. Nothing was changed.") from stopped


def _go_on(_done: int, _total: int) -> bool:
    return True
