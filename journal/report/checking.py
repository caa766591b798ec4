"""How anyone can check a printed log, how it is to be read, and what it shows and does not show, in sentences."""

from collections.abc import Iterator

from journal.domain.anchor import Anchor
from journal.domain.reading import Seal
from journal.domain.words import Words
from journal.report.verifier import BODIES, CHECKSUMS, IN_FOLDERS, LOG, SEAL, Shape
from journal.sealing.words import spoken

_SOMETHING_HIDDEN = "\u202e"


def seal(words: Words, sealed: Seal | None) -> tuple[str, ...]:
    """What the seal stands for, and how files are compared; without one, on a paper that is not printed yet."""
    return (
        words.say(
            "The seal on the first page is the SHA-256 of record no. {number}, in which the journal kept what this"
            " paper holds before it was made. Every record names the one before it by its SHA-256. So the seal stands"
            " for all records up to that one: if any of them is changed, taken out or put in, it no longer fits.",
            number=words.number(sealed.seq) if sealed else "–",
        ),
        words.say(
            "Whoever receives this paper and dates it, or copies the seal and dates that, can have the journal checked"
            " against it at any later time: the writer opens it with “journal verify”, which names the seal of every"
            " printed paper. The square on the first page holds the same seal for a machine to read; the"
            " certification sheet has it in words, to be read aloud."
        ),
        words.say(
            "The register gives the SHA-256 of each exhibit's original file. Any computer works it out for a file that"
            ' was handed over: sha256sum "FILE" on Linux, shasum -a 256 "FILE" on macOS, Get-FileHash "FILE" on'
            " Windows. All 64 digits must be the same; capital letters count as small ones. Where a folder or several"
            " files came with this paper, how-to-check.txt among them says how all of it is checked, with this program"
            " or without it."
        ),
    )


def aloud(sealed: Seal) -> str:
    """The words the seal is when it is read to somebody, each with its number."""
    return "  ".join(f"{at}\u00a0{word}" for at, word in enumerate(spoken(sealed.hex), 1))


def folder(
    words: Words, sealed: Seal, shape: Shape = IN_FOLDERS, stamped: Anchor | None = None
) -> tuple[str, ...]:
    """How what was handed over is checked, with the program, with Python alone, and by hand.

    `stamped` is the last seal that somebody outside put a time to, if anybody did.
    """
    return (
        words.say(
            "Everything here can be checked with tools that are not ours. Open a terminal in the folder that holds"
            " “{paper}”.",
            paper=shape.paper,
        ),
        words.say(
            "The whole check, with Python 3.8 or newer and nothing else:\n"
            "    python3 -I {verifier}\n"
            "It says what it found and ends with 0 (intact and anchored), 2 (intact and not anchored), 1 (altered or"
            " incomplete), 3 (could not check) or 4 (no records here; the files agree with their list). Whoever doubts"
            " the sender takes verify.py from somewhere else. With “--root FILE” those certificates say who may vouch"
            " for a time stamp; without, those the computer trusts.",
            verifier=_typed(shape, "verify.py.txt"),
        ),
        words.say(
            "A basic check with the tools of any Linux or macOS system:\n"
            "    sh {script}\n"
            "It says what it did not check.",
            script=_typed(shape, "verify.sh.txt"),
        ),
        _by_hand(words, shape),
        words.say(
            "By hand, the records: “{log}” has one record a line. The SHA-256 of each line, with its line end, is"
            " the “prev” of the next. Line {number} gives the seal on the paper, and the last line the last seal:\n"
            "    sed -n {number}p {typed} | sha256sum\n    {seal}\n    sed -n '$p' {typed} | sha256sum\n"
            "“{bodies}” holds what those records say, as far as it was handed over: the SHA-256 of each line is the"
            " “body” of one record.",
            log=_bare(shape, LOG),
            bodies=_bare(shape, BODIES),
            typed=_typed(shape, LOG),
            number=sealed.seq,
            seal=sealed.hex,
        ),
        *_time_by_hand(words, shape, stamped),
        words.say(
            "The last line of “{seals}” stands for everything here, the paper and this text too. Whoever receives"
            " the folder writes that seal down with the date; whoever checks later compares. The seal on the paper"
            " stands for all records up to the paper. A seal counts for as much as the person who kept it.",
            seals=_bare(shape, SEAL),
        ),
    )


def files_alone(words: Words, shape: Shape) -> tuple[str, ...]:
    """How files without records are compared with their list, and that this shows no more."""
    return (
        _by_hand(words, shape),
        words.say("This shows that the files are those of the list. That it is complete is not shown."),
    )


def _time_by_hand(words: Words, shape: Shape, stamped: Anchor | None) -> Iterator[str]:
    if stamped is None:
        return
    number = stamped.checkpoint.seq
    names = (f"checkpoint-{number}.json", f"answer-{number}.tsr", f"root-{number}.pem", f"chain-{number}.pem")
    point, answer, root, between = (shape.anchor(name).rpartition("/")[2] for name in names)
    asked = f"openssl ts -verify -data {point} -in {answer} -CAfile {root}"
    if len(stamped.chain) > 1:
        asked += f" -untrusted {between}"
    yield words.say(
        "By hand, the time that somebody outside put to the seal of record {number}:\n    {command}\n"
        "Once a certificate has ended, openssl no longer agrees; “{script}” asks it as of the day of the stamp. The"
        " root certificate came along: compare it with the one that this authority publishes.",
        number=number,
        command=asked if shape.plain else f'(cd "{shape.anchors.rstrip("/")}" && {asked})',
        script=_bare(shape, "verify.sh.txt"),
    )


def _by_hand(words: Words, shape: Shape) -> str:
    return words.say(
        "By hand, the files:\n"
        "    sha256sum -c {list}\n"
        '(on macOS: shasum -a 256 -c {list}; on Windows, for each file: Get-FileHash "FILE", and compare; capital'
        " letters count as small ones.)",
        list=_typed(shape, CHECKSUMS),
    )


def _typed(shape: Shape, name: str) -> str:
    """A name as it is typed."""
    called = shape.of(name)
    return f'"{called}"' if " " in called else called


def _bare(shape: Shape, name: str) -> str:
    return shape.of(name).rpartition("/")[2]


def no_seal(words: Words) -> tuple[str, ...]:
    """What is said on a paper without a seal, whether anything of it was covered or not."""
    return (
        words.say("This paper holds what was chosen for it. That it is complete is not shown."),
        words.say(
            "Pictures on it are copies, in which whoever made it may have covered places with grey. The files as they"
            " came are kept unchanged."
        ),
    )


def reading(words: Words, *, recorded: bool = True) -> tuple[str, ...]:
    """What the times beside an incident mean (of which the last may not be told), a bar, and a number in a frame."""
    return (
        words.say(
            "When something happened stands as the writer knows it, in the time of the place, with its distance from"
            " UTC. Noticed is when the writer saw it or was told. Recorded is when it was first written into the"
            " journal, by the computer's clock; what was recorded on a later day says how much later."
        )
        if recorded
        else words.say(
            "When something happened stands as the writer knows it, in the time of the place, with its distance from"
            " UTC."
        ),
        words.say(
            "Words beside a bar are the exact words, as they were written or said. A number in a frame, such as {box},"
            " stands for a character that cannot be seen, or that the fonts of this paper do not have.",
            box=_SOMETHING_HIDDEN,
        ),
    )


def limits(words: Words) -> tuple[tuple[str, str], ...]:
    """What a check against the seal shows, and beside each what it does not."""
    say = words.say
    return (
        (
            say("That the records are unchanged since the day someone else received this seal."),
            say("That what a screen showed was genuine, or who wrote it."),
        ),
        (
            say("In which order they were written, and that none is missing between them."),
            say("That nothing was left unrecorded."),
        ),
        (
            say("That they existed on the day this seal was received."),
            say("The exact minute of a record: that is the computer's clock."),
        ),
        (
            say("What was changed or taken out, and after which other record."),
            say("What was in something that was removed for good."),
        ),
        (
            say("How many records of which kind there are."),
            say(
                "That a journal whose seal nobody else ever had was not written anew as a whole by its owner."
            ),
        ),
    )
