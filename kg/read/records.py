"""Records of JSON and of JSON lines. One bad record does not stop the rest."""

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import Any, cast

from kg.errors import ReadError, ReadWarning
from kg.model import Article
from kg.read.articles import from_record
from kg.read.content import read_bytes, regular, shown
from kg.read.decode import decode, is_wide
from kg.read.memory import Memory, marked

# An article has a few thousand bytes, the longest a hundred thousand
_MAX_LINE = 5_000_000
# Each is an object in memory, of a hundred bytes at most
_MAX_MARKS = 1_500_000
# So many bytes of one line are passed over in search of the next
_MAX_SKIPPED = 200_000_000
# A file that goes on like this is none of records; each would be a line of complaint
MAX_BROKEN = 1_000
_MAX_BLANK = 1_000_000
# Megabytes in which lines are counted, which takes a few seconds
_MAX_COUNTED = 2_000
_BOM = "\ufeff"
_OTHER_NAMES = (("published", "date"), ("publisher", "source"), ("lang", "language"))


def from_json(text: str, source: str) -> Iterator[Article | ReadError]:
    """The articles of a JSON text: one record or a list of them."""
    content = _parsed(text, source)
    records = content if isinstance(content, list) else [content]
    if not records:
        raise ReadError(f"{source}: no record in it")
    yield from from_records(records, source)


def from_records(records: list[Any], source: str) -> Iterator[Article | ReadError]:
    """The articles of records; each of several is named by its number."""
    numbered = (f"{source}:{number}" if len(records) > 1 else source for number in range(1, len(records) + 1))
    yield from patient((_record(record, name) for record, name in zip(records, numbered, strict=True)), source)


def patient(items: Iterable[Article | ReadError | None], source: str) -> Iterator[Article | ReadError]:
    """The items up to a long run of broken ones, after which nothing good is expected; None stands for a good one that
    is passed over."""
    broken = 0
    for item in items:
        broken = broken + 1 if isinstance(item, ReadError) else 0
        if item is not None:
            yield item
        if broken == MAX_BROKEN:
            yield ReadWarning(f"{source}: {MAX_BROKEN} broken records in a row, the rest of the file is left out")
            return


def _parsed(text: str, source: str) -> Any:
    if sum(map(text.count, "[{,")) > _MAX_MARKS:
        raise ReadError(f"{source}: more brackets and commas than articles have, left out; use JSON lines for many")
    try:
        return json.loads(text.removeprefix(_BOM))
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{source}: not valid JSON ({_reason(error)})") from error


def _reason(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)[:80]


def _record(record: Any, source: str) -> Article | ReadError:
    try:
        return from_record(_renamed(record), source)
    except ReadError as error:
        return error


def _renamed(record: Any) -> Any:
    """Other usual names of fields count where ours are missing."""
    if not isinstance(record, dict):
        return record
    return {**{name: record[other] for name, other in _OTHER_NAMES if other in record}, **record}


def from_json_lines(path: Path, memory: Memory) -> Iterator[Article | ReadError]:
    """The articles of a file with a record a line, read line by line, without the lines that are as they were."""
    source = shown(regular(path))
    yield from patient(_lines(path, source, memory), source)


def _lines(path: Path, source: str, memory: Memory) -> Iterator[Article | ReadError | None]:
    number = 0
    try:
        with _opened(path) as stream:
            for number, line in _numbered(stream):
                name = f"{source}:{number}"
                mark = memory.mark(name, line)
                yield from (None,) if mark is None else marked([_line(line, name)], mark)
    except (OSError, EOFError, zlib.error) as error:
        yield ReadError(f"{source}: damaged from here on ({error}); the articles before are read")
        return
    if not number:
        yield ReadError(f"{source}: no record in it")


def count_lines(path: Path) -> int:
    """How many lines a file of JSON lines has, as far as it can be read soon."""
    count = 0
    with suppress(OSError, EOFError, zlib.error, ReadError), _opened(path) as stream:
        for _ in range(_MAX_COUNTED):
            part = stream.read(1 << 20)
            count += part.count(b"\n")
            if not part:
                break
    return count


def _opened(path: Path) -> BufferedReader:
    """The file as bytes of UTF-8 lines."""
    if path.suffix.casefold() == ".gz":
        return cast(BufferedReader, gzip.open(path, "rb"))
    stream = path.open("rb")
    if not is_wide(stream.peek(2)):
        return stream
    stream.close()
    return BufferedReader(BytesIO(decode(read_bytes(path), shown(path)).encode("utf-8", "replace")))


def _numbered(stream: BufferedReader) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank with their numbers; of one over the limit only the beginning."""
    number, blank = 0, 0
    while line := stream.readline(_MAX_LINE + 1):
        number += 1
        _pass_over(line, stream)
        blank = 0 if line.strip() else blank + 1
        if not blank:
            yield number, line
        elif blank > _MAX_BLANK:
            raise EOFError(f"a million empty lines up to line {number}")


def _pass_over(line: bytes, stream: BufferedReader) -> None:
    """Leave out what follows of a line over the limit."""
    passed, rest = 0, line
    while len(rest) > _MAX_LINE and not rest.endswith(b"\n"):
        rest = stream.readline(_MAX_LINE + 1)
        passed += len(rest)
        if passed > _MAX_SKIPPED:
            raise EOFError(f"a line of more than {_MAX_SKIPPED // 1_000_000} MB")


def _line(line: bytes, source: str) -> Article | ReadError:
    if len(line) > _MAX_LINE:
        return ReadError(f"{source}: the line is longer than {_MAX_LINE // 1_000_000} MB, left out")
    try:
        return _record(_parsed(decode(line, source), source), source)
    except ReadError as error:
        return error
