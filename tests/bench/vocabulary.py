"""Words to search for, chosen by how many of the texts hold them, so that rare and common mean something."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_EACH = 8
_WORD = re.compile(r"\b[a-z]{5,}\b")
_HAN = re.compile("[\u4e00-\u9fff]{2,}")


def chosen_words(texts: Iterable[str]) -> dict[str, list[str]]:
    """Some words of each kind; a kind the texts lack is empty."""
    words: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for text in texts:
        words.update(set(_WORD.findall(text.casefold())))
        pairs.update({run[at : at + 2] for run in _HAN.findall(text) for at in range(len(run) - 1)})
    ranked = [word for word, _ in sorted(words.items(), key=lambda found: (found[1], found[0]))]
    return {
        "rare word": ranked[:_EACH],
        "common word": ranked[-_EACH:],
        "beginning of a word": [word[:3] for word in _spread_over(ranked)],
        "two Han characters": _spread_over(sorted(pairs, key=lambda pair: (pairs[pair], pair))),
    }


def _spread_over(ranked: Sequence[str]) -> list[str]:
    """Some from the rarest to the most common, evenly."""
    taken = min(_EACH, len(ranked))
    return [ranked[len(ranked) * number // taken] for number in range(taken)]
