"""Which lines of a page are the article: the rest is furniture and yields nothing."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.lang import fold
from kg.lexicon.frames import read_toml
from kg.model import Span
from kg.resources import data_dir

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_OUTER = " \t\u00a0\ufeff\u200f\u200e"
_HEADING = re.compile(r"#{1,6}[ \t]+|>[ \t]*|[*+-][ \t]+")
_LETTER = re.compile(r"[^\W_]")
_STOPS = (".", "؟", "?", "!", "»", '"', "”")
_REPEATED = 3
_MENU_RUN = 4
_MENU_WORDS = 3
_PROSE_WORDS = 9
_PRINT_WORDS = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its span without outer white space, its text, its folded key, and how many words are in it."""

    span: Span
    text: str
    key: str
    words: int

    @classmethod
    def of(cls, text: str, span: Span) -> "Line":
        """The line at a span of a text."""
        line = span.of(text)
        words = fold(line).split()
        return cls(span, line, " ".join(words), len(words))

    def readable(self) -> bool:
        """Whether it holds a letter."""
        return any(char.isalpha() for char in self.key)

    def prose(self) -> bool:
        """Whether it reads like a paragraph: long, and ended like a sentence."""
        return self.words >= _PROSE_WORDS and self.text.endswith(_STOPS)


@dataclass(frozen=True, slots=True)
class Debris:
    """The phrases of page furniture in all languages, folded; `agencies` as they are written."""

    lines: tuple[str, ...]
    whole: frozenset[str]
    print: tuple[str, ...]
    blocks: frozenset[str]
    dates: tuple[str, ...]
    fillers: frozenset[str]
    publishers: frozenset[str]
    media: frozenset[str]
    agencies: tuple[str, ...]


@cache
def debris() -> Debris:
    """The phrases of the debris.toml of each language."""
    tables = [read_toml(path) for path in sorted((data_dir("ontology") / "lexicon").glob("*/debris.toml"))]
    rows = {name: [phrase for table in tables for phrase in table[name]] for name in Debris.__slots__}
    agencies = tuple(rows.pop("agencies"))
    folded = {name: tuple(fold(phrase) for phrase in phrases) for name, phrases in rows.items()}
    return Debris(
        lines=folded["lines"],
        whole=frozenset(folded["whole"]),
        print=folded["print"],
        blocks=frozenset(folded["blocks"]),
        dates=folded["dates"],
        fillers=frozenset(folded["fillers"]),
        publishers=frozenset(folded["publishers"]),
        media=frozenset(folded["media"]),
        agencies=agencies,
    )


def lines_of(text: str, start: int = 0, *, markdown: bool = False) -> list[Line]:
    """The lines of a text from an offset on that hold a letter or digit; marks of Markdown stay outside."""
    found = []
    for match in _LINE.finditer(text, start):
        piece = match.group()
        stripped = piece.strip(_OUTER)
        begin = match.start() + piece.index(stripped)
        mark = _HEADING.match(stripped) if markdown else None
        if mark:
            begin, stripped = begin + mark.end(), stripped[mark.end() :]
        if _LETTER.search(stripped):
            found.append(Line.of(text, Span(begin, begin + len(stripped))))
    return found


def opens_with(key: str, phrases: tuple[str, ...]) -> str | None:
    """The phrase that a line begins with, as whole words."""
    for phrase in phrases if key.startswith(phrases) else ():
        if key.startswith(phrase) and not key[len(phrase) : len(phrase) + 1].isalpha():
            return phrase
    return None


def furniture(lines: Sequence[Line]) -> frozenset[Span]:
    """The spans of the lines that are no part of the article."""
    counts = Counter(line.key for line in lines)
    found, in_block = _menus(lines), False
    for line in lines:
        bare = _bare(line.key)
        in_block = bare in debris().blocks or (in_block and not line.prose())
        if in_block or not line.readable() or counts[line.key] >= _REPEATED or _is_furniture(line, bare):
            found.add(line.span)
    return frozenset(found)


def _bare(key: str) -> str:
    """The key between its first and its last letter or digit; two searches need no second look at any sign."""
    first, last = _LETTER.search(key), _LETTER.search(key[::-1])
    return key[first.start() : len(key) - last.start()] if first and last else ""


def _is_furniture(line: Line, bare: str) -> bool:
    phrases = debris()
    if line.text.startswith("©") or bare in phrases.whole:
        return True
    small = line.words <= _PRINT_WORDS and any(phrase in line.key for phrase in phrases.print)
    return small or (opens_with(line.key, phrases.lines) is not None and not (line.prose() and len(line.key) > 150))


def _menus(lines: Sequence[Line]) -> set[Span]:
    """Runs of very short lines, and lines cut into short pieces by bars, are menus."""
    found = {line.span for line in lines if _barred(line.text)}
    run: list[Span] = []
    for line in lines:
        if line.words <= _MENU_WORDS and not line.text.endswith((*_STOPS, ":", "،")):
            run.append(line.span)
            continue
        found.update(run if len(run) >= _MENU_RUN else ())
        run = []
    return found | set(run if len(run) >= _MENU_RUN else ())


def _barred(text: str) -> bool:
    pieces = text.split("|")
    return len(pieces) > 2 and len(text.split()) <= (_MENU_WORDS + 1) * len(pieces)
