"""Small lies told in a module, one at a time: what its tests should notice."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_OPERATIONS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitAnd,
}


@dataclass(frozen=True)
class Mutant:
    """A module with one thing in it changed; `before` and `after` show the changed piece."""

    line: int
    before: str
    after: str
    tree: ast.Module


def mutants(source: str) -> Iterator[Mutant]:
    """Every module that differs from this one in one place.

    Words of errors, docstrings and types are left alone: nothing that works rests on them.
    """
    whole = ast.parse(source)
    nodes = list(ast.walk(whole))
    untouched = _untouched(whole)
    for at, node in enumerate(nodes):
        if id(node) in untouched:
            continue
        for other in _others(node):
            changed = copy.deepcopy(whole)
            _put(changed, list(ast.walk(changed))[at], other)
            yield Mutant(getattr(node, "lineno", 0), ast.unparse(node), ast.unparse(other), changed)


def _others(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _COMPARISONS:
        yield ast.Compare(node.left, [_COMPARISONS[type(node.ops[0])]()], node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
        yield ast.BinOp(node.left, _OPERATIONS[type(node.op)](), node.right)
    elif isinstance(node, ast.AugAssign) and type(node.op) in _OPERATIONS:
        yield ast.AugAssign(node.target, _OPERATIONS[type(node.op)](), node.value)
    elif isinstance(node, ast.Constant):
        yield from _other_constants(node.value)
    elif isinstance(node, ast.If | ast.While):
        if isinstance(node, ast.If):
            yield ast.If(ast.Constant(value=True), node.body, node.orelse)
        yield type(node)(ast.Constant(value=False), node.body, node.orelse)
    elif isinstance(node, ast.IfExp):
        yield node.body
        yield node.orelse
    elif isinstance(node, ast.Return) and not _is_none(node.value):
        yield ast.Return(ast.Constant(value=None))
    elif isinstance(node, ast.Expr | ast.Raise):
        yield ast.Pass()
    elif isinstance(node, ast.Break):
        yield ast.Continue()


def _other_constants(value: object) -> Iterator[ast.AST]:
    if isinstance(value, bool):
        yield ast.Constant(value=not value)
    elif isinstance(value, int):
        yield ast.Constant(value=value + 1)
    elif isinstance(value, str):
        yield ast.Constant(value=f"{value}X")
    elif isinstance(value, bytes):
        yield ast.Constant(value=value + b"X")


def _is_none(value: ast.expr | None) -> bool:
    return value is None or (isinstance(value, ast.Constant) and value.value is None)


def _put(whole: ast.Module, old: ast.AST, new: ast.AST) -> None:
    """Put `new` where `old` stands; what `new` shares with the first tree is only read."""
    for parent in ast.walk(whole):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list) and any(item is old for item in value):
                value[next(at for at, item in enumerate(value) if item is old)] = new
    ast.copy_location(new, old)
    ast.fix_missing_locations(whole)


def _untouched(whole: ast.Module) -> set[int]:
    """Docstrings, types, what an error says in a text of its own, and the pieces of formatted texts."""
    found: set[int] = set()
    for node in ast.walk(whole):
        for part in _without_meaning(node):
            found |= {id(inner) for inner in ast.walk(part)}
    return found


def _without_meaning(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node
    elif isinstance(node, ast.arg) and node.annotation is not None:
        yield node.annotation
    elif isinstance(node, ast.AnnAssign):
        yield node if ast.unparse(node.annotation) == "TypeAlias" else node.annotation
    elif isinstance(node, ast.FunctionDef):
        yield from node.decorator_list
        if node.returns is not None:
            yield node.returns
    elif isinstance(node, ast.ClassDef):
        yield from node.decorator_list
    elif isinstance(node, ast.JoinedStr):
        yield from (part for part in node.values if isinstance(part, ast.Constant))
    elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
        yield from (part for part in node.exc.args if isinstance(part, ast.Constant | ast.JoinedStr))
