"""A private term that begins at the end of one text and goes on in the next, as "Flat 4" and "Cedar Road" may."""

from collections.abc import Iterable, Iterator, Sequence

from journal.domain.private_terms import Found, Looking


def parted(looking: Looking, texts: Sequence[str]) -> tuple[tuple[Found, ...], ...]:
    """Of texts that a reader sees one after the other: the parts in each of terms that go over an end of it."""
    joined = "\n".join(texts)
    begins = [0]
    for text in texts:
        begins.append(begins[-1] + len(text) + 1)
    ends = [begin - 1 for begin in begins[1:-1]]
    parts: list[dict[Found, None]] = [{} for _ in texts]
    for first, last in _around(ends, looking.reach):
        for found in looking.found(joined[first:last]):
            start, stop = first + found.start, first + found.end
            if not any(start < end < stop - 1 for end in ends):
                continue
            for part, begin, text in zip(parts, begins[:-1], texts, strict=True):
                here, over = max(start - begin, 0), min(stop - begin, len(text))
                if here < over and text[here:over].strip():
                    part[Found(found.term, here, over)] = None
    return tuple(tuple(sorted(part, key=lambda one: (one.start, one.end, one.term))) for part in parts)


def _around(ends: Iterable[int], reach: int) -> Iterator[tuple[int, int]]:
    """So many characters at both sides of each end, once where they meet."""
    first, last = 0, -1
    for end in ends:
        if end - reach > last:
            if last >= 0:
                yield first, last
            first = max(0, end - reach)
        last = end + 1 + reach
    if last >= 0:
        yield first, last
