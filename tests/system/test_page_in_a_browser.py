"""The page that is handed over, in a browser without a network: every word is there, nothing runs or is asked for."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from journal.domain.evidence import Method
from journal.domain.folder import JournalFolder
from journal.services.door import Door
from tests.commands import needed
from tests.fakes import FakeClock
from tests.samples import at
from tests.services.conftest import PASSPHRASE, surroundings
from tests.services.test_handing_over import hand_over
from tests.services.test_journal import write

ELSEWHERE = "192.0.2.7"
"""A computer that is nobody's, kept for examples."""

HOSTILE = (
    "<script>document.title='ran';document.body.textContent='ran'</script>",
    f"<img src='http://{ELSEWHERE}/a.png' onerror=\"document.title='ran'\">",
    "</p></td></tr></table><svg onload=\"document.title='ran'\">",
    "<a href=\"javascript:document.title='ran'\">here</a>",
    f'<meta http-equiv="refresh" content="0;url=http://{ELSEWHERE}/b">',
    f"</style><link rel=stylesheet href='//{ELSEWHERE}/c.css'><style>*{{display:none}}</style>",
    f"<base href='http://{ELSEWHERE}/'><form action=d><input autofocus onfocus=\"document.title='ran'\">",
    f"<iframe src='file:///etc/hostname'></iframe><object data='http://{ELSEWHERE}/e'></object>",
    "\" onmouseover=\"document.title='ran'\" x='",
    "--> ]]> <!-- &lt;b&gt; &#x202e; &amp; &nbsp;",
)
HARMLESS = ("❤️ 👩‍💻 🏳️‍🌈 👍🏽 🇫🇷", "مرحبا 21:14 שלום", "你好，世界。", "Straße Ελληνικά हिन्दी ไทย")
TURNED = ("safe \u202egnp.exe\u202c", "safe U+202Egnp.exeU+202C")
"""A text whose middle would be read backwards, and how it is shown."""

ITS_OWN = re.compile(r"https?://([a-z0-9-]+\.)*(google|googleapis|gstatic|gvt1)\.com([:/]|$)")
"""What the browser asks its maker for, whatever page is open."""

ELEMENTS = {
    *("html", "head", "meta", "title", "style", "body", "div", "h1", "h2", "h3", "p", "br", "code", "span"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "blockquote"),
}
ATTRIBUTES = {
    *("charset", "class", "content", "dir", "http-equiv", "lang", "name", "role", "scope"),
    *("id", "aria-labelledby"),
}


@dataclass(frozen=True)
class Opened:
    """What a browser made of a page: its elements, what it prints, and what it wanted from elsewhere."""

    page: "Page"
    printed: str
    asked: tuple[str, ...]


class Page(HTMLParser):
    """The elements of a document with their attributes and texts, in order."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attributes))
        self.elements.append(element)
        if tag not in ("meta", "br"):
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def texts(self, *tags: str) -> list[str]:
        """What stands in every element of these kinds."""
        return [element.text for element in self.elements if element.tag in tags]


@dataclass
class Element:
    """One element; its text is that of everything in it."""

    tag: str
    attributes: dict[str, str | None]
    text: str = field(default="")


def open_page(page: Path, work: Path, without_network: tuple[str, ...]) -> Opened:
    """Open a file in a browser that has never been used before, and close it again."""
    work.mkdir()
    options = (
        "--headless --no-sandbox --disable-gpu --disable-quic --disable-dev-shm-usage --disable-extensions"
        " --no-first-run --disable-background-networking --disable-component-update --disable-sync"
        " --net-log-capture-mode=Everything --no-pdf-header-footer --dump-dom"
    )
    places = (
        f"--user-data-dir={work / 'profile'}",
        f"--log-net-log={work / 'asked.json'}",
        f"--print-to-pdf={work / 'printed.pdf'}",
    )
    command = [*without_network, needed("chromium"), *options.split(), *places, page.as_uri()]
    environ = {"PATH": os.environ["PATH"], "HOME": str(work), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, env=environ, capture_output=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    text = subprocess.run(
        [needed("pdftotext"), str(work / "printed.pdf"), "-"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return Opened(Page(done.stdout), text.stdout, tuple(asked_for(work / "asked.json")))


def asked_for(log: Path) -> Iterator[str]:
    """Every address the page made the browser look for."""
    for event in json.loads(log.read_text("utf-8"))["events"]:
        for name in ("url", "host"):
            said = event.get("params", {}).get(name, "")
            if "://" in said and not ITS_OWN.match(said) and not said.startswith("file:"):
                yield said


def squeezed(text: str) -> str:
    """Without what depends on where lines end."""
    return re.sub(r"\s", "", text)


@pytest.fixture(scope="module")
def handed_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a folder whose every text is hostile, or in letters of many kinds."""
    folder = tmp_path_factory.mktemp("page")
    door = Door(JournalFolder(folder / "Journal"), surroundings(FakeClock()))
    journal = door.create(PASSPHRASE).result()
    try:
        for number, text in enumerate((*HOSTILE, *HARMLESS, TURNED[0])):
            name = journal.add_bytes(b"it", f"{number} {text}"[:60], Method.DROP).result().evidence
            month = 9 + number % 3
            write(
                journal,
                occurred=at(f"2026-{month:02}-11T08:00"),
                headline=f"{number} {text}",
                description=text,
                exact_words=f"“{text}”",
                link=text,
                evidence=name,
            )
        return hand_over(journal, folder / "2026-11-22") / "3 For checking" / "incident-log.html"
    finally:
        journal.close()
        door.close()


@pytest.fixture(scope="module")
def opened(
    handed_page: Path, without_network: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory
) -> Opened:
    return open_page(handed_page, tmp_path_factory.mktemp("browser") / "it", without_network)


def test_the_browser_would_tell_what_runs_and_what_is_asked_for(
    tmp_path: Path, without_network: tuple[str, ...]
) -> None:
    (tmp_path / "open.html").write_text(f"<!doctype html><title>it</title><p>it</p>{HOSTILE[1]}{HOSTILE[0]}")

    opened = open_page(tmp_path / "open.html", tmp_path / "browser", without_network)

    assert opened.page.texts("title") == ["ran"]
    assert any(ELSEWHERE in address for address in opened.asked)


def test_nothing_that_was_typed_becomes_a_part_of_the_page_or_runs(opened: Opened) -> None:
    found = {element.tag for element in opened.page.elements}
    attributes = {name for element in opened.page.elements for name in element.attributes}

    assert found - ELEMENTS == set()
    assert attributes - ATTRIBUTES == set()
    named = [element.attributes["id"] or "" for element in opened.page.elements if "id" in element.attributes]
    assert named == [f"s{place}" for place in range(1, len(named) + 1)]
    assert "ran" not in opened.page.texts("title", "body")


def test_N01_the_page_asks_for_nothing(opened: Opened) -> None:
    assert opened.asked == ()


@pytest.mark.parametrize("text", [*HOSTILE, *HARMLESS, TURNED[1]])
def test_every_text_stands_in_the_page_as_it_was_typed(opened: Opened, text: str) -> None:
    assert text in opened.page.texts("p")
    assert f"“{text}”" in opened.page.texts("blockquote")
    assert text in opened.page.texts("dd")


@pytest.mark.parametrize("text", [*HOSTILE, TURNED[1]])
def test_every_text_is_there_when_the_page_is_printed(opened: Opened, text: str) -> None:
    assert squeezed(f"“{text}”") in squeezed(opened.printed)


def test_a_screen_reader_finds_headings_in_order_and_a_head_for_every_cell(opened: Opened) -> None:
    elements = opened.page.elements
    levels = [int(element.tag[1]) for element in elements if re.fullmatch("h[1-6]", element.tag)]
    heads = [element for element in elements if element.tag == "th"]
    tables = [element for element in elements if element.tag == "table"]
    unnamed = [table for table in tables if "aria-labelledby" not in table.attributes]

    assert (levels[0], levels.count(1), levels.count(3)) == (1, 1, 3)
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(unnamed) == len(opened.page.texts("caption")) == 4
    assert all(element.attributes.get("scope") in ("row", "col") for element in heads)
    assert all(element.text.strip() for element in heads)
    assert opened.page.texts("h3") == ["Sept 2026", "Oct 2026", "Nov 2026"]


def test_the_page_names_its_language_and_its_title_tells_nothing(opened: Opened) -> None:
    root = opened.page.elements[0]

    assert (root.tag, root.attributes["lang"]) == ("html", "en-GB")
    assert [re.fullmatch(r"\d+ \w{3} \d{4}", title) is not None for title in opened.page.texts("title")] == [
        True
    ]
