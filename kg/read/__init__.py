"""Reading sources: files and folders of plain text, Markdown, HTML, JSON and JSON lines become articles."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import ReadError
from kg.model import Article
from kg.read.articles import from_text
from kg.read.decode import decode, read_bytes, shown
from kg.read.markup import from_html, from_markdown, has_front_matter
from kg.read.records import count_lines, from_json, from_json_lines

__all__ = ["estimated", "read_source", "read_sources"]

_TEXT, _MARKDOWN = frozenset({".txt", ".text", ""}), frozenset({".md", ".markdown"})
_HTML, _JSON, _LINES = (
    frozenset({".html", ".htm", ".xhtml"}),
    frozenset({".json"}),
    frozenset({".jsonl", ".ndjson"}),
)
_ALL = _TEXT | _MARKDOWN | _HTML | _JSON | _LINES


def read_sources(sources: Iterable[Path]) -> Iterator[Article | ReadError]:
    """The articles of files and folders in a fixed order; what cannot be read is yielded as its error."""
    for source in sources:
        try:
            yield from _folder(source) if source.is_dir() else _file(source)
        except OSError as error:
            yield ReadError(f"{shown(source)}: cannot be read ({error.strerror or error})")


def estimated(sources: Iterable[Path]) -> int:
    """How many articles the sources may hold: one a file, or one a line of JSON lines."""
    files = (path for source in sources for path in (source.rglob("*") if source.is_dir() else (source,)))
    known = (path for path in files if _suffix(path) in _ALL and path.is_file())
    return sum(count_lines(path) if _suffix(path) in _LINES else 1 for path in known)


def _file(path: Path) -> Iterator[Article | ReadError]:
    if path.exists():
        yield from read_source(path)
    else:
        yield ReadError(f"{shown(path)}: there is no such file or folder")


def _folder(folder: Path) -> Iterator[Article | ReadError]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not _hidden(path, folder))
    known = [path for path in files if _suffix(path) in _ALL]
    if not known:
        yield ReadError(f"{shown(folder)}: no article in this folder (looked for txt, md, html, json, jsonl, jsonl.gz)")
    for path in known:
        yield from read_source(path)


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _suffix(path: Path) -> str:
    return Path(path.stem).suffix.casefold() if path.suffix.casefold() == ".gz" else path.suffix.casefold()


def read_source(path: Path) -> Iterator[Article | ReadError]:
    """The articles of one file."""
    try:
        yield from from_json_lines(path) if _suffix(path) in _LINES else _whole(path)
    except ReadError as error:
        yield error
    except OSError as error:
        yield ReadError(f"{shown(path)}: cannot be read ({error.strerror or error})")


def _whole(path: Path) -> Iterator[Article | ReadError]:
    source, suffix = shown(path), _suffix(path)
    text = decode(read_bytes(path), source)
    if suffix in _JSON:
        yield from from_json(text, source)
    elif suffix in _HTML or _looks_like_html(text):
        yield from_html(text, source)
    elif suffix in _MARKDOWN or has_front_matter(text):
        yield from_markdown(text, source)
    else:
        yield from_text(text, source)


def _looks_like_html(text: str) -> bool:
    start = text[:500].lstrip("\ufeff \t\r\n")
    return start[:15].casefold().startswith(("<!doctype html", "<html"))
