"""Date expressions among the words of a sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kg.dates.calendars import latest_year, settle, weekday_near
from kg.dates.ranges import Reading, joined, numeric
from kg.dates.reader import DateReader, Token
from kg.dates.table import DateTable, load_dates
from kg.lang import fold
from kg.model import Span, TimeSpan

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u064b-\u065f\u0670\u200b-\u200f])*|[^\s\w]")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression over the words `first` to `last` (inclusive). `weekday_only`: tense decides which one."""

    first: int
    last: int
    span: Span
    time: TimeSpan
    weekday_only: bool = False


def find_dates(words: Sequence[Token], published: date | None, table: DateTable) -> list[DateMention]:
    """The date expressions of a sentence that can be settled, from left to right, not overlapping."""
    found: list[Reading] = []
    done = -1
    for index, word in enumerate(words):
        if index > done and table.starts[word.key]:
            reading, done = _at(words, index, published, table)
            found.extend([reading] if reading else [])
    return [_mention(reading, words) for reading in joined(found, words, published, table)]


def _mention(reading: Reading, words: Sequence[Token]) -> DateMention:
    span = Span(words[reading.first].start, words[reading.last].end)
    return DateMention(reading.first, reading.last, span, reading.time, reading.parts.weekday_only())


def _at(words: Sequence[Token], index: int, published: date | None, table: DateTable) -> tuple[Reading | None, int]:
    """(what is read at a word, the last word that is done with)."""
    digits = numeric(words, index)
    if digits is not None:
        return digits, digits.last
    reader = DateReader(words, index, table)
    reader.run()
    if reader.last < index:
        return None, index
    parts = reader.parts
    if index and words[index - 1].key in table.since and not parts.direction and parts.days:
        parts.direction = "past"
    time = settle(parts, published)
    if time is None:
        # A day that no calendar has must not be read as its month
        return None, reader.last if parts.days else index
    return Reading(index, reader.last, parts, time), reader.last


def settle_weekday(mention: DateMention, published: date | None, *, future: bool) -> TimeSpan:
    """The day of a mention, read as a coming one where only a weekday is said of something planned."""
    if not (mention.weekday_only and future and published is not None):
        return mention.time
    if mention.time.start == published:
        return mention.time
    return weekday_near(mention.time.start.weekday(), published, future=True)


def infer_published(text: str, latest: date) -> date | None:
    """The date of an article that names weekday, day and month but no year: the last that fits the calendar."""
    table = load_dates("ar")
    words = plain_words(text)
    for index, word in enumerate(words):
        if not table.starts[word.key]:
            continue
        reader = DateReader(words, index, table)
        reader.run()
        parts = reader.parts
        if reader.last >= index and parts.weekday is not None and parts.days and parts.month and not parts.year:
            return latest_year(parts.weekday, parts.month, parts.days[0], latest)
    return None


@dataclass(frozen=True, slots=True)
class Plain:
    """A word of running text."""

    start: int
    end: int
    key: str


def plain_words(text: str) -> list[Plain]:
    """The words of a text; every other visible character is a word of its own."""
    return [Plain(match.start(), match.end(), fold(match.group())) for match in _WORD.finditer(text)]
