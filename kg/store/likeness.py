"""How alike two folded names are, typing mistakes and missing parts considered."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

if TYPE_CHECKING:
    from kg.store.names import Named

_PART = 0.95
_ALIKE, _NEARLY = 45.0, 12.0
_LETTERS = str.maketrans(
    {
        "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
        "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "g", "ف": "f", "ق": "k", "ك": "k",
        "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "u", "ي": "i", "ء": "", "v": "f", "p": "b", "q": "k", "o": "u",
        "e": "i", "y": "i", "w": "u", "-": "",
    }
)  # fmt: skip


def likeness(key: str, other: str) -> float:
    """0 to 100: of the whole names, spaces aside, or a little less for the best run of words in `other`."""
    whole = fuzz.ratio(key.replace(" ", ""), other.replace(" ", ""))
    part = max((fuzz.ratio(key, run) for run in _runs(other.split(), len(key.split()))), default=0.0)
    return float(max(whole, part * _PART))


def best_heard(heard: "Sequence[tuple[str, Named]]") -> "list[Named]":
    """Of (spelling, row) that sound alike, the rows written most alike; none if even the best is quite otherwise."""
    scored = [(_written_alike(_latin(spelling), row.key), row) for spelling, row in heard]
    best = max((score for score, _ in scored), default=0.0)
    kept = [(score, row) for score, row in scored if score >= max(best - _NEARLY, _ALIKE)]
    kept.sort(key=lambda pair: (-round(pair[0] / 10), -pair[1].mentions, -pair[0], pair[1].path))
    return [row for _, row in kept]


def _written_alike(letters: str, key: str) -> float:
    """0 to 100: how near the letters are to the nearest of the whole name and its words, in Latin letters."""
    return float(max(fuzz.ratio(letters, _latin(run)) for run in (key, *key.split())))


def _latin(key: str) -> str:
    """Folded letters of either script in plain Latin ones, doubled vowels and letters as one."""
    return re.sub(r"(.)\1+", r"\1", key.translate(_LETTERS).replace("ou", "u").replace(" ", ""))


def _runs(words: list[str], size: int) -> Iterator[str]:
    for start in range(len(words) - size + 1):
        yield " ".join(words[start : start + size])
