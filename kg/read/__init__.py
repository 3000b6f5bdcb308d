"""Reading sources: files and folders of text, Markdown, HTML, JSON, feeds and web archives become articles."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import ReadError, ReadWarning
from kg.model import Article
from kg.read.archives import from_archive
from kg.read.articles import from_text
from kg.read.content import read_bytes, regular, shown
from kg.read.decode import decode, stated_in
from kg.read.language import READ
from kg.read.markup import from_feed, from_html, from_markdown, has_front_matter
from kg.read.memory import NOTHING, Memory, marked
from kg.read.records import count_lines, from_json, from_json_lines, patient

__all__ = ["NOTHING", "Memory", "estimated", "read_source", "read_sources"]

_TEXT, _MARKDOWN = frozenset({".txt", ".text", ""}), frozenset({".md", ".markdown"})
_HTML, _JSON = frozenset({".html", ".htm", ".xhtml"}), frozenset({".json"})
_LINES, _FEED = frozenset({".jsonl", ".ndjson"}), frozenset({".xml", ".rss", ".atom", ".rdf"})
_ARCHIVE = frozenset({".warc"})
_ALL = _TEXT | _MARKDOWN | _HTML | _JSON | _LINES | _FEED | _ARCHIVE
_NAMES = "txt, md, html, json, jsonl, xml, rss, atom, warc, also with .gz"
_FOREIGN = "not in Arabic, the only language that is read so far; little or nothing is found in it"
_HTML_STARTS = ("<!doctype html", "<html")
_FEED_STARTS = ("<rss", "<feed", "<rdf:rdf")
_SHOWN_KINDS = 5


def read_sources(sources: Iterable[Path], memory: Memory = NOTHING) -> Iterator[Article | ReadError]:
    """The articles of files and folders in a fixed order; what cannot be read is yielded as its error.

    A ReadWarning comes beside an article: what could be read is read, and a person should look at the rest. Texts,
    pages and lines of JSON that the memory knows to be as they were are passed over.
    """
    for source in sources:
        try:
            yield from _folder(source, memory) if source.is_dir() else _file(source, memory)
        except OSError as error:
            yield _unreadable(source, error)


def _unreadable(path: Path, error: OSError) -> ReadError:
    return ReadError(f"{shown(path)}: cannot be read ({error.strerror or error})")


def estimated(sources: Iterable[Path]) -> int:
    """How many articles the sources may hold: one a file, or one a line of JSON lines; 0 if that tells nothing."""
    files = (path for source in sources for path in (source.rglob("*") if _is_folder(source) else (source,)))
    known = [path for path in files if _suffix(path) in _ALL and _is_file(path)]
    if any(_suffix(path) in _ARCHIVE | _FEED for path in known):
        return 0
    return sum(count_lines(path) if _suffix(path) in _LINES else 1 for path in known)


def _file(path: Path, memory: Memory) -> Iterator[Article | ReadError]:
    if path.exists():
        yield from read_source(path, memory)
    elif path.is_symlink():
        yield ReadError(f"{shown(path)}: a link to what is not there, left out")
    else:
        yield ReadError(f"{shown(path)}: there is no such file or folder")


def _folder(folder: Path, memory: Memory) -> Iterator[Article | ReadError]:
    found = [path for path in folder.rglob("*") if not _hidden(path, folder) and not _is_folder(path)]
    known = sorted(path for path in found if _suffix(path) in _ALL)
    if not known:
        yield ReadError(f"{shown(folder)}: no article in this folder (looked for {_NAMES})")
    for path in known:
        yield from read_sources([path], memory)
    if known:
        yield from _left_out(folder, found)


def _is_folder(path: Path) -> bool:
    """What is below a folder is found anyway, and links to folders are not followed, for they can go round."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _left_out(folder: Path, found: Iterable[Path]) -> Iterator[ReadError]:
    others = Counter(_suffix(path) for path in found if _suffix(path) not in _ALL)
    if others:
        kinds = ", ".join(f"{count} {shown(Path(kind))}" for kind, count in others.most_common(_SHOWN_KINDS))
        yield ReadWarning(f"{shown(folder)}: {others.total()} files are of kinds that are not read ({kinds})")


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _suffix(path: Path) -> str:
    return Path(path.stem).suffix.casefold() if path.suffix.casefold() == ".gz" else path.suffix.casefold()


def read_source(path: Path, memory: Memory = NOTHING) -> Iterator[Article | ReadError]:
    """The articles of one file, as `read_sources` gives them."""
    try:
        for item in _opened(path, memory):
            yield item
            if isinstance(item, Article) and item.lang not in READ:
                yield ReadWarning(f"{item.source}: {_FOREIGN}")
    except ReadError as error:
        yield error
    except OSError as error:
        yield _unreadable(path, error)


def _opened(path: Path, memory: Memory) -> Iterator[Article | ReadError]:
    if _suffix(path) in _LINES:
        return from_json_lines(path, memory)
    return patient(from_archive(path), shown(path)) if _suffix(path) in _ARCHIVE else _whole(path, memory)


def _whole(path: Path, memory: Memory) -> Iterator[Article | ReadError]:
    source, data = shown(regular(path)), read_bytes(path)
    mark = memory.mark(source, data)
    return iter(()) if mark is None else marked(_articles(data, source, _suffix(path)), mark)


def _articles(data: bytes, source: str, suffix: str) -> Iterator[Article | ReadError]:
    text = decode(data, source, stated_in(data) if suffix in _HTML | _FEED else None)
    if suffix in _JSON:
        yield from from_json(text, source)
    elif suffix in _HTML or _starts(text, _HTML_STARTS):
        yield from from_html(text, source)
    elif suffix in _FEED or _starts(text, _FEED_STARTS):
        yield from from_feed(text, source)
    elif suffix in _MARKDOWN or has_front_matter(text):
        yield from_markdown(text, source)
    else:
        yield from_text(text, source)


def _starts(text: str, marks: tuple[str, ...]) -> bool:
    start = text[:500].removeprefix("\ufeff").lstrip()
    if start.startswith("<?xml"):
        start = start.partition("?>")[2].lstrip()
    return start[:15].casefold().startswith(marks)
