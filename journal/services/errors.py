"""What the verbs themselves may refuse."""

from enum import StrEnum

from journal.domain.errors import Fixable, IntegrityFault, JournalError
from journal.domain.evidence import Box
from journal.domain.ids import EvidenceId


class Weakness(StrEnum):
    """Why a passphrase is refused."""

    SHORT = "short"
    REPEATED = "repeated"
    NAMED = "named"
    COMMON = "common"


class PartOutside(Fixable):
    """A part of a picture was chosen that is empty or reaches beyond it."""

    def __init__(self, box: Box) -> None:
        super().__init__(box)
        self.box = box


class CoverOutside(Fixable):
    """One of the places to be covered is empty or reaches beyond the picture; nothing was covered."""

    def __init__(self, boxes: tuple[Box, ...]) -> None:
        super().__init__(boxes)
        self.boxes = boxes


class PageNotSeen(Fixable):
    """A page was to be handed over that nobody has looked at; nothing was kept."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class TooManyPages(Fixable):
    """More pages of one document were to be shown than a paper holds; nothing was made."""

    def __init__(self, count: int, most: int) -> None:
        super().__init__(count, most)
        self.count = count
        self.most = most


class EvidenceInUse(Fixable):
    """These cannot be put aside: a draft, or an entry that was not taken out, has them. Nothing was put aside."""

    def __init__(self, subjects: tuple[EvidenceId, ...]) -> None:
        super().__init__(subjects)
        self.subjects = subjects


class PassphraseWeak(Fixable):
    """The passphrase could be guessed; nothing was made with it."""

    def __init__(self, why: Weakness) -> None:
        super().__init__(why)
        self.why = why


class WordsNotTypedBack(Fixable):
    """What was typed at these places (from 1) is not what stands there; nothing was changed."""

    def __init__(self, places: tuple[int, ...]) -> None:
        super().__init__(places)
        self.places = places


class NewKeysHold(Fixable):
    """The new passphrase and words are in force already, and something went wrong after that."""

    def __init__(self, trouble: JournalError) -> None:
        super().__init__(trouble)
        self.trouble = trouble


class PlaceProblem(StrEnum):
    """Why a journal cannot live somewhere."""

    NETWORK = "network"
    SYNCED = "synced"
    READ_ONLY = "read only"


class PlaceRefused(Fixable):
    """A journal cannot live there; `synced_by` names the program that copies the folder elsewhere."""

    def __init__(self, problem: PlaceProblem, synced_by: str = "") -> None:
        super().__init__(problem, synced_by)
        self.problem = problem
        self.synced_by = synced_by


class ReadOnlyBecause(StrEnum):
    """Why a journal is open to be read only."""

    MEDIA = "media"
    NEWER = "newer"


class ReadOnly(Fixable):
    """Nothing was changed: the journal is open to be read only."""

    def __init__(self, because: ReadOnlyBecause) -> None:
        super().__init__(because)
        self.because = because


class KeysOfAnotherJournal(Fixable):
    """The key files do not belong to the database beside them: one of the two is of another journal, or spoilt."""


class FolderBlocked(Fixable):
    """Something else lies where one of the journal's own folders should be; it was left as it is."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class CaptureContradicts(IntegrityFault):
    """A sealed capture holds other bytes than its own note says."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NothingToPrint(Fixable):
    """The choice holds no incident."""


class PrivateTermsNotWritten(Fixable):
    """Nobody has said yet which words the other person must not read; an empty list is an answer, too."""


class PrivateWordsOpen(Fixable):
    """What the other person may see would hold private words in so many (`number`) places that nobody decided on."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class PicturesNameWords(Fixable):
    """So many pictures (`number`) that the other person may see show these `terms`, and nobody decided that."""

    def __init__(self, terms: tuple[str, ...], number: int) -> None:
        super().__init__(terms, number)
        self.terms = terms
        self.number = number


class PicturesNotRead(Fixable):
    """In so many pictures (`number`) that the other person may see the machine could not look for words; somebody has
    to look at them knowing that."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class PrivateWordsLeft(Fixable):
    """What was finished for the other person held private words after all; nothing of it was left.

    `terms` are those words, `places` where in it they were found.
    """

    def __init__(self, terms: tuple[str, ...], places: tuple[str, ...]) -> None:
        super().__init__(terms, places)
        self.terms = terms
        self.places = places


class PaperNotSearched(Fixable):
    """A paper the other person may see was only looked at: what is to leave has to be searched when it is finished."""


class NotForThem(Fixable):
    """How the writer and witnesses can be reached is never printed for the other person."""


class CoveredCopiesNeeded(Fixable):
    """What the other person may see holds so many (`number`) pictures that nobody has looked at yet."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number
