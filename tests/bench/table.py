"""The table: a line per figure with medians, spread, ratio and goal, for people and for closing notes."""

from collections.abc import Iterator, Sequence
from statistics import median, quantiles

from tests.bench.case import Goal, Line
from tests.bench.runs import Result

HEAD = ("", "Journal", "baseline", "ratio", "goal")
LEGEND = (
    "median (lowest–highest), p95 where there are 20 values or more; ratio = Journal / baseline, the median of what\n"
    "was measured one after the other: for MB/s and pages/s more is better, for ms, s and MiB less. Memory is the\n"
    "peak of the measured part, and what it grew by; both processes have loaded the same, unless the baseline is\n"
    "another program. A load above the number of cores means that others took part of them."
)
_ENOUGH_FOR_P95 = 20


def table(results: Sequence[Result]) -> str:
    """Everything that was measured, in columns."""
    rows = [HEAD, *(row for result in results for row in _rows(result))]
    widths = [max(len(row[column]) for row in rows if len(row) > 1) for column in range(len(HEAD))]
    lines = []
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=False))
        lines.append("  ".join(cells).rstrip() if len(row) > 1 else row[0])
    return "\n".join((*lines, "", LEGEND))


def _rows(result: Result) -> Iterator[tuple[str, ...]]:
    yield ("",)
    load = "" if result.load is None else f"  (load {result.load:.1f})"
    yield (f"{result.case.title}  [against: {result.case.against}]{load}",)
    if result.missing:
        yield (f"  not measured: {result.missing}",)
        return
    for line in result.case.lines:
        if line.ours in result.ours and (not line.theirs or line.theirs in result.theirs):
            yield _row(line, result.ours[line.ours], result.theirs.get(line.theirs, ()))
    if "peak" in result.ours:
        yield _memory(result)


def _row(line: Line, ours: Sequence[float], theirs: Sequence[float]) -> tuple[str, ...]:
    ratio = ratio_of(ours, theirs) if theirs else 0.0
    goal = _judged(line.goal, ours, ratio) if line.goal else ""
    beside = (_spread(theirs), _short(ratio)) if theirs else ("", "")
    return f"  {line.what}, {line.unit}", _spread(ours), *beside, goal


def ratio_of(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The median of the ratios of what was measured one after the other: others take their part of both."""
    if len(ours) != len(theirs):
        return median(ours) / median(theirs)
    return median(mine / other for mine, other in zip(ours, theirs, strict=True))


def _memory(result: Result) -> tuple[str, ...]:
    most = result.ours["peak"]
    goal = _judged(result.case.memory, [max(most)], 0.0) if result.case.memory else ""
    beside = ("", "")
    if "peak" in result.theirs:
        beside = (_peak(result.theirs), _short(max(most) / max(result.theirs["peak"])))
    return "  peak memory, MiB", _peak(result.ours), *beside, goal


def _peak(side: dict[str, list[float]]) -> str:
    growth = f" (+{max(side['growth']):.0f})" if "growth" in side else ""
    return f"{max(side['peak']):.0f}{growth}"


def _spread(values: Sequence[float]) -> str:
    told = f"{_short(median(values))} ({_short(min(values))}–{_short(max(values))})"
    return f"{told} p95 {_short(p95(values))}" if len(values) >= _ENOUGH_FOR_P95 else told


def p95(values: Sequence[float]) -> float:
    """What 95 of 100 values do not exceed."""
    return quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


def _judged(goal: Goal, ours: Sequence[float], ratio: float) -> str:
    checks = (
        (goal.below, lambda most: median(ours) < most, "< {}"),
        (goal.p95_below, lambda most: p95(ours) < most, "p95 < {}"),
        (goal.ratio_at_least, lambda least: ratio >= least, "ratio ≥ {}"),
        (goal.ratio_at_most, lambda most: ratio <= most, "ratio ≤ {}"),
    )
    said = [
        f"{form.format(_short(bound))}: {'reached' if holds(bound) else 'missed'}"
        for bound, holds, form in checks
        if bound is not None
    ]
    return ", ".join(said)


def _short(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}" if value >= 0.01 else f"{value:.1g}"
