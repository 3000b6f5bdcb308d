"""When an article was published, as a field or a line of the page states it."""

import re
from datetime import date
from functools import cache

from kg.dates import DateTable, find_dates, load_dates, plain_words
from kg.lang import fold
from kg.read.debris import Line, debris, opens_with

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"\s*(\d{4})()(\d\d)(\d\d)\s*\Z")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
_ENGLISH = re.compile(rf"(?<!\d)(\d{{1,2}})[ -]{_NAME},?[ -](\d{{4}})(?!\d)")
_AMERICAN = re.compile(rf"\b{_NAME} (\d{{1,2}}),? (\d{{4}})(?!\d)")
_WEEKDAY = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b")
# Feeds fill an unknown date with the first or last one their system knows
_YEARS = range(1800, 2101)
_MAX_WORDS = 14
_MAX_TIME_WORDS = 6
_MAX_BESIDE = 3


@cache
def _table() -> DateTable:
    return load_dates("ar")


def parse_date(text: str) -> date | None:
    """A date in RFC 2822, ISO 8601 or numeric day/month/year form, or written out with its year."""
    found = _pattern(fold(text))
    return found[0] if found else _written_out(text)


def _pattern(key: str) -> tuple[date, str] | None:
    """(date, the words beside it)."""
    for pattern in (_YEAR_FIRST, _COMPACT, _DAY_FIRST, _ENGLISH, _AMERICAN):
        match = pattern.search(key)
        found = _read(pattern, match) if match else None
        if match and found:
            return found, f"{key[: match.start()]} {key[match.end() :]}"
    return None


def _read(pattern: re.Pattern[str], match: re.Match[str]) -> date | None:
    if pattern is _ENGLISH:
        return _valid(match[3], 1 + _MONTHS.index(match[2]), match[1])
    if pattern is _AMERICAN:
        return _valid(match[3], 1 + _MONTHS.index(match[1]), match[2])
    if pattern is _DAY_FIRST:
        return _valid(match[4], match[3], match[1]) or _valid(match[4], match[1], match[3])
    return _valid(match[1], match[3], match[4])


def _valid(year: str, month: str | int, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year in _YEARS else None


def _written_out(text: str) -> date | None:
    """`الإثنين 16 سبتمبر 2024`."""
    found = find_dates(plain_words(text), None, _table())
    days = (mention.time.start for mention in found if mention.time.granularity == "day")
    return next((day for day in days if day.year in _YEARS), None)


def line_date(line: Line) -> tuple[date | None, bool]:
    """(date, whether the line says nothing else) of a line that may tell when the article was published."""
    opener = opens_with(line.key, debris().dates)
    rest = line.key[len(opener or "") :]
    if line.words > _MAX_WORDS or not (opener or any(char.isdigit() for char in rest)):
        return None, False
    found = _pattern(rest)
    day, beside = found if found else _worded(rest)
    if day is None:
        return None, opener is not None and _tells_time(line, rest)
    fits = _others(beside) <= (_MAX_BESIDE if opener else 0)
    return (day, True) if fits else (None, False)


def _tells_time(line: Line, rest: str) -> bool:
    """A stamp without a date: an hour, or a field that was left empty."""
    allowed = _MAX_BESIDE if rest.startswith(":") else 0
    return line.words <= _MAX_TIME_WORDS and (_others(rest) < allowed or not _others(rest))


def is_stamp(line: Line) -> bool:
    """Whether a line begins like a line that tells the date of publication."""
    return opens_with(line.key, debris().dates) is not None


def _worded(key: str) -> tuple[date | None, str]:
    words = plain_words(key)
    found = [mention for mention in find_dates(words, None, _table()) if mention.time.granularity == "day"]
    if not found:
        return None, key
    first = found[0]
    beside = [word.key for index, word in enumerate(words) if not first.first <= index <= first.last]
    return first.time.start, " ".join(beside)


def _others(key: str) -> int:
    """How many words are neither numbers nor what stands beside a date."""
    words = re.findall(r"[^\W\d_]+", _WEEKDAY.sub(" ", key))
    table = _table()
    return sum(word not in debris().fillers and table.phrase([word]) is None for word in words)
