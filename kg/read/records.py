"""Records of JSON and of JSON lines. One bad record does not stop the rest."""

import gzip
import json
import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import Any, cast

from kg.errors import ReadError
from kg.model import Article
from kg.read.articles import from_record
from kg.read.decode import decode, is_utf16, read_bytes, shown

_MAX_LINE = 5_000_000
_BOM = "\ufeff"
_OTHER_NAMES = (("published", "date"), ("publisher", "source"), ("lang", "language"))


def from_json(text: str, source: str) -> Iterator[Article | ReadError]:
    """The articles of a JSON text: one record or a list of them."""
    try:
        content = json.loads(text.removeprefix(_BOM))
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{source}: not valid JSON ({str(error)[:80]})") from error
    records = content if isinstance(content, list) else [content]
    if not records:
        raise ReadError(f"{source}: no record in it")
    for number, record in enumerate(records, 1):
        yield _record(record, f"{source}:{number}" if len(records) > 1 else source)


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


def from_json_lines(path: Path) -> Iterator[Article | ReadError]:
    """The articles of a file with a record a line, read line by line."""
    source, count = shown(path), 0
    if not path.is_file():
        raise ReadError(f"{source}: not a regular file, left out")
    try:
        with _opened(path) as stream:
            for number, line in _numbered(stream):
                count += 1
                yield _line(line, f"{source}:{number}")
    except (OSError, EOFError, zlib.error) as error:
        count += 1
        yield ReadError(f"{source}: damaged from here on ({error}); the articles before are read")
    if not count:
        yield ReadError(f"{source}: no record in it")


def count_lines(path: Path) -> int:
    """How many lines a file of JSON lines has, as far as it can be read."""
    count = 0
    with suppress(OSError, EOFError, zlib.error, ReadError), _opened(path) as stream:
        while part := stream.read(1 << 20):
            count += part.count(b"\n")
    return count


def _opened(path: Path) -> BufferedReader:
    """The file as bytes of UTF-8 lines."""
    if path.suffix.casefold() == ".gz":
        return cast(BufferedReader, gzip.open(path, "rb"))
    stream = path.open("rb")
    if not is_utf16(stream.peek(2)):
        return stream
    stream.close()
    return BufferedReader(BytesIO(decode(read_bytes(path), shown(path)).encode("utf-8")))


def _numbered(stream: BufferedReader) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank with their numbers; of one over the limit only the beginning."""
    number = 0
    while line := stream.readline(_MAX_LINE + 1):
        number += 1
        rest = line
        while len(rest) > _MAX_LINE and not rest.endswith(b"\n"):
            rest = stream.readline(_MAX_LINE + 1)
        if line.strip():
            yield number, line


def _line(line: bytes, source: str) -> Article | ReadError:
    if len(line) > _MAX_LINE:
        return ReadError(f"{source}: the line is longer than {_MAX_LINE // 1_000_000} MB, left out")
    try:
        record = json.loads(decode(line, source).removeprefix(_BOM))
    except ReadError as error:
        return error
    except (ValueError, RecursionError) as error:
        return ReadError(f"{source}: not valid JSON ({str(error)[:80]})")
    return _record(record, source)
