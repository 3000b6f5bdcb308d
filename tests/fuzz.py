"""Reads mutants of files of every format: whatever happens to a file, an article or a plain line comes of it.

`python tests/fuzz.py [--count 10000] [--seed 1] [--format html]` prints for each format how many articles and how many
lines the mutants gave, and how many made the program fail, with the seed that makes such a one again.
"""

import argparse
import gzip
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

from archives import answer, atom, chunked, packed, page, record, rss

from kg.assemble import assemble
from kg.errors import ReadError
from kg.extract import RuleExtractor
from kg.interchange import exchange
from kg.link import link
from kg.model import Subgraph
from kg.pipeline import extract_article
from kg.read import read_source
from kg.store import Store

FIRST = "زار وزير الخارجية التركي هاكان فيدان العراق يوم الأحد 9 مارس 2025 لبحث ملف المياه."
SECOND = "واتهمت كندا الهند بالتدخل في شؤونها، ونفت نيودلهي ذلك «نفيا قاطعا»، وفقا لوكالة رويترز."
TEXT = f"صحيفة الشمال\n\nزيارة إلى بغداد\n\nآخر تحديث: 9/3/2025\n\n{FIRST}\n{SECOND}\n"
PAGE = page("زيارة إلى بغداد", f"<p class='x'>{FIRST}</p><p>{SECOND} <a href='/1'>رابط</a></p><!-- x -->")
RECORD = {
    "title": "زيارة إلى بغداد",
    "text": f"{FIRST}\n{SECOND}",
    "published": "2025-03-09",
    "url": "https://x.example/1",
}
ITEM = f"<title>زيارة</title><link>/1</link><pubDate>Sun, 09 Mar 2025 10:00:00 +0300</pubDate><description>{FIRST}"
ENTRY = f"<title>زيارة</title><updated>2025-03-09T10:00:00Z</updated><content type='html'>&lt;p&gt;{FIRST}</content>"
ARCHIVE = [
    record(b"software: x\r\n", "warcinfo"),
    record(answer(PAGE.encode())),
    record(
        answer(chunked(gzip.compress(PAGE.encode(), mtime=0)), "Transfer-Encoding: chunked", "Content-Encoding: gzip")
    ),
]
LINES = "\n".join(json.dumps({**RECORD, "title": str(n)}, ensure_ascii=False) for n in range(3))
SEEDS: dict[str, list[tuple[str, bytes]]] = {
    "text": [
        ("a.txt", TEXT.encode()),
        ("a.txt", TEXT.encode("cp1256")),
        ("a.txt", TEXT.encode("utf-16")),
        ("a.md", f"---\ntitle: زيارة\ndate: 2025-03-09\n---\n# زيارة\n\n{FIRST}\n- {SECOND}\n".encode()),
    ],
    "html": [("a.html", PAGE.encode()), ("a.html", PAGE.encode("cp1256"))],
    "json": [
        ("a.json", json.dumps([RECORD, RECORD], ensure_ascii=False).encode()),
        ("a.json", json.dumps(RECORD).encode()),
    ],
    "jsonl": [("a.jsonl", LINES.encode())],
    "gzip": [
        ("a.jsonl.gz", gzip.compress(LINES.encode(), mtime=0)),
        ("a.txt.gz", gzip.compress(TEXT.encode(), mtime=0)),
    ],
    "feed": [
        ("a.xml", rss(f"{ITEM}</description>", f"{ITEM}</description>").encode()),
        ("a.atom", atom(ENTRY).encode()),
    ],
    "warc": [("a.warc", b"".join(ARCHIVE)), ("a.warc.gz", packed(ARCHIVE))],
}
STORED = 1_000
# What has broken parsers before
TOKENS = [
    b"\x00",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\xfe\xff",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\r",
    b"\n\n",
    b"\\u0000",
    b"\\ud800",
    b"<",
    b">",
    b"</",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"<script>",
    b"</html>",
    b"<p>",
    b"&#0;",
    b"&#x110000;",
    b"&lt;",
    b"&e;",
    b'"',
    b"'",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"null",
    b"1e999",
    b"-",
    b"9" * 50,
    b"---\n",
    b"%00",
    b"//[",
    b"<?xml version='1.0' encoding='utf-7'?>",
    b"\x1f\x8b\x08",
    b"WARC/1.0\r\n",
    b"Content-Length: 99999999999\r\n",
    b"Content-Length: -1\r\n",
    b"\r\n\r\n",
    b"HTTP/1.1 200 OK\r\n",
    b"ffffffff\r\n",
    "\u202e".encode(),
    "\u200f".encode(),
    "\u0640".encode() * 9,
    "\u064b".encode() * 9,
    "«".encode(),
    "الرئيس ".encode(),
    "نفت ".encode(),
    b"31/02/0000",
]


def flipped(data: bytearray, dice: random.Random) -> None:
    """Some bits changed."""
    for _ in range(dice.randint(1, 8)):
        if data:
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)


def inserted(data: bytearray, dice: random.Random) -> None:
    """Something put in that has meaning to a parser."""
    at = dice.randint(0, len(data))
    data[at:at] = dice.choice(TOKENS) * dice.choice((1, 1, 1, 2, 50))


def cut(data: bytearray, dice: random.Random) -> None:
    """A stretch taken out, or the end."""
    start = dice.randint(0, len(data))
    del data[start : dice.choice((start + dice.randint(1, 60), len(data)))]


def repeated(data: bytearray, dice: random.Random) -> None:
    """A stretch that stands several times."""
    start = dice.randint(0, len(data))
    piece = data[start : start + dice.randint(1, 200)]
    data[start:start] = piece * dice.choice((1, 2, 30))


def swapped(data: bytearray, dice: random.Random) -> None:
    """A stretch overwritten by another of the same file."""
    start, size = dice.randint(0, len(data)), dice.randint(1, 80)
    other = dice.randint(0, len(data))
    data[start : start + size] = data[other : other + size]


def noise(data: bytearray, dice: random.Random) -> None:
    """Bytes without sense."""
    at = dice.randint(0, len(data))
    data[at : at + dice.randint(0, 20)] = dice.randbytes(dice.randint(1, 20))


MUTATIONS: list[Callable[[bytearray, random.Random], None]] = [flipped, inserted, cut, repeated, swapped, noise]


def mutant(form: str, seed: str) -> tuple[str, bytes]:
    """(name, bytes) of a changed file; the same for the same seed."""
    dice = random.Random(seed)
    name, original = dice.choice(SEEDS[form])
    packed_later = name.endswith(".gz") and dice.random() < 0.5
    data = bytearray(gzip.decompress(original) if packed_later else original)
    for _ in range(dice.choice((1, 1, 2, 3, 6))):
        dice.choice(MUTATIONS)(data, dice)
    return name, gzip.compress(bytes(data), mtime=0) if packed_later else bytes(data)


def tried(path: Path, extractor: RuleExtractor, made: list[Subgraph]) -> Counter[str]:
    """What came of one file, through to what is stored of it, in `made`. A failure of the program is raised."""
    found: Counter[str] = Counter()
    for item in read_source(path):
        if isinstance(item, ReadError):
            assert str(item).isprintable(), f"a message that is not one line: {item!r}"
            found["lines"] += 1
            continue
        found["articles"] += 1
        extraction = extract_article(item, extractor, date(2026, 1, 1))
        json.dumps(exchange(extraction), ensure_ascii=False).encode()
        made.append(assemble(extraction, link(extraction)))
        for statement in made[-1].statements:
            assert statement.evidence.span.of(item.text) == statement.evidence.quote
    assert found, "neither an article nor a line"
    return found


def fuzz(form: str, count: int, seed: int, folder: Path, extractor: RuleExtractor) -> tuple[Counter[str], list[str]]:
    """(counts, failures) of so many mutants of a format."""
    counts: Counter[str] = Counter()
    failures = []
    made: list[Subgraph] = []
    for number in range(count):
        name, data = mutant(form, f"{form}-{seed}-{number}")
        path = folder / name
        path.write_bytes(data)
        try:
            counts += tried(path, extractor, made)
        except Exception as error:  # what is sought
            failures.append(f"mutant('{form}', '{form}-{seed}-{number}'): {type(error).__name__}: {str(error)[:200]}")
    try:
        stored(made[:STORED])
    except Exception as error:
        failures.append(f"storing: {type(error).__name__}: {str(error)[:200]}")
    return counts, failures


def stored(made: list[Subgraph]) -> None:
    """Store and derive, and write all of it out."""
    different = {one.article.id: one for one in made}
    with Store.memory() as store:
        assert store.put_all(different.values()) == len(different)
        store.derive()
        assert store.query("ASK { ?s ?p ?o }")


def main() -> None:
    """Run and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="mutants of each format")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=SEEDS, help="this format only")
    given = parser.parse_args()
    extractor, failed = RuleExtractor(), 0
    with tempfile.TemporaryDirectory() as folder:
        for form in [given.format] if given.format else SEEDS:
            start = time.perf_counter()
            counts, failures = fuzz(form, given.count, given.seed, Path(folder), extractor)
            spent = time.perf_counter() - start
            failed += len(failures)
            told = f"{counts['articles']:>6} articles, {counts['lines']:>6} lines, {len(failures)} failures"
            sys.stdout.write(f"{form:<6} {given.count:>6} mutants: {told}; {spent:.0f} s\n")
            sys.stdout.write("".join(f"  {failure}\n" for failure in failures[:20]))
            sys.stdout.flush()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
