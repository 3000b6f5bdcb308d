"""Web archives: each captured page becomes an article, and a broken record does not stop the rest."""

import gzip
import zlib
from pathlib import Path

import pytest
from archives import SENTENCE, answer, chunked, packed, page, record

from kg.errors import ReadError, ReadWarning
from kg.model import Article
from kg.read import read_source

GOOD = record(answer(page("لقاء في هلسنكي").encode()))
OTHER = record(answer(page("لقاء في تالين").encode()), url="https://north.example/2")


def read(folder: Path, data: bytes, name: str = "crawl.warc") -> list[Article | ReadError]:
    path = folder / name
    path.write_bytes(data)
    return list(read_source(path))


def articles(found: list[Article | ReadError]) -> list[Article]:
    return [item for item in found if isinstance(item, Article)]


def only(folder: Path, block: bytes) -> Article:
    found = read(folder, record(block))
    assert len(found) == 1 and isinstance(found[0], Article), found
    return found[0]


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_each_page_of_an_archive_is_an_article_with_its_address(tmp_path: Path, name: str) -> None:
    info = record(b"software: x\r\n", "warcinfo")
    request = record(b"GET /1 HTTP/1.1\r\nHost: north.example\r\n\r\n", "request")
    records = [info, request, GOOD, OTHER]
    found = read(tmp_path, packed(records) if name.endswith(".gz") else b"".join(records), name)
    assert [item.url for item in articles(found)] == ["https://north.example/1", "https://north.example/2"]
    assert [item.headline for item in articles(found)] == ["لقاء في هلسنكي", "لقاء في تالين"]
    assert len(found) == 2 and articles(found)[0].source.endswith(f"{name}:3")


def test_the_day_of_the_crawl_is_not_taken_for_the_day_of_publication(tmp_path: Path) -> None:
    assert only(tmp_path, answer(page("لقاء").encode())).published is None


def test_an_archive_packed_as_one_is_read(tmp_path: Path) -> None:
    assert len(articles(read(tmp_path, gzip.compress(GOOD + OTHER), "crawl.warc.gz"))) == 2


@pytest.mark.parametrize(
    ("headers", "pack"),
    [
        (["Transfer-Encoding: chunked"], chunked),
        (["Content-Encoding: gzip"], gzip.compress),
        (["Content-Encoding: deflate"], zlib.compress),
        (["Transfer-Encoding: chunked", "Content-Encoding: gzip"], lambda body: chunked(gzip.compress(body))),
    ],
)
def test_a_page_is_unpacked_as_it_was_sent(tmp_path: Path, headers: list[str], pack: object) -> None:
    assert callable(pack)
    assert SENTENCE in only(tmp_path, answer(pack(page("لقاء").encode()), *headers)).text


def test_the_encoding_of_a_page_is_told_by_its_bytes(tmp_path: Path) -> None:
    assert SENTENCE in only(tmp_path, answer(page("لقاء").encode("cp1256"))).text


def test_what_is_no_page_is_counted_by_kind(tmp_path: Path) -> None:
    picture = record(answer(b"\x89PNG", kind="image/png"))
    gone = record(answer(page("لقاء").encode(), status="404 Not Found"))
    again = record(answer(b""), "revisit")
    found = read(tmp_path, picture + gone + again + picture + GOOD)
    assert len(articles(found)) == 1
    assert isinstance(found[-1], ReadWarning) and len(found) == 2
    for part in ("4 records", "2 image/png", "1 status 404", "1 revisit"):
        assert part in str(found[-1])


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (record(b"x" * 50, length=20), "shorter or longer"),
        (record(b"x" * 50, length=5_000), "shorter or longer"),
        (record(b"x" * 50, length=900_000_000), "MB is not read"),
        (GOOD.replace(b"Content-Length", b"Content-Size"), "no length"),
        (b"WARC/1.0\r\n" + b"X-Flood: 1\r\n" * 20_000, "no length"),
        (b"\x00" * 5_000 + b"\r\n", "not the beginning"),
        (record(b"no answer of a server"), "broken"),
        (record(answer(b"x", "Content-Encoding: br")), "packed with br"),
    ],
)
def test_a_broken_record_is_named_and_the_next_is_read(tmp_path: Path, broken: bytes, reason: str) -> None:
    found = read(tmp_path, GOOD + broken + OTHER)
    assert [item.url for item in articles(found)] == ["https://north.example/1", "https://north.example/2"]
    errors = [str(item) for item in found if not isinstance(item, Article)]
    assert len(errors) == 1 and reason in errors[0] and "crawl.warc:2:" in errors[0]


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9])
def test_damage_inside_a_packed_archive_costs_one_record(tmp_path: Path, cut: float) -> None:
    first, middle, last = (packed([one]) for one in (GOOD, OTHER, GOOD.replace(b"example/1", b"example/3")))
    at = int(len(middle) * cut)
    found = read(tmp_path, first + middle[:at] + b"\xff" * 40 + middle[at + 40 :] + last, "crawl.warc.gz")
    assert {"https://north.example/1", "https://north.example/3"} <= {item.url for item in articles(found)}
    assert "damaged gzip" in " ".join(map(str, found))


def test_a_cut_archive_gives_what_is_whole(tmp_path: Path) -> None:
    found = read(tmp_path, packed([GOOD, OTHER])[:-30], "crawl.warc.gz")
    assert len(articles(found)) == 1 and "ends too early" in str(found[-1])


def test_a_bomb_in_a_record_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    bomb = record(answer(gzip.compress(b"<p>" * 30_000_000, 9), "Content-Encoding: gzip"))
    found = read(tmp_path, bomb + GOOD)
    assert len(articles(found)) == 1 and "not read" in str(found[0])


@pytest.mark.parametrize("data", [b"no archive", b"\r\n\r\n", gzip.compress(b""), record(b"x", "metadata")])
def test_a_file_without_a_page_is_said_so(tmp_path: Path, data: bytes) -> None:
    found = read(tmp_path, data)
    assert len(found) == 1 and isinstance(found[0], ReadError)
