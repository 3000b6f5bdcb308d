"""Web archives (WARC, also packed with gzip): each captured page becomes an article."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from kg.errors import ReadError, ReadWarning
from kg.model import Article
from kg.read.content import GZIP, regular, shown
from kg.read.framing import Framing
from kg.read.markup import from_page
from kg.read.members import Members
from kg.read.worker import worker

# The other types tell about the crawl, not about a page
_TYPE = re.compile(rb"\nWARC-Type[ \t]*:[ \t]*(response|resource|revisit)\b", re.IGNORECASE)
_READ = 65_536
_SHOWN_KINDS = 4


def from_archive(path: Path) -> Iterator[Article | ReadError]:
    """The articles of the pages in an archive; at the end one line tells what was no page."""
    source = shown(regular(path))
    skipped: Counter[str] = Counter()
    number, told = 0, False
    with path.open("rb") as stream:
        for number, record in enumerate(_framing(stream).records(), 1):
            for item in _record(record, f"{source}:{number}", skipped):
                told = True
                yield item
    if not told and not skipped:
        yield ReadError(f"{source}: no page in its {number} records" if number else f"{source}: no record in it")
    if skipped:
        kinds = ", ".join(f"{count} {kind}" for kind, count in skipped.most_common(_SHOWN_KINDS))
        more = ", ..." if len(skipped) > _SHOWN_KINDS else ""
        yield ReadWarning(f"{source}: {skipped.total()} records hold no page and were left out ({kinds}{more})")


def _framing(stream: BinaryIO) -> Framing:
    packed = stream.read(len(GZIP)) == GZIP
    stream.seek(0)
    if not packed:
        return Framing(lambda: stream.read(_READ), lambda: None)
    members = Members(stream)
    return Framing(members.read, members.skip)


def _record(record: bytes | str, source: str, skipped: Counter[str]) -> Iterator[Article | ReadError]:
    if isinstance(record, str):
        yield ReadError(f"{source}: {record}")
        return
    # The type stands in the head of a record, long before its page
    if not _TYPE.search(record, 0, record.find(b"\r\n\r\n") + 2 or len(record)):
        return
    try:
        told = worker().ask("capture", record, source)
        if "skip" in told:
            skipped[told["skip"]] += 1
        else:
            yield from from_page(told, source)
    except ReadError as error:
        yield error
