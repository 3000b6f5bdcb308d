"""Reading sources: files and folders of plain text, Markdown, HTML, JSON and JSON lines become articles."""

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import ReadError
from kg.model import Article
from kg.read.articles import from_record, from_text
from kg.read.decode import decode, read_bytes
from kg.read.markup import from_html, from_markdown

__all__ = ["read_source", "read_sources"]

_MAX_LINE = 5_000_000
_TEXT, _MARKDOWN = frozenset({".txt", ".text", ""}), frozenset({".md", ".markdown"})
_HTML, _JSON, _LINES = frozenset({".html", ".htm", ".xhtml"}), frozenset({".json"}), frozenset({".jsonl", ".ndjson"})
_ALL = _TEXT | _MARKDOWN | _HTML | _JSON | _LINES


def read_sources(sources: Iterable[Path]) -> Iterator[Article | ReadError]:
    """The articles of files and folders in a fixed order; what cannot be read is yielded as its error."""
    for source in sources:
        if source.is_dir():
            yield from _folder(source)
        elif source.exists():
            yield from read_source(source)
        else:
            yield ReadError(f"{source}: there is no such file or folder")


def _folder(folder: Path) -> Iterator[Article | ReadError]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not _hidden(path, folder))
    known = [path for path in files if _suffix(path) in _ALL]
    if not known:
        yield ReadError(f"{folder}: no article in this folder (looked for txt, md, html, json, jsonl, jsonl.gz)")
    for path in known:
        yield from read_source(path)


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _suffix(path: Path) -> str:
    return Path(path.stem).suffix.casefold() if path.suffix.casefold() == ".gz" else path.suffix.casefold()


def read_source(path: Path) -> Iterator[Article | ReadError]:
    """The articles of one file."""
    try:
        if _suffix(path) in _LINES:
            yield from _json_lines(path)
        else:
            yield from _whole(path)
    except ReadError as error:
        yield error


def _whole(path: Path) -> Iterator[Article | ReadError]:
    data = read_bytes(path)
    if path.suffix.casefold() == ".gz":
        data = _unzipped(data, path)
    text, suffix = decode(data, path), _suffix(path)
    if suffix in _JSON:
        yield from _json(text, path)
    elif suffix in _HTML or text.lstrip()[:15].casefold().startswith(("<!doctype html", "<html")):
        yield from_html(text, str(path))
    elif suffix in _MARKDOWN or text.startswith("---\n"):
        yield from_markdown(text, str(path))
    else:
        yield from_text(text, str(path))


def _unzipped(data: bytes, path: Path) -> bytes:
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        raise ReadError(f"{path}: damaged gzip file ({error})") from error


def _json(text: str, path: Path) -> Iterator[Article | ReadError]:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{path}: not valid JSON ({error})") from error
    records = content if isinstance(content, list) else [content]
    for number, record in enumerate(records, 1):
        yield _record(record, f"{path}:{number}" if len(records) > 1 else str(path))


def _record(record: object, source: str) -> Article | ReadError:
    try:
        return from_record(record, source)
    except ReadError as error:
        return error


def _json_lines(path: Path) -> Iterator[Article | ReadError]:
    if not path.is_file():
        raise ReadError(f"{path}: not a regular file, left out")
    opener = gzip.open if path.suffix.casefold() == ".gz" else open
    try:
        with opener(path, "rb") as lines:
            for number, line in enumerate(iter(lambda: lines.readline(_MAX_LINE), b""), 1):
                if line.strip():
                    yield _json_line(line, f"{path}:{number}")
    except (OSError, EOFError, zlib.error) as error:
        yield ReadError(f"{path}: damaged from here on ({error}); the articles before are read")


def _json_line(line: bytes, source: str) -> Article | ReadError:
    try:
        record = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        return ReadError(f"{source}: not valid JSON ({str(error)[:80]})")
    return _record(record, source)
