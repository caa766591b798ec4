"""A journal in which somebody lived for a while: a bit of everything that can be done to one, in any order."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from journal.domain.actor import Actor, Standing
from journal.domain.casework import Contact, Milestone, MilestoneKind, Person, WitnessContact
from journal.domain.evidence import Box, EvidenceNote, Method
from journal.domain.ids import ActorId, ContactId, EvidenceId, IncidentId, MilestoneId
from journal.domain.incident import (
    Account,
    Attribution,
    Basis,
    HowMany,
    Incident,
    PassedOn,
    PassedTo,
    Witness,
)
from journal.domain.moments import at_instant, exact, on_or_before
from journal.domain.printing import PaperSize, PrintWish, Reader
from journal.domain.reading import Wanted
from journal.services.door import Door
from journal.services.journal import Journal
from journal.services.wording import Wording
from tests.fakes import NOON, FakeClock
from tests.sealing.stamping import NOW, ROOT, SIGNER, Recipe
from tests.services.conftest import PASSPHRASE
from tests.services.test_journal import on, png, write

ZONES = ("Europe/Paris", "Europe/Paris", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia", "UTC")
_DAY_MS = 86_400_000
_LETTERS = "aé ßא中文🙂🏳️‍🌈\u202e\u200b=<&\n\t'\"/\\-·ก็ကခ"


@dataclass
class Life:
    """`live` does one thing more, whatever it is; `wish` is something to be handed over."""

    door: Door
    journal: Journal
    clock: FakeClock
    chance: random.Random
    incidents: list[IncidentId] = field(default_factory=list)
    pieces: list[EvidenceId] = field(default_factory=list)
    actors: list[ActorId] = field(default_factory=list)
    contacts: list[ContactId] = field(default_factory=list)
    milestones: list[MilestoneId] = field(default_factory=list)
    joined: list[tuple[ActorId, ActorId]] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def live(self, times: int) -> None:
        """Do some things, the most usual of them most often."""
        usual: Sequence[Callable[[], None]] = (self._write, self._change, self._add_file)
        rare: Sequence[Callable[[], None]] = (
            *(
                self._add_actor,
                self._join,
                self._part,
                self._set_point,
                self._call,
                self._take_out,
                self._undo,
            ),
            *(
                self._remove,
                self._cut,
                self._note,
                self._star,
                self._stamp,
                self._print,
                self._reopen,
                self._set_clock,
            ),
            *(self._void_point, self._write_person, self._give_up_file, self._change_passphrase),
        )
        for _ in range(times):
            self.clock.pass_ms(self.chance.randrange(1000, 3 * _DAY_MS))
            act = self.chance.choice(usual if self.chance.random() < 0.5 else rare)
            act()
            self.done.append(act.__name__)

    def wish(self) -> PrintWish:
        """Of everything, or of some of it."""
        chance = self.chance
        choices = (
            Wanted(),
            Wanted(from_ms=NOON - chance.randrange(900) * _DAY_MS),
            Wanted(actors=(chance.choice(self.actors),)) if self.actors else Wanted(),
            Wanted(starred=True),
        )
        ticked = (
            tuple(chance.sample(self.incidents, min(len(self.incidents), 3))) if chance.random() < 0.2 else ()
        )
        return PrintWish(
            chance.choice((Reader.POLICE, Reader.LAWYER)),
            Wanted() if ticked or chance.random() < 0.6 else chance.choice(choices),
            ticked,
            chance.choice(tuple(PaperSize)),
            chance.choice(("en", "de")),
            with_exhibits=chance.random() < 0.8,
            combined=chance.random() < 0.2,
        )

    def text(self, most: int = 60) -> str:
        """Whatever people write, and what breaks programs."""
        return "x" + "".join(self.chance.choice(_LETTERS) for _ in range(self.chance.randrange(most)))

    def _moment(self) -> Any:
        at_ms = self.clock.now - self.chance.randrange(800) * _DAY_MS - self.chance.randrange(_DAY_MS)
        moment = at_instant(at_ms, self.chance.choice(ZONES))
        return on_or_before(moment) if self.chance.random() < 0.2 else exact(moment)

    def _incident(self, before: Incident) -> Incident:
        chance = self.chance
        some = chance.sample(self.actors, min(len(self.actors), chance.randrange(3)))
        return replace(
            before,
            occurred=self._moment(),
            headline=self.text(),
            description=self.text(400),
            exact_words=self.text() if chance.random() < 0.5 else "",
            actors=tuple(Attribution(each, chance.choice(tuple(Basis))) for each in some),
            account=Account(chance.choice(("", "203.0.113.9", "nightowl_77"))),
            how_many=HowMany(chance.choice((1, 1, 6)), about=chance.random() < 0.3),
            types=tuple(chance.sample(("message", "call", "threat", "own"), chance.randrange(3))),
            witnesses=(Witness("Ann"),) if chance.random() < 0.2 else (),
            evidence=tuple(chance.sample(self.pieces, min(len(self.pieces), chance.randrange(3)))),
            passed_on=self._passed(),
        )

    def _passed(self) -> tuple[PassedOn, ...]:
        if not self.contacts or self.chance.random() < 0.8:
            return ()
        return (PassedOn(PassedTo.POLICE, contact=self.chance.choice(self.contacts)),)

    def _write(self) -> None:
        draft = self.journal.start_draft(None).result()
        self.journal.keep_draft(replace(draft, incident=self._incident(draft.incident))).result()
        settled = self.journal.settle(draft.id).result()
        if settled.incident is not None:
            self.incidents.append(settled.incident)

    def _change(self) -> None:
        if self.incidents:
            draft = self.journal.start_draft(self.chance.choice(self.incidents)).result()
            self.journal.keep_draft(replace(draft, incident=self._incident(draft.incident))).result()
            self.journal.settle(draft.id).result()

    def _add_file(self) -> None:
        chance = self.chance
        data = png(size=(9 + chance.randrange(40), 9 + chance.randrange(300)))
        if chance.random() < 0.4:
            data = self.text(300).encode() + chance.randbytes(9)
        name = self.text(30) + chance.choice((".png", ".eml", ".mp4", "", ".txt"))
        method = chance.choice((Method.PASTE, Method.FILE, Method.DROP))
        evidence = self.journal.add_bytes(data, name, method).result().evidence
        self.pieces += evidence
        self.incidents.append(
            IncidentId(write(self.journal, occurred=self._moment(), headline=self.text(), evidence=evidence))
        )

    def _add_actor(self) -> None:
        standing = self.chance.choice(tuple(Standing))
        notes = self.text() if self.chance.random() < 0.3 else ""
        self.actors.append(
            self.journal.casework.add_actor(Actor(self.text(12), standing, notes=notes)).result()
        )

    def _join(self) -> None:
        free = [each for each in self.actors if all(each not in pair for pair in self.joined)]
        if len(free) > 1:
            kept, joined = self.chance.sample(free, 2)
            self.journal.casework.join_actors(kept, joined, self.text()).result()
            self.joined.append((kept, joined))

    def _part(self) -> None:
        if self.joined:
            self.journal.casework.part_actors(*self.joined.pop()).result()

    def _set_point(self) -> None:
        concerned = tuple(self.chance.sample(self.actors, min(len(self.actors), 1)))
        ends = "2026-12-01" if self.chance.random() < 0.3 else ""
        kind = self.chance.choice(tuple(MilestoneKind))
        date = exact(at_instant(self.clock.now - self.chance.randrange(400) * _DAY_MS, "Europe/Paris"))
        point = Milestone(kind, date, concerned, ends=ends, note=self.text())
        self.milestones.append(self.journal.casework.add_milestone(point).result())

    def _void_point(self) -> None:
        if self.milestones:
            self.journal.casework.void_milestone(self.milestones.pop()).result()

    def _call(self) -> None:
        role = self.chance.choice(("lawyer", "police", ""))
        contact = Contact(
            when=self._moment(), who=self.text(20), role=role, said=self.text(), promised=self.text()
        )
        self.contacts.append(self.journal.casework.add_contact(contact).result())

    def _write_person(self) -> None:
        self.journal.casework.write_person(Person(name=self.text(12), safe_contact="a safe friend")).result()
        self.journal.casework.write_witness(WitnessContact("Ann", address="12 Hidden Lane")).result()

    def _take_out(self) -> None:
        if self.incidents:
            gone = self.chance.choice(self.incidents)
            self.journal.void(gone).result()
            if self.chance.random() < 0.6:
                self.journal.put_back(gone).result()
            else:
                self.incidents.remove(gone)

    def _undo(self) -> None:
        self.journal.undo().result()
        self._look_around()

    def _look_around(self) -> None:
        """Know what there is now."""
        journal, casework = self.journal, self.journal.casework
        self.incidents = [key.id for key in journal.timeline(Wanted()).result().keys]
        entries = [journal.entry(each).result() for each in self.incidents]
        self.pieces = list(dict.fromkeys(piece.id for entry in entries for piece in entry.pieces))
        self.actors = [subject for subject, _ in casework.actors().result()]
        self.milestones = [entry.id for entry in casework.milestones().result()]
        self.contacts = [entry.id for entry in casework.contacts().result()]
        self.joined = [(each.kept, each.id) for each in casework.joinings().result()]

    def _remove(self) -> None:
        if self.incidents and self.chance.random() < 0.5:
            gone = self.incidents.pop(self.chance.randrange(len(self.incidents)))
            self.journal.removal.remove([gone]).result()
        elif self.pieces:
            piece = self.pieces.pop(self.chance.randrange(len(self.pieces)))
            self.journal.removal.remove([], [piece], self.text()).result()
        self._look_around()

    def _cut(self) -> None:
        for piece in self.pieces[-1:]:
            if self.journal.piece(piece).result().evidence.original.media_type == "image/png":
                self.journal.pictures.choose_part(piece, Box(0, 0, 5, 5)).result()

    def _note(self) -> None:
        for piece in self.pieces[:1]:
            self.journal.amend_evidence(piece, EvidenceNote(note=self.text())).result()

    def _give_up_file(self) -> None:
        loose = self.journal.add_bytes(self.text().encode(), "not this", Method.PASTE).result().evidence
        self.journal.void_evidence(*loose).result()
        if self.chance.random() < 0.5:
            self.journal.put_back_evidence(loose[0]).result()

    def _star(self) -> None:
        for each in self.incidents[-2:]:
            self.journal.star(each, on=self.chance.random() < 0.7).result()

    def _stamp(self) -> None:
        """The time is confirmed from outside, by a key that ends a year later."""
        now = datetime.fromtimestamp(self.clock.now // 1000, UTC)
        begins = min(now, NOW) - timedelta(days=365)
        signer, root = (
            replace(link, begins=begins, ends=now + timedelta(days=365)) for link in (SIGNER, ROOT)
        )
        kind = self.chance.choice((signer, replace(signer, key="rsa clock")))
        authority = Recipe(kind, root=root, at=now)
        self.journal._parts.writing.run(self.journal.outside._question, "").result()
        asked = [each for each in self.journal.outside.known().result() if not each.answered][-1]
        answer = authority.answer(asked.checkpoint.form(), asked.nonce)
        self.journal.outside.answer(answer, [authority.root_der]).result()

    def _print(self) -> None:
        if self.incidents:
            wish = PrintWish(Reader.POLICE, only=tuple(self.incidents[-2:]))
            self.journal.paperwork.print_log(wish, Wording(), on).result().discard()

    def _reopen(self) -> None:
        """A computer that was carried elsewhere, and started anew."""
        self.journal.close()
        self.clock.tz = self.chance.choice(ZONES)
        self.clock.run, self.clock.boot = f"run-{self.chance.random()}", 1000
        self.journal = self.door.open(PASSPHRASE).result()

    def _set_clock(self) -> None:
        self.clock.now += self.chance.choice((-180_000, 180_000, 3_600_000))

    def _change_passphrase(self) -> None:
        self.journal.what_opens.change_passphrase(PASSPHRASE, PASSPHRASE + " again").result()
        self.journal.what_opens.change_passphrase(PASSPHRASE + " again", PASSPHRASE).result()
