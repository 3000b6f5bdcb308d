"""Date expressions among the words of a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kg.dates.calendars import latest_year, settle, weekday_near
from kg.dates.reader import DateReader, Token
from kg.dates.table import DateTable, bare_key, load_dates
from kg.lang import fold
from kg.model import Span, TimeSpan


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
    found: list[DateMention] = []
    index = 0
    while index < len(words):
        mention = _at(words, index, published, table) if _may_start(words[index].key, table) else None
        if mention is not None:
            found.append(mention)
        index = mention.last + 1 if mention else index + 1
    return found


def _may_start(key: str, table: DateTable) -> bool:
    if key.isdigit():
        return len(key) <= 4
    starts = table.starts
    if key in starts or bare_key(key) in starts or key in table.ago or key in table.later:
        return True
    return key[0] in "وفبلك" and (
        key[1:] in starts or bare_key(key[1:]) in starts or key[1:].isdigit() or key[2:] in starts
    )


def _at(words: Sequence[Token], index: int, published: date | None, table: DateTable) -> DateMention | None:
    reader = DateReader(words, index, table)
    reader.run()
    if reader.last < index:
        return None
    time = settle(reader.parts, published)
    if time is None:
        return None
    span = Span(words[index].start, words[reader.last].end)
    return DateMention(index, reader.last, span, time, reader.parts.weekday_only())


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
        if not _may_start(word.key, table):
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
    """The words of a text, split at white space, with the punctuation around them left out of their keys."""
    found, at = [], 0
    for piece in text.split():
        key = fold(piece.strip('،,.:؛()"«»“”'))
        found.append(Plain(at, at + len(piece), key or "،"))
        at += len(piece) + 1
    return found
