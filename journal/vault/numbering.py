"""Which number each incident had, told from the order they began in and from those numbers that are still known."""

from collections.abc import Iterator, Mapping, Sequence


def count_again(
    began: Mapping[int, str], known: Mapping[str, int], unexplained: Sequence[int]
) -> dict[int, tuple[str, int]]:
    """Number incidents by the record each began with.

    `began` names every incident that is known to have begun, by record number; `known` are numbers that were read,
    `unexplained` the records of which nobody knows what they were, in their order. Where a known number shows that more
    began than are named, the unexplained ones before it are taken for those.
    """
    counted: dict[int, tuple[str, int]] = {}
    number, last = 0, 0
    for segment in _segments(began, known):
        end = segment[-1]
        expected = known.get(began[end], number + len(segment))
        short = max(0, expected - number - len(segment))
        hidden = [seq for seq in unexplained if last < seq < end][:short]
        for seq in sorted((*segment, *hidden)):
            number += 1
            counted[seq] = (began.get(seq, ""), number)
        # What nobody can place is counted right before the one whose number shows it.
        if number < expected and end in counted:
            counted[end] = (began[end], expected)
            number = expected
        last = end
    return counted


def _segments(began: Mapping[int, str], known: Mapping[str, int]) -> Iterator[list[int]]:
    """Runs of beginnings, each up to and with one whose number is known; the last one may have none."""
    segment: list[int] = []
    for seq in sorted(began):
        segment.append(seq)
        if began[seq] in known:
            yield segment
            segment = []
    if segment:
        yield segment
