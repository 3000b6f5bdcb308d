"""Title, publisher and date of an article that only its own first lines tell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from kg.dates import find_dates, load_dates, plain_words
from kg.lang import fold
from kg.read.debris import Line, debris

_NUMERIC = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})")
_AGENCY = re.compile(
    r"\((CNN|رويترز|أ ?ف ?ب|د ?ب ?أ|أ ?ب|وام|واس|قنا|كونا|سبوتنيك|الأناضول|AFP|Reuters|AP)\)\s*[-–—ـ]*"
)
_HEAD_LINES = 6
_MAX_TITLE_WORDS = 30
_MAX_DATE_WORDS = 14


@dataclass(slots=True)
class Meta:
    """What the first lines say; `used` are the lines that say nothing else."""

    title: Line | None = None
    publisher: str | None = None
    published: date | None = None
    used: list[Line] = field(default_factory=list)


def first_lines(lines: Sequence[Line], text: str) -> Meta:
    """Read title, publisher and date from the beginning of a plain text."""
    meta = Meta()
    rest = []
    for line in lines[:_HEAD_LINES]:
        found = line_date(line)
        if found is not None or line.key.startswith(debris().dates):
            meta.published = meta.published or found
            meta.used.append(line)
        else:
            rest.append(line)
    if len(rest) > 1 and _names_publisher(rest[0], rest[1]):
        meta.publisher = rest[0].text
        meta.used.append(rest.pop(0))
    if rest and _is_title(rest[0], len(lines), text):
        meta.title = rest[0]
    meta.publisher = meta.publisher or _agency(lines)
    return meta


def _names_publisher(line: Line, following: Line) -> bool:
    words = line.key.split()
    known = words[0] in {fold(word) for word in debris().publishers}
    return known and len(words) <= 4 and len(following.key.split()) > len(words)


def _is_title(line: Line, count: int, text: str) -> bool:
    """A short first line that does not end like a sentence and stands apart from what follows."""
    words = len(line.key.split())
    apart = "\n" in text[line.span.end : line.span.end + 3] or "\r" in text[line.span.end : line.span.end + 3]
    return count > 1 and words <= _MAX_TITLE_WORDS and not line.text.endswith((".", "،", ":")) and apart


def _agency(lines: Sequence[Line]) -> str | None:
    for line in lines[:_HEAD_LINES]:
        match = _AGENCY.search(line.text[:120])
        if match:
            return match.group(1)
    return None


def line_date(line: Line) -> date | None:
    """The date of a line that says when the article was published and little else."""
    if len(line.key.split()) > _MAX_DATE_WORDS or not any(char.isdigit() for char in line.key):
        return None
    return parse_date(line.text) or (
        _long_date(line) if line.key.startswith(debris().dates) or _only_date(line) else None
    )


def parse_date(text: str) -> date | None:
    """A date in RFC 2822, ISO 8601 or numeric day/month/year form."""
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, IndexError, TypeError):
        pass
    iso, numeric = _ISO.search(text), _NUMERIC.search(text)
    if iso:
        return _valid(int(iso[1]), int(iso[2]), int(iso[3]))
    return _valid(int(numeric[3]), int(numeric[2]), int(numeric[1])) if numeric else None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return datetime(year, month, day).date()
    except ValueError:
        return None


def _only_date(line: Line) -> bool:
    words = plain_words(line.text)
    found = find_dates(words, None, load_dates("ar"))
    return bool(found) and found[0].last - found[0].first + 3 >= len(words)


def _long_date(line: Line) -> date | None:
    """`الإثنين 16 سبتمبر 2024`."""
    found = [m for m in find_dates(plain_words(line.text), None, load_dates("ar")) if m.time.granularity == "day"]
    return found[0].time.start if found else None
