"""Words for what is captured, added and covered."""

from journal.capture.errors import CaptureUnavailable, Reason
from journal.desktop import errors as desktop
from journal.intake.reader import Unreadable
from journal.pictures.refusal import PictureRefused, Refusal
from journal.services.errors import (
    CaptureContradicts,
    CoverOutside,
    EvidenceInUse,
    PageNotSeen,
    PartOutside,
    TooManyPages,
)
from journal.services.trouble_words.saying import ALTERED, Saying, chosen, fixed, named

SAYINGS: dict[type, Saying] = {
    CaptureUnavailable: chosen(
        "reason",
        {
            Reason.REFUSED: ("The screen gave no picture.", "Try once more in a moment."),
            Reason.NO_DISPLAY: ("There is no screen here to take a picture of.", "Start it on the desktop."),
            Reason.UNREACHABLE: (
                "The screen cannot be reached from here.",
                "Start Journal from the desktop you are looking at.",
            ),
            Reason.UNSUPPORTED: (
                "This screen has too few colours for a true picture.",
                "Choose 24 or 32 bits per pixel in the display settings.",
            ),
        },
    ),
    desktop.ScreenshotRefused: chosen(
        "reason",
        {
            desktop.Unhelpful.CANCELLED: (
                "The desktop asked whether a picture may be taken, and the answer was no.",
                "Try once more, and choose “Share” or “Allow” when it asks.",
            ),
            desktop.Unhelpful.FAILED: (
                "The desktop gave no picture of the screen.",
                "Use the desktop's own screenshot key, then paste the picture into Journal with Ctrl+V.",
            ),
            desktop.Unhelpful.TIME_OUT: (
                "The desktop did not answer when it was asked for a picture of the screen.",
                "Look for a question it may have opened, then try once more.",
            ),
            desktop.Unhelpful.MISSING: (
                "This desktop does not let programs take pictures of the screen by themselves.",
                "Use the desktop's own screenshot key, then paste the picture into Journal with Ctrl+V.",
            ),
        },
    ),
    EvidenceInUse: fixed(
        "This is in an entry, so it was not put aside.",
        "Open that entry and take the file out of it first; then it waits in To sort again.",
    ),
    CoverOutside: fixed(
        "A place to be covered does not lie inside the picture.", "Take it away and draw it once more."
    ),
    PageNotSeen: named("Page {number} was not looked at.", "Look at it first, then decide.", number="number"),
    TooManyPages: named(
        "{count} pages of one document are too many: {most} can be shown.",
        "Leave out the pages that say nothing about what happened.",
        count="count",
        most="most",
    ),
    PartOutside: fixed("This part does not lie inside the picture.", "Choose it once more."),
    CaptureContradicts: ALTERED,
    Unreadable: chosen(
        "why",
        {
            "failed": ("The file could not be read.", "Check the disk it lies on, then add it again."),
            "missing": ("The file is no longer there.", "Look for it, then add it again."),
            "folder": ("That is a folder.", "Open it and choose the files in it."),
            "no permission": (
                "The computer does not let this program read the file.",
                "Copy it to your own folder first, then add it again.",
            ),
            "not a file": ("That is not an ordinary file.", "Save it as a file first, then add it."),
            "kept already": (
                "That file is a part of the journal itself.",
                "It is kept already; leave it there.",
            ),
        },
    ),
    PictureRefused: chosen(
        "reason",
        {
            Refusal.NOT_A_PICTURE: (
                "There is no preview for this kind of file.",
                "The file itself is kept safely.",
            ),
            Refusal.TOO_LARGE: ("The picture is too large to show here.", "The file itself is kept safely."),
            Refusal.DAMAGED: (
                "The picture is damaged and cannot be shown.",
                "It is kept exactly as it came.",
            ),
            Refusal.TOO_SLOW: ("Showing the picture took too long.", "The file itself is kept safely."),
            Refusal.NEEDS_PASSWORD: ("The document asks for a password.", "It is kept exactly as it came."),
            Refusal.DECODER_DIED: (
                "The picture could not be shown.",
                "It is kept safely; try again in a moment.",
            ),
        },
    ),
}
