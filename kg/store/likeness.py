"""How alike two folded names are, typing mistakes and missing parts considered."""

from collections.abc import Iterator

from rapidfuzz import fuzz

_PART = 0.95


def likeness(key: str, other: str) -> float:
    """0 to 100: of the whole names, spaces aside, or a little less for the best run of words in `other`."""
    whole = fuzz.ratio(key.replace(" ", ""), other.replace(" ", ""))
    part = max((fuzz.ratio(key, run) for run in _runs(other.split(), len(key.split()))), default=0.0)
    return float(max(whole, part * _PART))


def _runs(words: list[str], size: int) -> Iterator[str]:
    for start in range(len(words) - size + 1):
        yield " ".join(words[start : start + size])
