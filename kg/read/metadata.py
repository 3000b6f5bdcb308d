"""Title, publisher and date of an article that only its own lines tell."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from kg.model import Span
from kg.read.debris import Line, debris
from kg.read.when import is_stamp, line_date

_HEAD_LINES = 6
_MAX_TITLE_WORDS = 30
_MAX_PUBLISHER_WORDS = 4
_DATELINE = 120


@dataclass(slots=True)
class Meta:
    """What the lines say; `used` are the spans of those that say nothing else."""

    title: Span | None = None
    publisher: str | None = None
    published: date | None = None
    used: set[Span] = field(default_factory=set)


def metadata(lines: Sequence[Line], text: str, left_out: Collection[Span]) -> Meta:
    """Read title, publisher and date; the lines `left_out` are page furniture and tell none of them."""
    meta = Meta()
    content = [line for line in lines if line.span not in left_out or not line.readable()]
    _dates(content, meta)
    head = [line for line in content[:_HEAD_LINES] if line.span not in meta.used and line.readable()]
    if len(head) > 1 and _names_publisher(head[0], head[1]):
        meta.publisher = head[0].text
        meta.used.add(head.pop(0).span)
    if head and _is_title(head[0], len(content), text):
        meta.title = head[0].span
    meta.publisher = meta.publisher or _agency(head)
    return meta


def _dates(content: Sequence[Line], meta: Meta) -> None:
    """A line in the head that is a date, or anywhere one that says it tells the date."""
    for index, line in enumerate(content):
        if index < _HEAD_LINES or is_stamp(line):
            found, only = line_date(line)
            meta.published = meta.published or found
            if only:
                meta.used.add(line.span)


def _names_publisher(line: Line, following: Line) -> bool:
    words = line.key.split()
    known = words[0] in debris().publishers or line.key in debris().media
    return known and len(words) <= _MAX_PUBLISHER_WORDS and following.words > len(words)


def _is_title(line: Line, count: int, text: str) -> bool:
    """A short first line that does not end like a sentence and stands apart from what follows."""
    after = text[line.span.end : line.span.end + 3]
    apart = "\n" in after or "\r" in after
    return count > 1 and apart and line.words <= _MAX_TITLE_WORDS and not line.text.endswith((".", "،", ":"))


@cache
def _agencies() -> re.Pattern[str]:
    """An agency in a dateline: in brackets beside a dash, or between dashes."""
    names = "|".join(r"[ .]?".join(map(re.escape, name.split())) for name in debris().agencies)
    dash = "[-–—ـ:]"
    return re.compile(rf"\(({names})\.?\)\s*{dash}|{dash}\s*\(({names})\.?\)|{dash}\s*({names})\s*{dash}")


def _agency(head: Sequence[Line]) -> str | None:
    for line in head:
        match = _agencies().search(line.text[:_DATELINE])
        if match:
            return next(name for name in match.groups() if name)
    return None
