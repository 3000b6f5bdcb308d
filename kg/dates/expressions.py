"""Date expressions among the words of a sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.dates.calendars import latest_year, settle
from kg.dates.ranges import Reading, joined, numeric
from kg.dates.reader import DateReader, Token
from kg.dates.table import DateTable, load_dates
from kg.lang import fold
from kg.model import Span, TimeSpan

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u064b-\u065f\u0670\u200b-\u200f])*|[^\s\w]")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression over the words `first` to `last` (inclusive).

    Of a weekday or a month alone the tense decides which one: `time` is the last one, `coming` the next one.
    """

    first: int
    last: int
    span: Span
    time: TimeSpan
    coming: TimeSpan | None = None


def find_dates(words: Sequence[Token], published: date | None, table: DateTable) -> list[DateMention]:
    """The date expressions of a sentence that can be settled, from left to right, not overlapping."""
    found: list[Reading] = []
    starts, done = table.starts, -1
    for index in [at for at, word in enumerate(words) if starts[word.key]]:
        if index > done:
            reading, done = _at(words, index, published, table)
            found.extend([reading] if reading else [])
    return [_mention(reading, words, published) for reading in joined(found, words, published, table)]


def _mention(reading: Reading, words: Sequence[Token], published: date | None) -> DateMention:
    span = Span(words[reading.first].start, words[reading.last].end)
    return DateMention(reading.first, reading.last, span, reading.time, _coming(reading, published))


def _coming(reading: Reading, published: date | None) -> TimeSpan | None:
    """What a weekday or a month alone means of something to come; None where only one day or month can be meant."""
    parts, time = reading.parts, reading.time
    if published is None:
        return None
    if parts.weekday_only():
        week = timedelta(days=0 if published <= time.end else 7)
        return replace(time, start=time.start + week, end=time.end + week)
    next_one = settle(replace(parts, direction="future"), published) if parts.month_only() else None
    # A plan for a month that has just gone by was one of the past.
    near = next_one is not None and next_one.start - published < published - time.end
    return next_one if near else None


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


def dated(mention: DateMention, *, future: bool) -> TimeSpan:
    """The time of a mention, read as a coming one where it is said of something to come."""
    return mention.coming if future and mention.coming is not None else mention.time


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
