"""Every sentence that can stand on a paper, as the code has it."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

from journal.domain.incident import Basis, EffectMark, KnownBy, WrittenFrom

ROOT = Path(__file__).parents[2]
_NOT_ON_PAPER = ("verifier.py", "told_sheet.py", "word_sheet.py")
"""They speak English to whoever checks, or the language of the window to the person alone."""
_BEYOND = ("composing.py", "for_the_other.py", "pieces.py", "wording.py")
"""The services that put words of their own on paper."""


def messages() -> dict[str, str]:
    """Each sentence with its plural, which is empty where it has none."""
    found = {each.value: "" for kind in (Basis, KnownBy, EffectMark, WrittenFrom) for each in kind}
    types = tomllib.loads((ROOT / "resources" / "types" / "types.toml").read_text("utf-8"))
    found |= {kind["label"]: "" for kind in types.values()}
    for path in _sources():
        for one, many in _said(ast.parse(path.read_text("utf-8"))):
            found[one] = many or found.get(one, "")
    return found


def _sources() -> Iterator[Path]:
    yield from (
        path for path in sorted((ROOT / "journal" / "report").glob("*.py")) if path.name not in _NOT_ON_PAPER
    )
    yield from (ROOT / "journal" / "services" / name for name in _BEYOND)


def _said(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        said = [each.value for each in node.args[:2] if isinstance(each, ast.Constant)]
        if name == "say" and said:
            yield str(said[0]), ""
        elif name == "count" and len(said) == 2:
            yield str(said[0]), str(said[1])
