"""Markdown with front matter, and HTML by trafilatura."""

import re
from typing import Any

from kg.errors import ReadError
from kg.model import Article
from kg.read.articles import from_record, from_text

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_]+)\s*:\s*(.*?)\s*$")
_NAMES = {"date": "published", "source": "publisher", "site": "publisher", "language": "lang", "link": "url"}
_FIELDS = {
    "title": "title",
    "text": "text",
    "date": "published",
    "sitename": "publisher",
    "url": "url",
    "language": "lang",
}
# Beyond this trafilatura needs many seconds; no page of news comes near it
_MAX_HTML = 4_000_000


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
            fields[_NAMES.get(key, key)] = match.group(2).strip("\"'")
    return fields


def from_html(text: str, source: str) -> Article:
    """The article of an HTML page: main text and metadata as trafilatura finds them."""
    if len(text) > _MAX_HTML:
        raise ReadError(f"{source}: an HTML page of more than {_MAX_HTML // 1_000_000} MB is not read")
    fields = _extracted(text.removeprefix("\ufeff"), source)
    if not fields.get("text"):
        raise ReadError(f"{source}: no article found in this page")
    return from_record({ours: fields.get(theirs) for theirs, ours in _FIELDS.items()}, source)


def _extracted(text: str, source: str) -> dict[str, Any]:
    try:
        from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]
        from trafilatura import bare_extraction
    except ImportError as error:
        reason = f"HTML needs the package trafilatura, which does not load ({_short(error)})"
        raise ReadError(f"{source}: {reason}") from error
    try:
        # huge_tree: the parser's own limit of depth drops the text without a word
        tree = document_fromstring(text.encode("utf-8"), parser=HTMLParser(encoding="utf-8", huge_tree=True))
        page = bare_extraction(tree, with_metadata=True, include_comments=False)
    except Exception as error:  # a page can break the libraries in any way; the rest of the batch goes on
        raise ReadError(f"{source}: this page cannot be parsed ({_short(error)})") from error
    return page if isinstance(page, dict) else page.as_dict() if page is not None else {}


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:80] or type(error).__name__
