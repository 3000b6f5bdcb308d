"""Articles from what a source holds: readable blocks, title, publisher, date, language, identifier."""

from collections.abc import Mapping, Sequence
from html import unescape
from typing import Any

from kg.errors import ReadError
from kg.ids import digest
from kg.model import Article, Span
from kg.read.debris import Line, furniture, lines_of
from kg.read.language import language
from kg.read.metadata import Meta, metadata
from kg.read.when import parse_date

# Fewer are no sentence that could tell anything
MIN_LETTERS = 20
# A hundred pages, many times the longest article of a newspaper; reading them takes up to four seconds
MAX_TEXT = 250_000
Fields = Mapping[str, Any]


def from_text(
    text: str, source: str, fields: Fields | None = None, *, skip: int = 0, markdown: bool = False
) -> Article:
    """The article of a plain text; `fields` (title, published, publisher, url, lang) win over its lines.

    The first `skip` characters are metadata of the file and no part of the article.
    """
    _check(text, source)
    lines = lines_of(text, skip, markdown=markdown)
    left_out = furniture(lines)
    meta = metadata(lines, text, left_out)
    kept = [line for line in lines if line.span not in left_out and line.span not in meta.used]
    return _article(text, source, fields or {}, kept, meta)


def from_record(record: Any, source: str) -> Article:
    """The article of a record with `title`, `text` and the other fields; a ReadError says what is missing.

    Its text is the title, an empty line, and the text.
    """
    body = record.get("text") if isinstance(record, dict) else None
    if not isinstance(body, str) or not body.strip():
        raise ReadError(f"{source}: a record must be an object with a text in its field text")
    title = _plain(record.get("title"))
    text = f"{title}\n\n{body}" if title.strip() else body
    _check(text, source)
    # A lone surrogate cannot be stored; its replacement keeps the offsets
    text = text.encode("utf-8", "replace").decode("utf-8")
    return _titled(text, len(title), source, record) if title.strip() else from_text(text, source, record)


def _check(text: str, source: str) -> None:
    """A ReadError for what cannot be stored or would take too long to read."""
    if len(text) > MAX_TEXT:
        raise ReadError(f"{source}: {len(text):,} characters are more than the {MAX_TEXT:,} of one article; split it")
    if "\x00" in text:
        raise ReadError(f"{source}: the text holds NUL characters, it is damaged; fetch it again")


def _titled(text: str, length: int, source: str, record: Fields) -> Article:
    """The title is known, so that the lines after it are read for what is no text only."""
    start = len(text[:length]) - len(text[:length].lstrip())
    title = Span(start, start + len(text[:length].strip()))
    lines = lines_of(text, length)
    left_out = furniture(lines)
    meta = metadata(lines, text, left_out)
    first, others = Line.of(text, title), left_out | meta.used
    kept = [line for line in lines if line.span not in others and line.key != first.key]
    meta.title = title
    return _article(text, source, record, [first, *kept], meta)


def _plain(value: object) -> str:
    return value if isinstance(value, str) else ""


def _article(text: str, source: str, fields: Fields, kept: Sequence[Line], meta: Meta) -> Article:
    if sum(len(line.key) for line in kept) < MIN_LETTERS:
        raise ReadError(f"{source}: no readable text in it, menus and repeated lines left aside")
    url = _string(fields, "url")
    title = _string(fields, "title") or (meta.title.of(text) if meta.title else None)
    return Article(
        id=digest([url or "", text]),
        text=text,
        source=source,
        lang=language(" ".join(line.text for line in kept[:40]), _string(fields, "lang")),
        blocks=tuple(line.span for line in kept),
        title=meta.title,
        headline=" ".join(unescape(title).split()) if title else None,
        publisher=_string(fields, "publisher") or meta.publisher,
        published=parse_date(_string(fields, "published") or "") or meta.published,
        url=url,
    )


def _string(fields: Fields, key: str) -> str | None:
    """A field as one line; what is neither text nor number says nothing."""
    value = fields.get(key)
    if not isinstance(value, str | int) or isinstance(value, bool):
        return None
    return " ".join(str(value).encode("utf-8", "replace").decode("utf-8").split()) or None
