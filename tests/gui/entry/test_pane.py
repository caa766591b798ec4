"""An entry is read, written and settled as a person would do it."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from journal.domain.actor import Standing
from journal.domain.ids import EvidenceId, IncidentId
from journal.domain.incident import Basis, KnownBy, Witness
from journal.gui.entry.asking import Question
from journal.gui.entry.history import HistorySheet
from journal.gui.entry.pane import EntryPane
from journal.gui.text.menu import Menu
from tests.gui import example
from tests.gui.fakes import Refused
from tests.gui.seeing import says, texts


@pytest.fixture
def pane(qtbot: Any, kit: Any, journal: Any) -> Any:
    pane = EntryPane(kit, journal)
    qtbot.addWidget(pane)
    pane.resize(420, 900)
    pane.show_people(journal.sidebar().result().people)
    pane.show()
    return pane


@pytest.fixture
def ids(journal: Any) -> list[IncidentId]:
    return list(journal.told)


@pytest.fixture
def opened(qtbot: Any, pane: Any, ids: list[IncidentId]) -> Any:
    """The first entry, open."""
    with qtbot.waitSignal(pane.shown_changed):
        pane.show_entry(ids[0])
    return pane


def _leave(qtbot: Any, pane: Any) -> None:
    over: list[bool] = []
    pane.finish(lambda: over.append(True))
    qtbot.waitUntil(lambda: bool(over))


def _choose(name: str) -> None:
    menus = [
        widget for widget in QApplication.topLevelWidgets() if isinstance(widget, Menu) and widget.isVisible()
    ]
    action = next(action for action in menus[-1].actions() if action.text() == name)
    action.trigger()
    menus[-1].close()


# Reading


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ("noticed", "Sat 21 Nov 2026, 21:14 Paris time"),
        ("occurred", "20:58 shown on the page"),
        ("recorded", "21:15 · edited once"),
        ("who", "NightOwl same account or number"),
        ("where", "Blog comment, Studio notes"),
        ("link", "https://studionotes.example/river#c-4471"),
        ("account", "nightowl_77 id 88213047"),
        ("type", "Threat · Watching or visiting my pages"),
        ("after", "warning to NightOwl, 17 Nov 2026 · asking NightOwl to stop, 3 Feb 2026"),
    ],
)
def test_each_fact_reads_as_it_was_written(opened: Any, fact: str, said: str) -> None:
    assert opened.form.fact(fact).value.said() == said


def test_what_is_known_behind_more_is_in_sight_and_the_rest_is_not(opened: Any) -> None:
    assert says(opened, "could not sleep · Afraid to take the train")
    assert not opened.form.fact("response").isVisible()

    opened.form.more.click()

    assert opened.form.fact("response").isVisible()


def test_private_notes_say_what_they_are(opened: Any) -> None:
    assert opened.form.note.toPlainText() == "I was alone that evening."
    assert says(opened, "Never printed. A court can still ask for the whole journal.")


def test_threatening_words_are_covered_until_wanted(
    qtbot: Any, opened: Any, pane: Any, ids: list[IncidentId]
) -> None:
    assert not says(opened, "I know which train you take now")

    opened.form.exact._cover.show_link.click()
    assert says(opened, "I know which train you take now")

    with qtbot.waitSignal(pane.shown_changed):
        pane.show_entry(ids[1])
    with qtbot.waitSignal(pane.shown_changed):
        pane.show_entry(ids[0])
    assert not says(opened, "I know which train you take now")


def test_the_words_of_an_unhurtful_entry_are_not_covered(
    qtbot: Any, pane: Any, ids: list[IncidentId]
) -> None:
    with qtbot.waitSignal(pane.shown_changed):
        pane.show_entry(ids[5])

    assert says(pane, "You will answer one day.")


def test_hidden_characters_in_exact_words_are_named(qtbot: Any, opened: Any) -> None:
    opened.form.exact.uncover()

    opened.form.exact.area.insertPlainText("\u202e")

    assert says(opened, "hidden characters: U+202E")


# Writing


def test_typing_keeps_a_draft_and_leaving_records_it(
    qtbot: Any, opened: Any, journal: Any, ids: list[IncidentId]
) -> None:
    opened.form.description.setFocus()
    opened.form.description.selectAll()
    qtbot.keyClicks(opened.form.description, "It was another comment.")

    with qtbot.waitSignal(opened.draft_kept):
        _leave(qtbot, opened)

    assert journal.told[ids[0]].incident.description == "It was another comment."
    assert journal.told[ids[0]].incident.exact_words == "I know which train you take now"


def test_a_new_entry_begins_where_words_go_and_ends_in_the_timeline(
    qtbot: Any, pane: Any, journal: Any
) -> None:
    with qtbot.waitSignal(pane.entry_begun):
        pane.begin()
    assert pane.focusWidget() is pane.form.description
    assert says(pane, "not yet")

    qtbot.keyClicks(pane.form.description, "He called again")
    assert pane.form.headline.placeholderText() == "He called again"
    with qtbot.waitSignal(pane.recorded):
        pane._writings.current.settle()

    assert "He called again" in [told.incident.description for told in journal.told.values()]
    assert pane.entry() in journal.told


def test_choosing_what_is_being_written_goes_on_with_it(qtbot: Any, pane: Any, journal: Any) -> None:
    with qtbot.waitSignal(pane.entry_begun):
        pane.begin()
    pane.form.description.setPlainText("half a sen")
    qtbot.waitUntil(lambda: bool(journal.calls("keep_draft")))
    troubles: list[object] = []
    pane.trouble.connect(troubles.append)

    pane.show_draft(next(iter(journal.drafts)))
    _leave(qtbot, pane)

    assert troubles == []
    assert len(journal.calls("settle")) == 1


def test_an_unfinished_draft_is_found_again_when_its_entry_is_opened(
    qtbot: Any, pane: Any, journal: Any, ids: list[IncidentId]
) -> None:
    from dataclasses import replace

    draft = journal.start_draft(ids[0]).result()
    journal.keep_draft(replace(draft, incident=replace(draft.incident, description="half a sen")))

    with qtbot.waitSignal(pane.shown_changed):
        pane.show_entry(ids[0])

    assert pane.form.description.toPlainText() == "half a sen"


def test_each_fact_opens_its_fields_one_at_a_time_and_escape_closes_them(qtbot: Any, opened: Any) -> None:
    form = opened.form

    for name in ("noticed", "occurred", "who", "where", "link", "account", "type"):
        form.fact(name).value.click()
        assert [fact for fact in form._facts if form.fact(fact).is_open()] == [name]
    qtbot.keyClick(form.fact("type").editor().first_field(), Qt.Key.Key_Escape)

    assert not form.fact("type").is_open()
    assert opened.focusWidget() is form.fact("type").value


def test_the_place_is_typed_in_three_lines(qtbot: Any, opened: Any) -> None:
    opened.form.fact("where").open_editor()
    editor = opened.form.fact("where").editor()

    editor._lines["place"].setFocus()
    qtbot.keyClicks(editor._lines["place"], "Lyon")

    assert opened.form.incident().where.place == "Lyon"
    assert opened.form.fact("where").value.said() == "Blog comment, Studio notes · Lyon"


def test_a_known_person_is_a_chip_and_gets_one_reason(qtbot: Any, opened: Any) -> None:
    opened.form.fact("who").open_editor()
    editor = opened.form.fact("who").editor()
    chip = editor._chips.itemAt(1).widget()
    assert editor._reasons.itemAtPosition(0, 0).widget().text() == "NightOwl"

    chip.click()
    pick = editor._reasons.itemAtPosition(3, 0).widget()
    pick.setCurrentIndex(pick.findData(Basis.SEEN))
    pick.activated.emit(pick.currentIndex())

    assert [(one.actor, one.basis) for one in opened.form.incident().actors] == [
        (example.NIGHTOWL, Basis.SAME_ACCOUNT),
        (example.MARSH, Basis.SEEN),
    ]
    assert (
        opened.form.fact("who").value.said() == "NightOwl (same account or number) · D. Marsh (seen or heard)"
    )


def test_a_name_nobody_has_becomes_a_new_person(qtbot: Any, opened: Any, journal: Any) -> None:
    opened.form.fact("who").open_editor()
    editor = opened.form.fact("who").editor()
    editor.typed.setFocus()
    qtbot.keyClicks(editor.typed, "Unknown 2")

    with qtbot.waitSignal(opened.journal_changed):
        qtbot.keyClick(editor.typed, Qt.Key.Key_Return)

    ((actor,),) = journal.calls("add_actor")
    assert (actor.label, actor.standing) == ("Unknown 2", Standing.UNKNOWN)
    assert "Unknown 2" in opened.form.fact("who").value.said()


def test_a_known_name_is_not_made_twice(qtbot: Any, opened: Any, journal: Any) -> None:
    opened.form.fact("who").open_editor()
    editor = opened.form.fact("who").editor()
    qtbot.keyClicks(editor.typed, "d. marsh")
    qtbot.keyClick(editor.typed, Qt.Key.Key_Return)

    assert journal.calls("add_actor") == []
    assert example.MARSH in [one.actor for one in opened.form.incident().actors]


def test_nine_plain_types_come_first_and_the_exact_ones_on_wish(opened: Any) -> None:
    opened.form.fact("type").open_editor()
    editor = opened.form.fact("type").editor()
    assert not editor._chips["call-voicemail"].isVisible()

    editor._more.click()
    editor._chips["call-voicemail"].click()

    assert opened.form.incident().types == ("watching", "threat", "call-voicemail")


def test_the_facts_behind_more_can_be_written(qtbot: Any, opened: Any) -> None:
    form = opened.form
    form.more.click()
    form.open_fact("how_many")
    form.fact("how_many").editor().number.setValue(6)
    form.open_fact("known_by")
    how = form.fact("known_by").editor().how
    how.setCurrentIndex(how.findData(KnownBy.TOLD))
    how.activated.emit(how.currentIndex())
    form.open_fact("witnesses")
    rows = form.fact("witnesses").editor().rows
    qtbot.keyClicks(rows.first_field(), "Hana K.")
    form.open_fact("response")
    qtbot.keyClicks(form.fact("response").editor().first_field(), "Nothing")
    form.open_fact("still_needed")
    qtbot.keyClicks(form.fact("still_needed").editor().first_field(), "the camera pictures")
    form.open_fact("message_id")
    qtbot.keyClicks(form.fact("message_id").editor().first_field(), "<1@example.net>")

    incident = form.incident()
    assert incident.how_many.number == 6
    assert incident.known_by is KnownBy.TOLD
    assert incident.witnesses == (Witness("Hana K."),)
    assert incident.response == "Nothing"
    assert incident.still_needed[0].what == "the camera pictures"
    assert incident.message_id == "<1@example.net>"


# Questions


def test_at_most_one_question_is_asked_and_its_answer_opens_the_place(opened: Any) -> None:
    assert opened.form.question.asked() is Question.WITNESS
    assert says(opened, "Did anyone else see it?")

    opened.form.question.answer.click()

    assert opened.form.fact("witnesses").is_open()


def test_nobody_did_is_an_answer(opened: Any) -> None:
    opened.form.question.neither.click()

    assert opened.form.incident().nobody_saw
    assert opened.form.question.asked() is None
    assert says(opened, "nobody else")


def test_what_is_not_known_is_an_answer_to_who_and_when(
    qtbot: Any, pane: Any, journal: Any, ids: list[IncidentId]
) -> None:
    with qtbot.waitSignal(pane.shown_changed):
        pane.show_entry(ids[11])
    form = pane.form
    form._put(replace(form.incident(), actors=(), link="https://example.org/"))
    assert form.question.asked() is Question.WHO

    with qtbot.waitSignal(pane.journal_changed):
        form.question.neither.click()
    assert [actor.label for (actor,) in journal.calls("add_actor")] == ["Unknown 2"]
    assert len(form.incident().actors) == 1

    assert form.question.asked() is Question.WHEN
    form.question.answer.click()
    assert form.fact("occurred").is_open()
    before = form.incident().occurred
    form.question.neither.click()
    assert (form.incident().occurred.to, form.incident().occurred.is_bound) == (before.to, True)
    assert form.question.asked() is Question.WITNESS


# Stars, history, taking out


def test_the_star_of_a_recorded_entry_is_set_at_once(
    qtbot: Any, opened: Any, journal: Any, ids: list[IncidentId]
) -> None:
    with qtbot.waitSignal(opened.journal_changed):
        opened.form.star.click()

    assert journal.calls("star") == [(ids[0], False)]
    qtbot.waitUntil(lambda: not opened.form.star.isChecked())


def test_a_star_that_could_not_be_set_is_told_and_taken_back(qtbot: Any, opened: Any, journal: Any) -> None:
    journal.fail.add("star")

    with qtbot.waitSignal(opened.trouble) as trouble:
        opened.form.star.click()

    assert isinstance(trouble.args[0], Refused)
    qtbot.waitUntil(opened.form.star.isChecked)


def test_the_history_says_what_changed(qtbot: Any, opened: Any) -> None:
    opened.form.history.click()
    qtbot.waitUntil(lambda: opened.findChild(HistorySheet) is not None)
    sheet = opened.findChild(HistorySheet)

    shown = texts(sheet)

    assert "A comment appeared under the picture." in shown
    assert "Threat · Watching or visiting my pages" in shown
    assert shown.index("Changed") < shown.index("Recorded")
    sheet.done.click()
    assert not sheet.isVisible()


def test_taking_an_entry_out_asks_the_journal_and_says_so(
    qtbot: Any, opened: Any, journal: Any, ids: list[IncidentId]
) -> None:
    opened.form.other.click()

    with qtbot.waitSignal(opened.taken_out) as out:
        _choose("Take this entry out")

    assert out.args == [ids[0]]
    assert journal.calls("void") == [(ids[0], "")]
    assert says(opened, "Choose an entry to read it, or write a new one.")


def test_what_was_typed_last_is_recorded_before_an_entry_is_taken_out(
    qtbot: Any, opened: Any, journal: Any, ids: list[IncidentId]
) -> None:
    journal.hold.add("start_draft")
    qtbot.keyClicks(opened.form.description, "x")
    opened._take_out()
    assert journal.calls("void") == []

    with qtbot.waitSignal(opened.taken_out):
        journal.release("start_draft")

    assert [name for name, *_rest in journal.asked if name in {"keep_draft", "settle", "void"}] == [
        "keep_draft",
        "settle",
        "void",
    ]


def test_a_new_entry_that_is_taken_out_is_forgotten(qtbot: Any, pane: Any, journal: Any) -> None:
    with qtbot.waitSignal(pane.entry_begun):
        pane.begin()
    pane.form.other.click()

    with qtbot.waitSignal(pane.journal_changed):
        _choose("Take this entry out")

    assert journal.drafts == {}
    assert journal.calls("void") == []


# Files


def test_a_picture_is_covered_until_shown_and_can_be_covered_again(
    qtbot: Any, opened: Any, journal: Any
) -> None:
    card = opened.form.files.cards()[0]
    qtbot.waitUntil(lambda: card.picture._picture is not None)
    assert card.picture.accessibleName() == "Picture 1, covered"
    assert all(call[-1] is True for call in journal.calls("picture"))

    card.show_link.click()
    qtbot.waitUntil(lambda: not card.is_covered())
    assert card.picture.accessibleName() == "Picture 1"
    assert journal.calls("picture")[-1][-1] is False

    card.show_link.click()
    assert card.is_covered()


def test_what_cannot_be_shown_says_so(qtbot: Any, pane: Any, journal: Any, ids: list[IncidentId]) -> None:
    journal.fail.add("picture")
    with qtbot.waitSignal(pane.shown_changed):
        pane.show_entry(ids[0])
    card = pane.form.files.cards()[0]

    qtbot.waitUntil(lambda: "Preview not available" in card.picture.accessibleName())
    assert not card.show_link.isVisible()


def test_a_file_is_taken_out_of_the_entry_and_nothing_else(qtbot: Any, opened: Any) -> None:
    before = opened.form.incident().evidence
    opened.form.files.cards()[0].other.click()

    _choose("Take it out of this entry")

    assert opened.form.incident().evidence == before[1:]
    assert len(opened.form.files.cards()) == 1


def test_added_files_join_the_entry_that_is_shown(qtbot: Any, opened: Any, ids: list[IncidentId]) -> None:
    opened.add_evidence((EvidenceId("N" * 26),))

    qtbot.waitUntil(lambda: len(opened.form.files.cards()) == 3)
    assert opened.form.incident().evidence[-1] == "N" * 26


# Loose things


def test_a_loose_capture_asks_whether_it_was_you_and_becomes_an_entry(
    qtbot: Any, pane: Any, journal: Any
) -> None:
    loose = journal.loose_things[0]
    with qtbot.waitSignal(pane.shown_changed):
        pane.show_loose(loose)
    assert says(pane, "This was taken while the journal was locked. Was it you?")

    with qtbot.waitSignal(pane.entry_begun):
        pane.loose.make.click()

    assert journal.calls("start_draft") == [(None, (loose.evidence,))]
    qtbot.waitUntil(lambda: len(pane.form.files.cards()) == 1)


def test_an_entry_that_is_in_sight_whole_does_not_scroll(qtbot: Any, pane: Any) -> None:
    pane.resize(420, 760)
    pane.begin()
    qtbot.waitUntil(pane.form.isVisible)

    assert pane.form.heightForWidth(420) < 760
    qtbot.waitUntil(lambda: pane._scroll.verticalScrollBar().maximum() == 0)
