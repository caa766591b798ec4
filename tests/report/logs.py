"""Logs to print in tests: small by default, every part of them replaceable."""

import hashlib
import io
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from journal.domain.casework import Milestone, MilestoneKind
from journal.domain.evidence import Evidence, EvidenceNote, Method, Original, Provenance
from journal.domain.ids import JournalId, MilestoneId, SessionId
from journal.domain.incident import Account, Basis, Incident, Where
from journal.domain.incident_types import IncidentType
from journal.domain.moments import LocalTime, at_instant, exact
from journal.domain.printing import Layout, Reader
from journal.domain.reading import After, Seal
from journal.domain.records import Recorded
from journal.pictures.decoder import PaperJpeg
from journal.pictures.pdf_session import PdfSession
from journal.pictures.refusal import PictureRefused, Refusal
from journal.report.layouts import write_paper
from journal.report.model import ExhibitKind, Log, LogExhibit, LogMilestone, LogRow, Made, Named, Scope
from journal.services.wording import Wording

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
PARIS = "Europe/Paris"
FIRST_MS = 1_710_316_800_000
"""13 March 2024, 08:00 UTC."""

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
SEAL = Seal(1234, hashlib.sha256(b"the print record").hexdigest())
WARNING = MilestoneId("0" * 26)


class NoDecoder:
    """Refuses every foreign picture."""

    def paper_png(self, _data: bytes, /) -> bytes:
        raise PictureRefused(Refusal.NOT_A_PICTURE)

    def paper_jpeg(self, _data: bytes, /) -> PaperJpeg | None:
        raise PictureRefused(Refusal.NOT_A_PICTURE)

    def pdf_session(self, _source: BinaryIO, /) -> PdfSession:
        raise PictureRefused(Refusal.NOT_A_PICTURE)


def made(log: Log, layout: Layout = Layout.LOG, **more: object) -> tuple[bytes, Made]:
    """The log as a PDF in that layout, and what came out."""
    out = io.BytesIO()
    result = write_paper(layout, log, out, Wording("en"), FONTS, NoDecoder(), **more)  # type: ignore[arg-type]  # progress only
    return out.getvalue(), result


def a_log(*rows: LogRow, **changed: object) -> Log:
    """A log of those rows, sealed and for the police."""
    log = Log(
        writer="M. Leroux",
        police_reference="26/1187",
        made_at=LocalTime("2026-11-22T10:12:00", PARIS, 60),
        journal=JournalId("7ZZZZZZZZZZZZZZZZZZZZZZZZZ"),
        program="Journal 0.1.0",
        scope=Scope(Reader.POLICE, of=len(rows)),
        rows=sorted(rows, key=lambda row: row.place),
        types=(IncidentType("message", "Message or e-mail"), IncidentType("threat", "Threat")),
        seal=SEAL,
        counts=(("incident.create", len(rows)), ("session.start", 3)),
    )
    return replace(log, **changed)  # type: ignore[arg-type]  # whatever the test wants


def a_row(
    number: int = 1, *, late_ms: int = 15 * 60_000, incident: Incident | None = None, **changed: object
) -> LogRow:
    """An incident `number` days after the first, recorded a quarter of an hour later."""
    happened_ms = FIRST_MS + number * DAY_MS
    first = Recorded(happened_ms + late_ms, 60, 0, SessionId("0" * 26))
    row = LogRow(
        number,
        incident or an_incident(happened_ms),
        first,
        first,
        named=(Named("NightOwl", Basis.SAME_ACCOUNT),),
    )
    return replace(row, **changed)  # type: ignore[arg-type]  # whatever the test wants


def an_incident(happened_ms: int = FIRST_MS, **changed: object) -> Incident:
    """A comment under a picture."""
    incident = Incident(
        occurred=exact(at_instant(happened_ms, PARIS)),
        headline="Comment under the new picture",
        description="A comment appeared under the picture I posted an hour before.",
        exact_words="I know which train you take now",
        where=Where("blog comment", "Studio notes"),
        link="https://studionotes.example/river#c-4471",
        account=Account("nightowl_77", "88213047"),
        types=("message",),
    )
    return replace(incident, **changed)  # type: ignore[arg-type]  # whatever the test wants


def after_the_warning(label: str = "NightOwl") -> After:
    """That an incident came after the warning."""
    return After(WARNING, MilestoneKind.WARNED, exact(at_instant(FIRST_MS, PARIS)), label)


def a_warning(happened_ms: int = FIRST_MS) -> LogMilestone:
    """A warning by police."""
    point = Milestone(
        MilestoneKind.WARNED, exact(at_instant(happened_ms, PARIS)), told_how="in person", reference="26/1187"
    )
    return LogMilestone(WARNING, point, ("NightOwl",))


def an_exhibit(
    reference: str,
    data: bytes,
    kind: ExhibitKind = ExhibitKind.CARD,
    media_type: str = "audio/mpeg",
    name: str = "voicemail.mp3",
    method: Method = Method.FILE,
    opener: Callable[[], BinaryIO] | None = None,
) -> LogExhibit:
    """An original of those bytes."""
    acquired = at_instant(FIRST_MS, PARIS)
    evidence = Evidence(
        Original(hashlib.sha256(data).hexdigest(), len(data), media_type),
        file="0" * 32,
        name=name,
        safe_name=name,
        acquired=acquired,
        acquired_ms=FIRST_MS,
        method=method,
        provenance=Provenance(window_title="Studio notes - Browser", application="browser"),
    )
    return LogExhibit(reference, evidence, EvidenceNote(), kind, opener or (lambda: io.BytesIO(data)))


def a_capture(reference: str, png: bytes) -> LogExhibit:
    """A picture taken by the program itself."""
    return an_exhibit(reference, png, ExhibitKind.PICTURE, "image/png", "screen.png", Method.CAPTURE)


def a_png(width: int, height: int, seed: int = 0) -> bytes:
    """A colourful picture, another one for each seed, stored as our captures are."""
    ramp = bytes(range(256)) * (width * 3 // 256 + 2)
    starts = ((y * 13 + seed * 7) % 256 for y in range(height))
    rows = (b"\x00" + ramp[start : start + width * 3] for start in starts)
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"".join(rows))),
        (b"IEND", b""),
    )
    body = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(body)
