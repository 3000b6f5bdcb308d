"""Phrases: how a ready question may be put in words, as patterns in the header of its file.

`من (زار|يزور) {destination}`: one of several words in round brackets, words that may be missing in square ones, a
parameter in braces; what is written right before the brace is a prefix that the parameter's first word bears.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.lang import fold_words

_PART = re.compile(r"\((?P<one>[^)]*)\)|\[(?P<may>[^\]]*)\]|(?P<prefix>[^\s{(\[]*)\{(?P<slot>\w+)\}|(?P<word>\S+)")
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a phrase: a parameter with its prefix, or words of which one choice must or may stand there."""

    choices: tuple[Words, ...] = ()
    may_miss: bool = False
    slot: str = ""
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Filling:
    """The words that stand for a parameter, from `first` up to `last` (not included); `prefix` is not part of it."""

    first: int
    last: int
    prefix: str


Fillings = Mapping[str, Filling]


@dataclass(frozen=True)
class Phrase:
    """One way of putting the question of a name in words."""

    question: str
    text: str

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts in order."""
        return tuple(_part(found) for found in _PART.finditer(self.text))

    @cached_property
    def fixed(self) -> int:
        """How many words are not parameters: the more, the surer is a match."""
        return sum(bool(part.choices) and not part.may_miss for part in self.parts)

    def slots(self) -> frozenset[str]:
        """The parameters it names."""
        return frozenset(part.slot for part in self.parts if part.slot)

    def sample(self) -> str:
        """The phrase in its first words, with dots for what is to be filled in."""
        shown = (part.prefix + "…" if part.slot else " ".join(part.choices[0]) for part in self.written())
        return " ".join(shown)

    def written(self) -> Iterator[Part]:
        """The parts that must stand there, their words as they are written."""
        for found in _PART.finditer(self.text):
            if found["may"] is None:
                part = _part(found)
                words = tuple((found["one"] or found["word"] or "").split("|")[0].split())
                yield part if part.slot else Part(choices=(words,))

    def readings(self, keys: Sequence[str]) -> Iterator[Fillings]:
        """Every way in which the folded words of a question are this phrase."""
        yield from _readings(self.parts, keys, 0)


def _part(found: re.Match[str]) -> Part:
    if found["slot"]:
        return Part(slot=found["slot"], prefix=found["prefix"])
    text = found["one"] or found["may"] or found["word"]
    choices = tuple(fold_words(choice) for choice in text.split("|"))
    return Part(choices=choices, may_miss=found["may"] is not None)


def _readings(parts: Sequence[Part], keys: Sequence[str], at: int) -> Iterator[Fillings]:
    if not parts:
        if at == len(keys):
            yield {}
        return
    part, rest = parts[0], parts[1:]
    if part.slot:
        yield from _filled(part, rest, keys, at)
        return
    if part.may_miss:
        yield from _readings(rest, keys, at)
    for choice in part.choices:
        if tuple(keys[at : at + len(choice)]) == choice:
            yield from _readings(rest, keys, at + len(choice))


def _filled(part: Part, rest: Sequence[Part], keys: Sequence[str], at: int) -> Iterator[Fillings]:
    if at < len(keys) and keys[at].startswith(part.prefix) and keys[at] != part.prefix:
        for last in range(at + 1, len(keys) + 1):
            for others in _readings(rest, keys, last):
                yield {part.slot: Filling(at, last, part.prefix), **others}
