"""Markdown with front matter, and HTML by trafilatura."""

import re
from typing import Any

from kg.errors import ReadError
from kg.model import Article
from kg.read.articles import from_record, from_text

_FRONT = re.compile(r"\A\ufeff?---\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_]+)\s*:\s*(.*?)\s*$")
_NAMES = {"date": "published", "source": "publisher", "site": "publisher", "language": "lang", "link": "url"}
_MAX_HTML = 10_000_000


def from_markdown(text: str, source: str) -> Article:
    """The article of a Markdown file; offsets are those of the file, front matter is not read as text."""
    match = _FRONT.match(text)
    fields = _front_matter(match.group(1)) if match else {}
    return from_text(text, source, fields, skip=match.end() if match else 0)


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
    from trafilatura import bare_extraction

    try:
        page = bare_extraction(text, with_metadata=True, include_comments=False)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{source}: this page cannot be parsed ({error})") from error
    fields = page if isinstance(page, dict) else page.as_dict() if page is not None else {}
    if not fields.get("text"):
        raise ReadError(f"{source}: no article found in this page")
    names = {"title": "title", "text": "text", "date": "published", "sitename": "publisher", "url": "url"}
    record = {ours: fields.get(theirs) for theirs, ours in names.items()}
    record["lang"] = fields.get("language")
    return from_record(record, source)
