"""Articles from what a source holds: readable blocks, title, publisher, date, language, identifier."""

from collections.abc import Mapping
from html import unescape
from typing import Any

from kg.errors import ReadError
from kg.ids import digest
from kg.model import Article, Span
from kg.read.debris import lines_of, readable
from kg.read.decode import language
from kg.read.metadata import first_lines, parse_date

_MIN_LETTERS = 20


def from_text(text: str, source: str, fields: Mapping[str, Any] | None = None, skip: int = 0) -> Article:
    """The article of a plain text; `fields` (title, published, publisher, url, lang) win over its first lines.

    The first `skip` characters are metadata of the file and no part of the article.
    """
    fields = fields or {}
    lines = [line for line in lines_of(text) if line.span.start >= skip]
    meta = first_lines(lines, text)
    kept = readable(lines, meta.used)
    if sum(len(line.key) for line in kept) < _MIN_LETTERS:
        raise ReadError(f"{source}: no readable text in it")
    title = meta.title if meta.title in kept else None
    stated = str(fields.get("published") or fields.get("date") or "")
    return Article(
        id=digest([_string(fields, "url") or "", text]),
        text=text,
        source=source,
        lang=language(text[skip:], _string(fields, "lang")),
        blocks=tuple(line.span for line in kept),
        title=title.span if title else None,
        headline=_string(fields, "title") or (unescape(title.text) if title else None),
        publisher=_string(fields, "publisher") or meta.publisher,
        published=(parse_date(stated) if stated else None) or meta.published,
        url=_string(fields, "url"),
    )


def _string(fields: Mapping[str, Any], key: str) -> str | None:
    value = fields.get(key)
    return " ".join(str(value).split()) or None if value is not None else None


def from_record(record: Any, source: str) -> Article:
    """The article of a JSON record with `title`, `text` and the other fields; a ReadError says what is missing."""
    if not isinstance(record, dict):
        raise ReadError(f"{source}: a record must be an object with a field text")
    body = record.get("text")
    if not isinstance(body, str) or not body.strip():
        raise ReadError(f"{source}: the record has no text")
    title = " ".join(str(record.get("title") or "").split())
    text = f"{title}\n\n{body}" if title and not body.startswith(title) else body
    if any("\ud800" <= char <= "\udfff" for char in text):
        text = text.encode("utf-8", "replace").decode("utf-8")
    article = from_text(text, source, record)
    if not title:
        return article
    return _titled(article, len(title), unescape(title))


def _titled(article: Article, length: int, headline: str) -> Article:
    from dataclasses import replace

    span = Span(0, length)
    blocks = tuple(block for block in article.blocks if not block.overlaps(span))
    return replace(article, title=span, headline=headline, blocks=(span, *blocks))
