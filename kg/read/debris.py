"""Which lines of a page are the article: the rest is furniture and yields nothing."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from kg.lang import fold
from kg.lexicon.frames import read_toml
from kg.model import Span
from kg.resources import data_dir

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_REPEATED = 3
_MENU_RUN = 4
_MENU_WORDS = 3
_PROSE_WORDS = 9


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its span without outer white space, its text and its folded key."""

    span: Span
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Debris:
    """The phrases of page furniture, folded."""

    lines: tuple[str, ...]
    blocks: frozenset[str]
    dates: tuple[str, ...]
    publishers: tuple[str, ...]


@cache
def debris() -> Debris:
    """The phrases of debris.toml."""
    table = read_toml(data_dir("ontology") / "lexicon" / "ar" / "debris.toml")
    folded = {name: tuple(fold(phrase) for phrase in phrases) for name, phrases in table.items()}
    return Debris(folded["lines"], frozenset(folded["blocks"]), folded["dates"], folded["publishers"])


def lines_of(text: str) -> list[Line]:
    """The lines of a text that hold a letter."""
    found = []
    for match in _LINE.finditer(text):
        piece = match.group()
        stripped = piece.strip(" \t\u00a0\ufeff\u200f\u200e")
        if any(char.isalpha() for char in stripped):
            start = match.start() + piece.index(stripped)
            key = " ".join(fold(stripped).replace("\u00a0", " ").split())
            found.append(Line(Span(start, start + len(stripped)), stripped, key))
    return found


def readable(lines: Sequence[Line], meta: Iterable[Line]) -> list[Line]:
    """The lines that belong to the article; `meta` are those already read as date or publisher."""
    phrases = debris()
    counts = Counter(line.key for line in lines)
    skipped = {id(line) for line in meta} | _menus(lines)
    kept, in_block = [], False
    for line in lines:
        prose = len(line.key.split()) >= _PROSE_WORDS
        opens = line.key.strip(": ") in phrases.blocks
        in_block = opens or (in_block and not (prose and line.text.rstrip().endswith((".", "؟", "!", "»", '"'))))
        furniture = line.key.startswith(phrases.lines) and not (prose and len(line.key) > 150)
        if not (in_block or furniture or counts[line.key] >= _REPEATED or id(line) in skipped):
            kept.append(line)
    return kept


def _menus(lines: Sequence[Line]) -> set[int]:
    """Runs of very short lines, and lines cut by bars, are menus."""
    found: set[int] = set()
    run: list[Line] = []
    for line in [*lines, None]:
        if line is not None and len(line.key.split()) <= _MENU_WORDS and not line.text.endswith((".", ":", "؟")):
            run.append(line)
            continue
        if len(run) >= _MENU_RUN:
            found.update(id(item) for item in run)
        run = []
    found.update(id(line) for line in lines if line.text.count("|") >= 2)
    return found
