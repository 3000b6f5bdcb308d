"""Markdown with front matter, HTML pages and feeds."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kg.errors import ReadError, ReadWarning
from kg.model import Article
from kg.read.articles import MIN_LETTERS, from_record, from_text
from kg.read.pages import MAX_PAGE
from kg.read.records import from_records
from kg.read.worker import worker

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_DECLARATION = re.compile(r"\A\ufeff?\s*<\?xml[^>]*\?>")
_FIELD = re.compile(r"^([A-Za-z_]+)\s*:(.*)$")
_NAMES = {"date": "published", "source": "publisher", "site": "publisher", "language": "lang", "link": "url"}
# What the parser takes for the article is seldom less of a page, menus left aside; a short page says nothing of it
_KEPT = 0.2
_MUCH = 500
# The feeds of news agencies have a tenth of it; parsing needs a second a megabyte
MAX_FEED = 4_000_000


def has_front_matter(text: str) -> bool:
    """Whether a text begins with a block of fields between lines of three hyphens."""
    return _FRONT.match(text) is not None


def from_markdown(text: str, source: str) -> Article:
    """The article of a Markdown file; offsets are those of the file, front matter is not read as text."""
    match = _FRONT.match(text)
    fields = _front_matter(match.group(1)) if match else {}
    return from_text(text, source, fields, skip=match.end() if match else 0, markdown=True)


def _front_matter(block: str) -> dict[str, Any]:
    fields = {}
    for line in block.splitlines():
        match = _FIELD.match(line)
        if match:
            key = match.group(1).casefold()
            fields[_NAMES.get(key, key)] = match.group(2).strip().strip("\"'")
    return fields


def from_html(text: str, source: str) -> Iterator[Article | ReadError]:
    """The article of an HTML page: main text and metadata as trafilatura finds them, in a process of its own."""
    if len(text) > MAX_PAGE:
        limit = f"{MAX_PAGE // 1_000_000} million characters"
        raise ReadError(f"{source}: an HTML page of more than {limit} is not read; save the text of the article")
    page = text.removeprefix("\ufeff").encode("utf-8", "replace")
    yield from from_page(worker().ask("page", page, source), source)


def from_page(told: Mapping[str, Any], source: str) -> Iterator[Article | ReadError]:
    """The article of what kg.read.pages tells of a page, and a warning where little of the page is in it."""
    kept, seen = told["kept"], told["seen"]
    if kept < MIN_LETTERS:
        why = f", though it holds {seen} letters: save its text as a .txt file" if seen >= _MUCH else ""
        raise ReadError(f"{source}: no article found in this page{why}")
    yield from_record(told["fields"], source)
    if seen >= _MUCH and kept < _KEPT * seen:
        share = f"{100 * kept // seen} % of the text"
        yield ReadWarning(f"{source}: only {share} of this page was taken for its article; check whether some is lost")


def from_feed(text: str, source: str) -> Iterator[Article | ReadError]:
    """The articles of the entries of an RSS or Atom feed."""
    if len(text) > MAX_FEED:
        raise ReadError(f"{source}: a feed of more than {MAX_FEED // 1_000_000} million characters; split it")
    # It states the encoding of the bytes, which the text has no more
    told = worker().ask("feed", _DECLARATION.sub("", text).encode("utf-8", "replace"), source)
    if not told["records"]:
        yield ReadError(f"{source}: no entry in this feed")
    yield from from_records(told["records"], source)
    if told["damage"]:
        yield ReadWarning(f"{source}: this feed is damaged ({told['damage']}); entries may be lost")
