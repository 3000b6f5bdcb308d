"""The calendar words of a language."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from kg.lang import fold, fold_words
from kg.lexicon.frames import read_toml
from kg.lexicon.memo import Memo
from kg.resources import data_dir

Keys = tuple[str, ...]
_CLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول")


class DateTable:
    """The calendar words of a language: phrases by their first key, with what they say."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._phrases: dict[str, list[tuple[Keys, str, int]]] = {}
        for kind in ("months", "hijri", "weekdays", "relative", "decades", "ordinals"):
            for value, words in table[kind].items():
                self._add(kind, int(value), words)
        units = table["units"]
        self.units = {key: unit for unit in ("day", "week", "month", "year") for key in _fold_all(units[unit])}
        self.duals = frozenset(_fold_all(units["duals"]))
        self.single = frozenset(_fold_all(table["one"]["units"]))
        directions = table["direction"].items()
        self.directions: dict[str, str] = {key: name for name, words in directions for key in _fold_all(words)}
        self.numbers = {key: int(value) for value, words in table["numbers"].items() for key in _fold_all(words)}
        words = table["words"]
        self.links, self.parts = frozenset(_fold_all(words["links"])), frozenset(_fold_all(words["parts"]))
        self.portions, self.years = (
            frozenset(_fold_all(words["portions"])),
            frozenset(_fold_all(words["years"])),
        )
        self.ends = frozenset(_fold_all(words["ends"]))
        self.before_month = frozenset(_fold_all(words["before_month"]))
        self.ago, self.later = frozenset(_fold_all(words["ago"])), frozenset(_fold_all(words["later"]))
        self.singular = frozenset(_fold_all(units["singular"]))
        self.since, self.this = frozenset(_fold_all(words["since"])), frozenset(_fold_all(words["this"]))
        self.before_year, self.until = (
            frozenset(_fold_all(words["before_year"])),
            frozenset(_fold_all(words["until"])),
        )
        self.range, self.counted = (
            frozenset(_fold_all(words["range"])),
            frozenset(_fold_all(words["counted"])),
        )
        self.not_today = frozenset(_fold_all(words["not_today"]))
        self._firsts = frozenset({*self.this, *self._phrases, *self.units, *self.years, *self.portions, *self.parts})
        # Whether a word can begin an expression, by its key
        self.starts: Memo[str, bool] = Memo(self._may_start, 100_000)
        # The clitics after which a phrase can begin in a word, by its key
        self.openings: Memo[str, tuple[str, ...]] = Memo(self._openings, 10_000)

    def _may_start(self, key: str) -> bool:
        if key[0].isdecimal():
            return len(key) <= 5
        firsts = self._firsts
        if key in firsts or bare_key(key) in firsts or key in self.ago or key in self.later:
            return True
        return key[0] in "وفبلك" and (
            key[1:] in firsts or bare_key(key[1:]) in firsts or key[1:].isdecimal() or key[2:] in firsts
        )

    def _openings(self, key: str) -> tuple[str, ...]:
        starting = (clitic for clitic in _CLITICS if key.startswith(clitic))
        return tuple(clitic for clitic in starting if key.removeprefix(clitic) in self._phrases)

    def _add(self, kind: str, value: int, phrases: Iterable[str]) -> None:
        for phrase in phrases:
            keys = fold_words(phrase)
            rows = self._phrases.setdefault(keys[0], [])
            rows.append((keys, kind, value))
            rows.sort(key=lambda row: -len(row[0]))

    def phrase(self, keys: Sequence[str]) -> tuple[int, str, int] | None:
        """(number of words, kind, value) of the longest calendar phrase that `keys` begin with."""
        for phrase, kind, value in self._phrases.get(keys[0], ()) if keys else ():
            if phrase == tuple(keys[: len(phrase)]):
                return len(phrase), kind, value
        return None


def _fold_all(words: Iterable[str]) -> list[str]:
    return [fold(word) for word in words if " " not in word]


@cache
def load_dates(lang: str) -> DateTable:
    """The calendar words of a language from the ontology folder."""
    return DateTable(read_toml(data_dir("ontology") / "lexicon" / lang / "dates.toml"))


def bare_key(key: str) -> str:
    """A key without the article."""
    return key[2:] if key.startswith("ال") and len(key) > 3 else key
