"""The habits of the house that no off-the-shelf linter knows; each rule is also shown to bite."""

import ast
import re
import tomllib
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
LOCK_FILES = sorted((CHECKOUT / "packaging" / "lock").glob("*.txt"))
GUIDES = ("README.md", "CONTRIBUTING.md")


@dataclass(frozen=True)
class Module:
    """A source file, read."""

    path: Path
    tree: ast.Module

    @property
    def in_gui(self) -> bool:
        return self.path.is_relative_to("journal/gui")

    @property
    def in_safe_text(self) -> bool:
        return self.path.is_relative_to("journal/gui/text")


Rule = Callable[[Module], Iterator[ast.AST]]
RULES: dict[str, Rule] = {}


def rule(promise: str) -> Callable[[Rule], Rule]:
    def register(check: Rule) -> Rule:
        RULES[promise] = check
        return check

    return register


# Modules


@rule("every module says in a docstring what it is about")
def _without_docstring(module: Module) -> Iterator[ast.AST]:
    if ast.get_docstring(module.tree) is None:
        yield module.tree


VAGUE_NAMES = {"common", "data", "helper", "helpers", "info", "manager", "misc", "util", "utils"}


@rule("a module is named after its subject")
def _vague_name(module: Module) -> Iterator[ast.AST]:
    if module.path.stem in VAGUE_NAMES or module.path.parent.name in VAGUE_NAMES:
        yield module.tree


# What must not be reached


NETWORK_MODULES = {
    *("aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "nntplib", "poplib", "requests", "smtplib"),
    *("socketserver", "ssl", "telnetlib", "urllib", "urllib3", "webbrowser", "xmlrpc"),
}
NETWORK_NAMES = {
    *("AF_INET", "AF_INET6", "create_connection", "create_server", "getaddrinfo", "gethostbyname"),
    *("QDesktopServices", "QNetworkAccessManager", "QTcpSocket", "QUdpSocket"),
}


@rule("nothing speaks to the network but what asks for a time")
def _network(module: Module) -> Iterator[ast.AST]:
    if module.path.name == "time_authority.py":
        return
    for node, dotted in _imported(module.tree):
        if dotted.split(".")[0] in NETWORK_MODULES or re.search(
            r"\bQt(Network|WebEngine|WebSockets)", dotted
        ):
            yield node
    yield from _named(module.tree, NETWORK_NAMES)


@rule("a socket is one of this computer's own")
def _foreign_socket(module: Module) -> Iterator[ast.AST]:
    for call in _calls(module.tree):
        if _dotted(call.func) == "socket.socket":
            family = ast.unparse(call.args[0]) if call.args else ""
            existing = any(word.arg == "fileno" for word in call.keywords)
            if not existing and not family.endswith("AF_UNIX"):
                yield call


DANGEROUS_CALLS = {
    *("__import__", "compile", "eval", "exec", "marshal.loads", "os.popen", "os.system"),
    *("tempfile.mktemp", "yaml.load"),
}
DANGEROUS_MODULES = {"dill", "jsonpickle", "marshal", "pickle", "shelve"}


@rule("nothing that was read is run")
def _dangerous(module: Module) -> Iterator[ast.AST]:
    # What that one unpacks it has packed itself, and it was never anywhere but in its memory.
    allowed = {"pickle"} if module.path == Path("journal/domain/packed.py") else set()
    for node, dotted in _imported(module.tree):
        if dotted.split(".")[0] in DANGEROUS_MODULES - allowed:
            yield node
    for call in _calls(module.tree):
        through_shell = any(
            word.arg == "shell" and not _is_constant(word.value, False) for word in call.keywords
        )
        if _dotted(call.func) in DANGEROUS_CALLS or through_shell:
            yield call


# The database


@rule("a key never becomes a part of a statement")
def _key_in_statement(module: Module) -> Iterator[ast.AST]:
    for node, text in _strings(module.tree):
        if re.search(r"\bpragma\s+(hex)?(re)?key\b", text, re.IGNORECASE):
            yield node


@rule("a script, which commits first, is never executed")
def _executescript(module: Module) -> Iterator[ast.AST]:
    yield from _named(module.tree, {"executescript"})


# Errors


@rule("no error is passed over in silence")
def _silenced(module: Module) -> Iterator[ast.AST]:
    for node in _nodes(module.tree):
        if isinstance(node, ast.ExceptHandler) and all(_does_nothing(line) for line in node.body):
            yield node


# Windows


UNSAFE_SURFACES = {
    *(
        "QErrorMessage",
        "QInputDialog",
        "QLabel",
        "QMessageBox",
        "QProgressDialog",
        "QTextBrowser",
        "QToolTip",
    ),
    *(
        "QWhatsThis",
        "QWizard",
        "QWizardPage",
        "appendHtml",
        "insertHtml",
        "setHtml",
        "setMarkdown",
        "setToolTip",
    ),
    *("setWhatsThis", "showMessage"),
}


@rule("text reaches a window through the safe-text layer only")
def _unsafe_text(module: Module) -> Iterator[ast.AST]:
    if module.in_gui and not module.in_safe_text:
        yield from _named(module.tree, UNSAFE_SURFACES)


@rule("a picture's type is never left to Qt to guess")
def _guessed_picture(module: Module) -> Iterator[ast.AST]:
    draws_our_own = module.path.is_relative_to("journal/gui/look")
    if module.in_gui and not draws_our_own:
        yield from _named(module.tree, {"QMovie", "QSvgRenderer", "QSvgWidget", "loadFromData", "QPictureIO"})


@rule("a dialog is opened, never executed")
def _executed_dialog(module: Module) -> Iterator[ast.AST]:
    for call in _calls(module.tree):
        if isinstance(call.func, ast.Attribute) and call.func.attr in {"exec", "exec_"}:
            receiver = ast.unparse(call.func.value).lower()
            if not receiver.endswith(("app", "application", "drag")):
                yield call


@rule("windows neither sleep nor pump events, and threads are not subclassed")
def _waiting(module: Module) -> Iterator[ast.AST]:
    if module.in_gui:
        yield from _named(module.tree, {"processEvents", "sleep", "msleep"})
    for node in _nodes(module.tree):
        if isinstance(node, ast.ClassDef) and any(_dotted(base).endswith("QThread") for base in node.bases):
            yield node


@rule("signals are connected to methods, not to lambdas that hold self")
def _lambda_with_self(module: Module) -> Iterator[ast.AST]:
    for call in _calls(module.tree):
        if isinstance(call.func, ast.Attribute) and call.func.attr == "connect":
            for argument in call.args:
                if isinstance(argument, ast.Lambda) and _names(argument.body) & {"self"}:
                    yield call


@rule("what is copied goes through the one function that marks it and takes it back")
def _copied_past_it(module: Module) -> Iterator[ast.AST]:
    if module.path == Path("journal/gui/text/copying.py"):
        return
    yield from _named(module.tree, {"QClipboard"})
    read = {
        id(call.func.value)
        for call in _calls(module.tree)
        if isinstance(call.func, ast.Attribute) and call.func.attr in {"mimeData", "text"}
    }
    for call in _calls(module.tree):
        if _dotted(call.func).split(".")[-1] == "clipboard" and id(call) not in read:
            yield call


NEVER_SHOWN = re.compile(
    r"\b(abus|actor|alleged|cipher|evidence|harass|hash|incident|police|proof|stalk|vault|victim)|!$|! ",
    re.IGNORECASE,
)
# What stands inside an entry, or is asked for on the way to paper, where the word belongs; never in titles or notices.
WORDS_INSIDE_ENTRIES = {"Warned by police, {day}", "{who} warned by police, {day}", "Police"}


@rule("a window never says what would give it away")
def _telling_word(module: Module) -> Iterator[ast.AST]:
    if module.in_gui:
        for node, text in _strings(module.tree):
            if _is_for_people(text) and text not in WORDS_INSIDE_ENTRIES and NEVER_SHOWN.search(text):
                yield node


@pytest.mark.parametrize("promise", RULES)
def test_the_program_keeps_to_the_rule_that(promise: str) -> None:
    found = [
        f"{module.path}:{getattr(node, 'lineno', 1)}"
        for module in _program()
        for node in RULES[promise](module)
    ]

    assert found == []


def test_h02_no_text_from_outside_reaches_the_screen_but_through_the_layer_that_shows_it_plainly() -> None:
    program = list(_program())

    assert any(module.in_gui for module in program)
    assert [str(module.path) for module in program for _ in _unsafe_text(module)] == []
    assert [str(module.path) for module in program for _ in _guessed_picture(module)] == []


def test_s03_no_tool_of_ours_runs_what_it_read_either() -> None:
    tools = [
        _module(str(path), path.read_text(encoding="utf-8"))
        for path in sorted((CHECKOUT / "packaging").glob("*.py"))
    ]

    assert len(tools) > 5
    assert [(str(tool.path), ast.unparse(node)) for tool in tools for node in _dangerous(tool)] == []


@pytest.mark.parametrize(
    ("check", "source"),
    [
        (_without_docstring, "x = 1"),
        (_network, "import urllib.request"),
        (_network, "from http import client"),
        (_network, "def f():\n    import ssl"),
        (_network, "from PySide6 import QtNetwork"),
        (_network, "from PySide6.QtWebEngineWidgets import QWebEngineView"),
        (_network, "socket.create_connection(('a', 1))"),
        (_foreign_socket, "socket.socket()"),
        (_foreign_socket, "socket.socket(socket.AF_INET6)"),
        (_dangerous, "eval('1')"),
        (_dangerous, "import pickle"),
        (_dangerous, "from shelve import open as o"),
        (_dangerous, "run('x', shell=True)"),
        (_dangerous, "tempfile.mktemp()"),
        (_key_in_statement, "db.execute(f'pragma  KEY = {key}')"),
        (_key_in_statement, "SQL = 'PRAGMA rekey'"),
        (_executescript, "db.executescript('x')"),
        (_silenced, "try:\n    f()\nexcept OSError:\n    pass"),
        (_silenced, "try:\n    f()\nexcept OSError:\n    ..."),
        (_unsafe_text, "from PySide6.QtWidgets import QLabel"),
        (_unsafe_text, "QtWidgets.QMessageBox.warning(None, 'a', 'b')"),
        (_unsafe_text, "button.setToolTip(name)"),
        (_guessed_picture, "pixmap.loadFromData(data)"),
        (_executed_dialog, "dialog.exec()"),
        (_executed_dialog, "Preferences(self).exec()"),
        (_waiting, "QApplication.processEvents()"),
        (_waiting, "class Job(QtCore.QThread): ..."),
        (_lambda_with_self, "b.clicked.connect(lambda: self.save())"),
        (_copied_past_it, "QGuiApplication.clipboard().setText(name)"),
        (_copied_past_it, "board = self.app.clipboard()"),
        (_copied_past_it, "from PySide6.QtGui import QClipboard"),
        (_telling_word, "LABEL = 'New incident'"),
        (_telling_word, "LABEL = 'Evidence'"),
        (_telling_word, "f'{n} harassing calls'"),
        (_telling_word, "LABEL = 'Saved!'"),
    ],
)
def test_a_rule_bites(check: Rule, source: str) -> None:
    assert list(check(_module("journal/gui/entry.py", source)))


@pytest.mark.parametrize("name", ["journal/vault/utils.py", "journal/common/rows.py"])
def test_a_name_that_hides_a_noun_is_found(name: str) -> None:
    assert list(_vague_name(_module(name, "'A docstring.'")))


@pytest.mark.parametrize(
    "source",
    [
        "'A docstring.'\nfrom PySide6.QtWidgets import QWidget",
        "'A docstring.'\nconnection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)",
        "'A docstring.'\ntry:\n    f()\nexcept OSError:\n    return_none = None",
        "'A docstring.'\nclass A:\n    'What an incident shows, as evidence.'",
        "'A docstring.'\nobject_name = 'incident'",
        "'A docstring.'\napplication.exec()",
        "'A docstring.'\nrun(['x'], shell=False)",
        "'A docstring.'\nQGuiApplication.clipboard().mimeData()",
        "'A docstring.'\nQGuiApplication.clipboard().text()",
    ],
)
def test_no_rule_minds_what_is_right(source: str) -> None:
    module = _module("journal/gui/entry.py", source)

    assert [promise for promise, check in RULES.items() if list(check(module))] == []


# Files of all kinds

ENDINGS = {
    ".cfg",
    ".desktop",
    ".json",
    ".md",
    ".po",
    ".pot",
    ".py",
    ".sh",
    ".spec",
    ".toml",
    ".txt",
    ".yml",
    ".xml",
}
# Each with a set of one letter in it, so that this file does not find itself.
MACHINE = re.compile(r"/(work|root|farm)[/]|/tmp/pla[n]|/opt/de[v]")
REGISTRY = re.compile(r"pyp[i]\.org|pythonhoste[d]|registry\.npmj[s]|deb\.debia[n]|index-ur[l]")


@pytest.mark.parametrize("pattern", [MACHINE, REGISTRY], ids=["a machine", "a package registry"])
def test_no_file_names(pattern: re.Pattern[str]) -> None:
    assert [f"{path}:{number}" for path, number, line in _lines() if pattern.search(line)] == []


@pytest.mark.parametrize("lock", LOCK_FILES, ids=lambda path: path.name)
def test_s01_a_lock_file_has_a_version_and_hashes_for_every_part_and_names_no_place(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    lines = [line for line in text.replace("\\\n", "").splitlines() if not line.startswith("#")]

    assert lines
    assert "://" not in text
    for line in lines:
        assert re.fullmatch(r"[a-z0-9-]+==\S+( ; [^@]+?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*", line), line


def test_the_tests_are_run_with_the_very_versions_the_program_runs_with() -> None:
    run, test = (
        set(re.findall(r"^\S+==\S+", (CHECKOUT / "packaging" / "lock" / name).read_text(), re.MULTILINE))
        for name in ("run.txt", "test.txt")
    )

    assert run < test


def test_the_kinds_of_entries_are_named_without_telling_words() -> None:
    kinds = tomllib.loads((CHECKOUT / "resources" / "types" / "types.toml").read_text(encoding="utf-8"))
    labels = [kind["label"] for kind in kinds.values()]

    assert labels
    assert [label for label in labels if NEVER_SHOWN.search(label)] == []


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_names_only_files_that_exist(guide: str) -> None:
    text = (CHECKOUT / guide).read_text(encoding="utf-8")
    commands = re.findall(r"python3 ((?:packaging|tests)/[\w./-]+)", text)
    links = re.findall(r"\]\(([^)#:]+)\)", text)

    named = [
        name for name in re.findall(r"`([\w./-]+/[\w.-]*)`", text) if name.endswith((".py", ".toml", ".txt"))
    ]
    homes = (CHECKOUT, CHECKOUT / "journal")

    assert [name for name in commands + links if not (CHECKOUT / name).exists()] == []
    assert [name for name in named if not any((home / name).exists() for home in homes)] == []


# Reading source


@cache
def _program() -> tuple[Module, ...]:
    paths = sorted((CHECKOUT / "journal").rglob("*.py"))
    return tuple(_module(str(path.relative_to(CHECKOUT)), path.read_text(encoding="utf-8")) for path in paths)


def _module(name: str, source: str) -> Module:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return Module(Path(name), ast.parse(source))


def _lines() -> Iterator[tuple[Path, int, str]]:
    for top in ("journal", "packaging", "resources", "tests", ".ci"):
        for path in sorted((CHECKOUT / top).rglob("*")):
            if path.suffix in ENDINGS or path.name == "run":
                yield from _lines_of(path)
    for path in sorted(CHECKOUT.glob("*.*")):
        if path.suffix in ENDINGS:
            yield from _lines_of(path)


def _lines_of(path: Path) -> Iterator[tuple[Path, int, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        yield path.relative_to(CHECKOUT), number, line


@cache
def _nodes(tree: ast.AST) -> tuple[ast.AST, ...]:
    """Every node of a module; each rule asks for them once more."""
    return tuple(ast.walk(tree))


def _imported(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    for node in _nodes(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def _named(tree: ast.AST, names: Iterable[str]) -> Iterator[ast.AST]:
    """Wherever one of the names is imported, read or called."""
    for node in _nodes(tree):
        if (
            (isinstance(node, ast.Name) and node.id in names)
            or (isinstance(node, ast.Attribute) and node.attr in names)
            or (isinstance(node, ast.ImportFrom) and any(alias.name in names for alias in node.names))
        ):
            yield node


def _names(tree: ast.AST) -> set[str]:
    return {node.id for node in _nodes(tree) if isinstance(node, ast.Name)}


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in _nodes(tree) if isinstance(node, ast.Call))


def _dotted(node: ast.AST) -> str:
    return ast.unparse(node) if isinstance(node, ast.Name | ast.Attribute) else ""


def _is_constant(node: ast.AST, value: object) -> bool:
    return isinstance(node, ast.Constant) and node.value is value


def _does_nothing(line: ast.stmt) -> bool:
    return isinstance(line, ast.Pass) or (isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant))


def _strings(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Every string that is not a docstring, the fixed pieces of f-strings among them."""
    docstrings = {
        id(line.value)
        for node in _nodes(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        for line in node.body[:1]
        if isinstance(line, ast.Expr)
    }
    for node in _nodes(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node, node.value


def _is_for_people(text: str) -> bool:
    """Keys and object names are one word in small letters; what people read has a space or a capital."""
    return " " in text.strip() or text[:1].isupper()
