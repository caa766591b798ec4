"""What a paper can look like, in plain words: its name, and one line on what it is for."""

from journal.domain.printing import Layout
from journal.domain.words import Words


def layout_name(words: Words, layout: Layout) -> str:
    """What it is called."""
    match layout:
        case Layout.LOG:
            return words.say("Full log")
        case Layout.SHORT:
            return words.say("Short table")
        case Layout.DAYS:
            return words.say("Day by day")
        case Layout.OVERVIEW:
            return words.say("Overview")
        case Layout.STATEMENT:
            return words.say("Draft of a statement")
        case Layout.REGISTER:
            return words.say("List of files")
        case Layout.BLANK:
            return words.say("Empty sheet")
        case Layout.CONTACT:
            return words.say("How to reach me")


def layout_use(words: Words, layout: Layout) -> str:
    """What it is for."""
    match layout:
        case Layout.LOG:
            return words.say("Everything in order, with the pictures and files. For an officer or a court.")
        case Layout.SHORT:
            return words.say("One row for each entry. Quick to read, and what many forms ask for.")
        case Layout.DAYS:
            return words.say("One row for each day, with numbers. Shows how a long time went.")
        case Layout.OVERVIEW:
            return words.say(
                "Up to five pages: the numbers, the worst, what you ask, what is open. To talk it over."
            )
        case Layout.STATEMENT:
            return words.say("Numbered, as you would say it. Whoever takes it down will write it again.")
        case Layout.REGISTER:
            return words.say("Each file with its fingerprint. For someone who checks the files.")
        case Layout.BLANK:
            return words.say("Two pages with empty rows, to write on by hand.")
        case Layout.CONTACT:
            return words.say("Your safe address, and those of the people who saw it. A paper of its own.")
