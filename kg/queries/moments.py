"""When a question in words is about: its date expression, as first and last day, taken out of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg.dates import DateMention, find_dates, load_dates, plain_words
from kg.dates.expressions import Plain

_AMERICAN = re.compile(r"\b([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
_BEFORE_UNIT = re.compile(r"\b(last|past|previous|next|this|current) (week|month|year)\b", re.IGNORECASE)
Leads = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Moment:
    """From a first to a last day; None leaves that side open."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Timed:
    """A question without its date: the words that are left, and the time it named, if any."""

    text: str
    words: tuple[Plain, ...]
    moment: Moment | None = None


def timed(text: str, lang: str, today: date, leads: Leads) -> Timed:
    """The question parted from its date. With several dates in it, or none, it is left as it is."""
    text = _in_order(text) if lang == "en" else text
    words = plain_words(text)
    while words and not words[-1].key[-1].isalnum():
        words.pop()
    found = find_dates(words, today, load_dates(lang))
    if len(found) != 1:
        return Timed(text, tuple(words))
    first = found[0].first
    lead = words[first - 1].key if first else ""
    kinds = [kind for kind in leads if lead in leads[kind]]
    rest = words[: first - bool(kinds)] + words[found[0].last + 1 :]
    return Timed(text, tuple(rest), _moment(found[0], kinds))


def _in_order(text: str) -> str:
    """English in the order in which dates are read: `16 September 2024`, `month last`."""
    return _BEFORE_UNIT.sub(r"\2 \1", _AMERICAN.sub(r"\2 \1 \3", text))


def _moment(found: DateMention, kinds: Sequence[str]) -> Moment:
    kind, time, day = kinds[0] if kinds else "at", found.time, timedelta(days=1)
    if kind == "since" and time.granularity != "range":
        return Moment(first=time.start)
    if kind == "after":
        return Moment(first=time.end + day)
    if kind == "until":
        return Moment(last=time.end)
    return Moment(last=time.start - day) if kind == "before" else Moment(time.start, time.end)
