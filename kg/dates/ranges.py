"""Dates in figures, and two dates that are one: the ends of a range, or one day in two calendars."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from kg.dates.calendars import Parts, settle
from kg.dates.reader import Token
from kg.dates.table import DateTable
from kg.model import TimeSpan

_SIGNS = frozenset("-/.")
_DASHES = frozenset("-–—")
_BETWEEN_CALENDARS = frozenset({"الموافق", "الموافق ل", "ل", "/", "(", "،", "ه", "-", "="})
# Umm al-Qura and the sighting of the moon differ by a day or two
_CALENDARS_DIFFER = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """A settled expression over the words `first` to `last`, with what it said."""

    first: int
    last: int
    parts: Parts
    time: TimeSpan


def numeric(words: Sequence[Token], index: int) -> Reading | None:
    """`16/09/2024`, `2024-09-16`: five words without a gap."""
    if not words[index].key.isdecimal():
        return None
    five = words[index : index + 5]
    if len(five) < 5 or five[1].key not in _SIGNS or five[1].key != five[3].key:
        return None
    if any(left.end != right.start for left, right in pairwise(five)):
        return None
    figures = [five[0].key, five[2].key, five[4].key.removesuffix("م")]
    if not all(figure.isdecimal() and figure.isascii() for figure in figures):
        return None
    year, month, day = figures if len(figures[0]) == 4 else figures[::-1]
    parts = Parts(days=[int(day)], month=int(month), year=int(year))
    fits = len(year) == 4 and len(month) <= 2 and len(day) <= 2 and 1 <= parts.days[0] <= 31 and 1 <= int(month) <= 12
    time = settle(parts, None) if fits else None
    return Reading(index, index + 4, parts, time) if time else None


def joined(
    readings: Iterable[Reading], words: Sequence[Token], published: date | None, table: DateTable
) -> list[Reading]:
    """The readings, where two that belong together are one."""
    found: list[Reading] = []
    for reading in readings:
        pair = _pair(found[-1], reading, words, published, table) if found else None
        found[-1:] = [pair] if pair else [*found[-1:], reading]
    return found


def _pair(
    left: Reading, right: Reading, words: Sequence[Token], published: date | None, table: DateTable
) -> Reading | None:
    gap = [word.key for word in words[left.last + 1 : right.first]]
    if left.parts.hijri and not right.parts.hijri and len(gap) <= 3 and set(gap) <= _BETWEEN_CALENDARS:
        same = abs((left.time.start - right.time.start).days) <= _CALENDARS_DIFFER
        return replace(right, first=left.first) if same else None
    if _is_weekday(left.parts) and _is_weekday(right.parts) and not gap and words[right.first].key[0] == "و":
        return _weekdays(left, right, published)
    opened = left.first > 0 and words[left.first - 1].key in table.range
    if not (opened and _ranges(gap, words[right.first].key, table)):
        return None
    begin = _with_year_of(left, right, published)
    kinds = left.time.granularity == right.time.granularity and left.time.granularity in (
        "day",
        "month",
        "year",
    )
    if not kinds or begin.start >= right.time.start or left.parts.weekday_only() or right.parts.weekday_only():
        return None
    time = TimeSpan(start=begin.start, end=right.time.end, granularity="range", rule="range")
    return Reading(left.first, right.last, right.parts, time)


def _is_weekday(parts: Parts) -> bool:
    return parts.weekday is not None and not (parts.days or parts.month or parts.year)


def _weekdays(left: Reading, right: Reading, published: date | None) -> Reading:
    """`الاثنين والثلاثاء الماضيين`: the days from the one to the other that follows it; the first may be today."""
    days = timedelta(days=((right.parts.weekday or 0) - (left.parts.weekday or 0)) % 7)
    end = left.time.start + days if left.time.start == published else right.time.end
    time = replace(right.time, start=end - days, end=end, granularity="range")
    return Reading(left.first, right.last, right.parts, time)


def _ranges(gap: Sequence[str], key: str, table: DateTable) -> bool:
    """Whether the words between two dates make them the ends of a range."""
    if not gap:
        return key[0] == "و"
    return len(gap) == 1 and (gap[0] == "و" or gap[0] in _DASHES or gap[0] in table.until)


def _with_year_of(left: Reading, right: Reading, published: date | None) -> TimeSpan:
    """The beginning of a range takes its year from the end: `28 أكتوبر إلى 2 نوفمبر 2023`."""
    if left.parts.year is not None or left.parts.month is None:
        return left.time
    year = right.time.end.year
    for candidate in (year, year - 1):
        time = settle(replace(left.parts, year=candidate), published)
        if time is not None and time.start < right.time.start:
            return time
    return left.time
