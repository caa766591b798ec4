"""One open journal: its verbs about entries and drafts, and those about every other subject, by subject."""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

from journal.domain.evidence import EvidenceNote, Method
from journal.domain.ids import DraftId, EvidenceId, IncidentId
from journal.domain.reading import (
    Draft,
    Entry,
    Loose,
    Piece,
    Row,
    Seal,
    Settled,
    Sidebar,
    Timeline,
    Version,
    Wanted,
)
from journal.services.anchoring import Anchoring
from journal.services.backing_up import Living
from journal.services.backups import Backups
from journal.services.casework import Casework
from journal.services.checks import Checks
from journal.services.composing import chosen_entries
from journal.services.covering import Covering
from journal.services.errors import ReadOnlyBecause
from journal.services.filing import Added, Filed, Progress, Sealer
from journal.services.for_the_other import ForTheOther
from journal.services.in_pictures import InPictures
from journal.services.journal_parts import Parts
from journal.services.kept_entries import KeptEntries
from journal.services.kept_pictures import KeptPictures
from journal.services.losses import kept_losses
from journal.services.outputs import Outputs
from journal.services.paperwork import Paperwork
from journal.services.printing import Press
from journal.services.private_terms import PrivateTerms
from journal.services.read_pictures import InTheJournal, ReadPictures
from journal.services.salvage_report import Losses
from journal.services.shredding import Shredder
from journal.services.taking_in import TakingIn
from journal.services.what_opens import WhatOpens
from journal.services.writing import Undone, Writer


class Journal:
    """Every verb is answered through a future. Errors that come through it are `JournalError`s.

    What changes something is done only when it is on disk: then, and not before, it may be called saved.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._reader = parts.reader
        self._vault = parts.vault
        around, session = parts.around, parts.session
        self._writer = Writer(parts.vault, around.clock, around.randomness)
        sealer = Sealer(parts.folder, around.clock, around.randomness, session.program, session.system)
        read_pictures = ReadPictures(parts.decoder, parts.recogniser, _shelf(parts))
        self._press = Press(
            folder=parts.folder,
            spill=parts.spill,
            vault=parts.vault,
            reader=parts.reader,
            writing=parts.writing,
            reading=parts.reading,
            decoder=parts.decoder,
            clock=around.clock,
            randomness=around.randomness,
            types=around.types,
            fonts=around.resources / "fonts",
            program=session.program,
            read_pictures=read_pictures,
            kept=KeptEntries(around.types, session.program),
        )
        self._taking_in = TakingIn(parts, sealer)
        self.pictures = KeptPictures(parts, sealer)
        self.casework = Casework(parts.reader, self._writer, parts.reading, parts.writing)
        living = Living(parts.folder, parts.root, around.clock)
        self.backups = Backups(living, parts.vault, parts.writing, around.place_of, around.derive)
        self.checks = Checks(parts.folder, parts.root, parts.vault, parts.writing, around.clock)
        self.removal = Shredder(
            parts.folder,
            parts.vault,
            self._writer,
            self.backups,
            parts.writing,
            parts.reading,
            parts.working,
        )
        self.private_terms = PrivateTerms(
            parts.vault,
            parts.reader,
            parts.writing,
            parts.reading,
            parts.working,
            self._press.originals,
            around.types,
        )
        self.in_pictures = InPictures(
            parts.reader,
            parts.reading,
            self._press.originals,
            parts.decoder,
            read_pictures,
            lambda material: ForTheOther(material, self._press.originals(), around.types),
            self.private_terms.decide,
        )
        self.covering = Covering(
            folder=parts.folder,
            vault=parts.vault,
            reader=parts.reader,
            writing=parts.writing,
            reading=parts.reading,
            working=parts.working,
            sealer=sealer,
            decoder=parts.decoder,
            randomness=around.randomness,
            program=session.program,
            entries_of=chosen_entries,
        )
        self.outputs = Outputs(parts.folder, parts.vault, parts.writing, around.clock, around.randomness)
        self.paperwork = Paperwork(parts, self._press, self.outputs, self._writer.settle_all)
        self.outside = Anchoring(parts.vault, parts.writing, parts.working, around.randomness)
        self.what_opens = WhatOpens(parts, self._press, self.backups, self._end)
        self._ended = False
        self.types = around.types

    @property
    def read_only(self) -> ReadOnlyBecause | None:
        """Why nothing in it can be changed; None for a journal as it should be."""
        return self._parts.way.read_only

    @property
    def unread(self) -> int:
        """How many records a newer program wrote that this one cannot show."""
        return self._parts.way.unread()

    @property
    def is_ended(self) -> bool:
        """Whether nothing can be asked any more."""
        return self._ended

    # What panes ask

    def sidebar(self) -> "Future[Sidebar]":
        """The figures beside the timeline."""
        return self._parts.reading.run(self._sidebar)

    def timeline(self, wanted: Wanted) -> "Future[Timeline]":
        """The places of every wanted incident, newest first."""
        return self._parts.reading.run(self._reader.timeline, wanted)

    def rows(self, ids: Sequence[IncidentId]) -> "Future[tuple[Row, ...]]":
        """The lines of these incidents; asked for in pages, as they come into sight."""
        return self._parts.reading.run(self._reader.rows, ids)

    def taken_out(self) -> "Future[tuple[IncidentId, ...]]":
        """The incidents that were taken out of every list, the one that went last first."""
        return self._parts.reading.run(self._reader.taken_out)

    def put_aside(self) -> "Future[tuple[Loose, ...]]":
        """The evidence that was put aside, the one that went last first."""
        return self._parts.reading.run(self._reader.put_aside)

    def loose(self) -> "Future[tuple[Loose, ...]]":
        """What waits to be sorted, newest first; also files that waited to be filed and cannot be opened."""
        return self._parts.reading.run(self._loose)

    def entry(self, subject: IncidentId) -> "Future[Entry]":
        """One incident, whole."""
        return self._parts.reading.run(self._reader.entry, subject)

    def history(self, subject: IncidentId) -> "Future[tuple[Version, ...]]":
        """Every state an incident ever had, oldest first."""
        return self._parts.reading.run(self._reader.history, subject)

    def piece(self, subject: EvidenceId) -> "Future[Piece]":
        """One piece of evidence."""
        return self._parts.reading.run(self._reader.piece, subject)

    def draft(self, subject: DraftId) -> "Future[Draft]":
        """A draft."""
        return self._parts.writing.run(self._vault.draft, subject)

    def draft_of(self, subject: IncidentId) -> "Future[Draft | None]":
        """The draft that changes an incident, if there is one."""
        return self._parts.writing.run(self._vault.draft_of, subject)

    def seal(self) -> "Future[Seal]":
        """The journal's fingerprint."""
        return self._parts.writing.run(self._vault.seal)

    @property
    def place(self) -> Path:
        """The folder it lies in."""
        return self._parts.folder.root

    @property
    def inbox_public(self) -> bytes:
        """The key captures of this journal are sealed to."""
        return self._parts.root.inbox_public

    def window_state(self, name: str) -> "Future[bytes | None]":
        """What the window remembered under that name."""
        return self._parts.reading.run(self._reader.window, name)

    # What changes something

    def start_draft(
        self, incident_id: IncidentId | None, evidence: Sequence[EvidenceId] = ()
    ) -> "Future[Draft]":
        """Begin to write about an incident, or a new one from evidence."""
        return self._parts.writing.run(self._start_draft, incident_id, evidence)

    def keep_draft(self, draft: Draft) -> "Future[Draft]":
        """Keep what was typed so far, encrypted."""
        return self._parts.writing.run(self._writer.keep_draft, draft)

    def settle(self, draft_id: DraftId) -> "Future[Settled]":
        """Make a record of a draft that is enough for one."""
        return self._parts.writing.run(self._writer.settle, draft_id)

    def drop_draft(self, draft_id: DraftId) -> "Future[None]":
        """Forget what was typed."""
        return self._parts.writing.run(self._writer.drop_draft, draft_id)

    def star(self, subject: IncidentId, on: bool) -> "Future[None]":
        """Mark an incident as one of the most serious."""
        return self._parts.writing.run(self._writer.star, subject, on)

    def void(self, subject: IncidentId, reason: str = "") -> "Future[None]":
        """Take an incident out of every list."""
        return self._parts.writing.run(self._writer.void, subject, reason)

    def put_back(self, subject: IncidentId) -> "Future[None]":
        """Put an incident that was taken out back into every list."""
        return self._parts.writing.run(self._writer.put_back, subject)

    def undo(self) -> "Future[Undone | None]":
        """Take the last change back."""
        return self._parts.writing.run(self._writer.undo)

    def amend_evidence(self, subject: EvidenceId, note: EvidenceNote) -> "Future[None]":
        """Say something about an original without touching it."""
        return self._parts.writing.run(self._writer.amend_evidence, subject, note)

    def put_back_evidence(self, subject: EvidenceId) -> "Future[None]":
        """Let evidence that was put aside wait to be sorted again."""
        return self._parts.writing.run(self._writer.put_back_evidence, subject)

    def void_evidence(self, *subjects: EvidenceId) -> "Future[None]":
        """Put loose evidence aside; all of it comes back with one step.

        Raises, through the future:
            EvidenceInUse: a draft or an entry has some of it; nothing was put aside.
        """
        return self._parts.writing.run(self._writer.void_evidence, *subjects)

    def keep_window_state(self, name: str, value: bytes) -> "Future[None]":
        """Remember something of the window, inside the journal."""
        return self._parts.writing.run(self._keep_window_state, name, value)

    # What comes in

    def add_files(self, paths: Sequence[Path], method: Method, progress: Progress) -> "Future[Added]":
        """Take files in, byte for byte; one that cannot be read does not stop the others."""
        return self._parts.working.run(self._taking_in.add_files, paths, method, progress)

    def add_bytes(self, data: bytes, name: str, method: Method) -> "Future[Added]":
        """Take in what another program handed over, such as a pasted picture."""
        return self._parts.working.run(self._taking_in.add_bytes, data, name, method)

    def file_inbox(self) -> "Future[Filed]":
        """Record the captures that lie sealed in the inbox and move them to the other originals."""
        return self._parts.writing.run(self._taking_in.file_inbox)

    def failed_tries(self) -> "Future[tuple[int, ...]]":
        """When wrong passphrases were tried since the journal was open before (UTC ms), oldest first."""
        return self._parts.writing.run(self._taking_in.failed_tries)

    # What looks at the whole

    def losses(self) -> "Future[Losses | None]":
        """What was lost when this journal was saved from a damaged one; None for one that never had to be."""
        return self._parts.reading.run(kept_losses, self._reader)

    def close(self) -> None:
        """End the children, close the journal, let the next one open it. Settles nothing; may be called twice."""
        self.what_opens.close()
        self._end()
        self._parts.on_close()

    def _end(self) -> None:
        """Let go of the database; the journal's lock stays."""
        if self._ended:
            return
        self._ended = True
        parts = self._parts
        self.outputs.close()
        self.backups.close()
        self.checks.close()
        parts.recogniser.close()
        parts.decoder.close()
        self.in_pictures.close()
        parts.working.close()
        parts.reading.run(self._reader.close).result()
        parts.reading.close()
        parts.writing.run(self._vault.close).result()
        parts.writing.close()

    def _loose(self) -> tuple[Loose, ...]:
        found = (*self._reader.loose(), *self._taking_in.unopened())
        return tuple(sorted(found, key=lambda loose: loose.at_ms, reverse=True))

    def _sidebar(self) -> Sidebar:
        figures = self._reader.sidebar()
        return replace(figures, to_sort=figures.to_sort + len(self._taking_in.unopened()))

    def _keep_window_state(self, name: str, value: bytes) -> None:
        with self._vault.writing():
            self._vault.keep_window(name, value)

    def _start_draft(self, incident_id: IncidentId | None, evidence: Sequence[EvidenceId]) -> Draft:
        self._parts.assure_writable()
        pieces = [self._parts.reading.run(self._reader.piece, subject).result() for subject in evidence]
        return self._writer.start_draft(
            incident_id, [(piece.id, piece.evidence.acquired_ms) for piece in pieces]
        )


def _shelf(parts: Parts) -> InTheJournal | None:
    """Where what was read in pictures is kept; nowhere in a journal that may only be read."""
    if parts.way.read_only is not None:
        return None
    return InTheJournal(parts.vault, parts.reader, parts.writing, parts.reading, parts.recogniser.name)
