"""The command line. Exit codes: 0 done, 1 not done, 2 wrong usage or no screen; `verify` has codes of its own.

`journal verify`: 0 intact and anchored, 2 intact and not anchored, 1 altered or incomplete, 3 could not check,
4 files unchanged and completeness not shown. Of one file: 2 the journal made it or holds it, 1 it bears the journal's
seal and differs, 3 the journal does not know it.
"""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from journal import __version__
from journal.domain.errors import JournalError

DONE, NO_SCREEN, WRONG_USAGE, UNCHECKED = 0, 2, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says and return the exit code; only the process that shows the window loads Qt."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    if given[:1] == ["--decoder-child"]:
        from journal.pictures import decoder_child

        decoder_child.main()
        return DONE
    if given[:1] == ["--key-child"]:
        from journal.desktop import key_child

        key_child.main()
        return DONE
    if given[:1] == ["--reading-child"]:
        from journal.recognising import reading_child

        reading_child.main()
        return DONE
    try:
        asked = _parser().parse_args(given)
    except SystemExit as wrong:
        # To `verify` 2 means intact; what was not understood was not checked.
        return UNCHECKED if wrong.code == WRONG_USAGE and "verify" in given else int(wrong.code or DONE)
    if asked.command is None:
        return _show(asked)
    from journal import commands

    return commands.run(asked)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="journal", description="A private journal.", allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"Journal {__version__}")
    parser.add_argument("--demo", action="store_true", help="open the window on a fresh example journal")
    parser.add_argument("--window", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--quietly", action="store_true", help="do not show the window, only hear the keys")
    _add_journal(parser, None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    _add_demo(commands)
    _add_export(commands)
    _add_bundle(commands)
    verify = commands.add_parser(
        "verify", help="check that nothing was changed in a journal, or in what was handed over"
    )
    verify.add_argument(
        "handed_over",
        type=Path,
        nargs="?",
        metavar="PLACE",
        help="a folder made by `journal bundle`, or one file: whether the journal made it or holds it",
    )
    capture = commands.add_parser("capture", help="keep what is on the screen now")
    for command in (verify, capture):
        _add_journal(command, argparse.SUPPRESS)
    _add_passphrase(verify)
    _add_wish(capture)
    return parser


def _add_demo(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    demo = commands.add_parser(
        "demo", help="make the example journal in FOLDER/Journal and print its log beside it"
    )
    demo.add_argument("folder", type=Path, metavar="FOLDER")
    _add_journal(demo, argparse.SUPPRESS, "where the example lies instead of FOLDER/Journal")


def _add_export(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    export = commands.add_parser("export", help="print a log into a PDF file")
    export.add_argument("file", type=Path, metavar="FILE.pdf")
    export.add_argument(
        "--for", dest="reader", required=True, choices=["police", "lawyer"], help="who will read it"
    )
    _add_sheet(export)
    export.add_argument(
        "--layout",
        choices=["log", "short", "days", "overview", "statement", "register", "blank", "contact"],
        default="log",
        help="how it is laid out: the whole log, a short table, day rows, an overview of up to five pages, a draft of a"
        " statement, the register of exhibits, a blank sheet, or how to be reached (default: log)",
    )
    export.add_argument("--no-exhibits", dest="exhibits", action="store_false", help="leave the exhibits out")
    export.add_argument(
        "--history", action="store_true", help="print what changed entries said before, too (full log)"
    )
    export.add_argument(
        "--combined",
        action="store_true",
        help="count all who are named together, too, beside each on their own (full log and overview)",
    )
    _add_journal(export, argparse.SUPPRESS)
    _add_passphrase(export)


def _add_sheet(command: argparse.ArgumentParser) -> None:
    command.add_argument("--paper", choices=["A4", "Letter"], default="A4")
    command.add_argument(
        "--language",
        metavar="TAG",
        default="en",
        help="the language of the paper, such as en or de (default: en); what you wrote stays in your own words",
    )
    command.add_argument(
        "--highest",
        metavar="ML/14",
        help="in a journal put back from a copy: the highest exhibit on papers printed since that copy, or none",
    )


def _add_wish(capture: argparse.ArgumentParser) -> None:
    capture.add_argument(
        "--what",
        choices=["all", "screen", "window"],
        default="all",
        help="all screens (default), the one with the active window, or that window alone",
    )
    capture.add_argument(
        "--delay",
        type=int,
        choices=range(61),
        metavar="SECONDS",
        default=0,
        help="wait so long first, up to 60 seconds: time to open a menu",
    )


def _add_bundle(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    bundle = commands.add_parser(
        "bundle", help="print a log into a new folder, with its exhibits and what it takes to check them"
    )
    bundle.add_argument("folder", type=Path, metavar="FOLDER")
    bundle.add_argument(
        "--for", dest="reader", required=True, choices=["police", "lawyer"], help="who will read it"
    )
    _add_sheet(bundle)
    bundle.add_argument("--history", action="store_true", help="earlier versions of what is printed go along")
    bundle.add_argument("--whole", action="store_true", help="whole pictures, also where a part was chosen")
    bundle.add_argument(
        "--places",
        choices=["leave", "give"],
        help="files that say where they were made: leave them out, or give them (needed where there are any)",
    )
    bundle.add_argument(
        "--form",
        choices=["folder", "flat", "mail"],
        default="folder",
        help="a folder, files side by side for an upload form, or one PDF for e-mail",
    )
    bundle.add_argument(
        "--largest-mb", type=int, metavar="N", help="what a form, or a mail, takes (default: 50 and 10)"
    )
    bundle.add_argument(
        "--password-fd",
        type=int,
        metavar="N",
        help="lock it with a password that is read from file descriptor N: an archive, for e-mail the PDF itself",
    )
    _add_journal(bundle, argparse.SUPPRESS)
    _add_passphrase(bundle)


def _add_journal(
    parser: argparse.ArgumentParser, default: object, meaning: str = "the journal's folder (default: yours)"
) -> None:
    parser.add_argument(
        "--journal",
        type=Path,
        metavar="FOLDER",
        default=default,
        help=meaning,
    )


def _add_passphrase(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--passphrase-fd",
        type=int,
        metavar="N",
        help="read the passphrase from file descriptor N, not the keyboard",
    )


def _show(asked: argparse.Namespace) -> int:
    if not has_screen(os.environ, sys.platform):
        print(
            "There is no screen here to show a window on. Start it from your desktop, or see the example without one: "
            "python3 packaging/run.py demo FOLDER",
            file=sys.stderr,
        )
        return NO_SCREEN
    if not _screen_answers():
        print(
            "The screen does not answer, so no window can be shown. Start Journal from your desktop, as the person who "
            "is logged in there.",
            file=sys.stderr,
        )
        return NO_SCREEN
    if asked.window:
        from journal import app

        return app.run(_folder(asked), demo=asked.demo)
    return _keep(asked)


def _keep(asked: argparse.Namespace) -> int:
    """Be the keeper. It stays for days, so it loads nothing of the other commands: no database, no paper."""
    from journal import keeper
    from journal.services.pipe_words import MOVED_CODE

    folder = _made_demo() if asked.demo else _folder(asked)
    flags = ("--demo",) if asked.demo else ()
    try:
        window = keeper.window_command((*flags, "--journal", str(folder)))
        code = keeper.run(folder, window, quietly=asked.quietly)
        while code == MOVED_CODE and not asked.demo:
            folder = _folder_said()
            code = keeper.run(folder, keeper.window_command(("--journal", str(folder))))
    except JournalError as error:
        return _told(error)
    return DONE if code == MOVED_CODE else code  # an example that was taken elsewhere is over


def _made_demo() -> Path:
    from journal import commands

    return commands.make_demo()


def _told(error: JournalError) -> int:
    from journal import commands

    return commands.tell(error)


def _folder(asked: argparse.Namespace) -> Path:
    return Path(asked.journal).absolute() if asked.journal else _folder_said()


def _folder_said() -> Path:
    from journal.settings import find_paths, journal_folder

    return journal_folder(find_paths())


def _screen_answers() -> bool:
    from journal.desktop.screen_answers import screen_answers

    return screen_answers(os.environ, sys.platform)


def has_screen(environ: Mapping[str, str], platform: str) -> bool:
    """Whether a window can be shown from here."""
    return platform in ("win32", "darwin") or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
