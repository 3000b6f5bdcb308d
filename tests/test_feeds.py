"""Feeds: each entry becomes an article."""

from datetime import date
from pathlib import Path

import pytest
from archives import SENTENCE, atom, rss

from kg.errors import ReadError, ReadWarning
from kg.model import Article
from kg.read import read_source

ITEM = f"<title>لقاء في هلسنكي</title><description>{SENTENCE}</description>"


def read(folder: Path, text: str | bytes, name: str = "feed.xml") -> list[Article | ReadError]:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read_source(path))


def one(folder: Path, text: str | bytes, name: str = "feed.xml") -> Article:
    found = read(folder, text, name)
    assert len(found) == 1 and isinstance(found[0], Article), found
    return found[0]


def test_an_entry_is_an_article_with_what_the_feed_says_of_it(tmp_path: Path) -> None:
    item = f"{ITEM}<link>https://north.example/7</link><pubDate>Thu, 09 May 2019 23:30:00 +0300</pubDate>"
    article = one(tmp_path, rss(item))
    assert (article.headline, article.publisher) == ("لقاء في هلسنكي", "صحيفة الشمال")
    assert (article.published, article.url, article.lang) == (date(2019, 5, 9), "https://north.example/7", "ar")
    assert article.text.endswith(SENTENCE)


def test_entries_are_named_by_their_number_and_one_without_text_does_not_stop_the_rest(tmp_path: Path) -> None:
    found = read(tmp_path, rss(ITEM, "<title>فارغ</title>", ITEM.replace("هلسنكي", "تالين")))
    assert [isinstance(item, Article) for item in found] == [True, False, True]
    assert "feed.xml:2:" in str(found[1])
    assert isinstance(found[2], Article) and found[2].source.endswith("feed.xml:3")


def test_the_full_content_is_read_instead_of_the_summary(tmp_path: Path) -> None:
    content = (
        f"<content:encoded><![CDATA[<p>{SENTENCE}</p><script>x()</script><p>{SENTENCE[::-1]}</p>]]></content:encoded>"
    )
    article = one(tmp_path, rss(f"<title>لقاء</title><description>ملخص</description>{content}"))
    assert article.text == f"لقاء\n\n{SENTENCE}\n{SENTENCE[::-1]}"


def test_an_entry_of_atom_is_read(tmp_path: Path) -> None:
    entry = "<title>لقاء</title><link href='https://north.example/8'/><updated>2019-05-09T10:00:00Z</updated>"
    body = f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>{SENTENCE}</p></div></content>"
    article = one(tmp_path, atom(entry + body), "feed.atom")
    assert (article.published, article.url) == (date(2019, 5, 9), "https://north.example/8")
    assert SENTENCE in article.text


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/9", "https://north.example/9"),
        ("//north.example/9", "https://north.example/9"),
        ("javascript:alert(1)", None),
        ("http://[", None),
        ("file:///etc/passwd", None),
    ],
)
def test_a_link_is_a_full_web_address_or_none(tmp_path: Path, link: str, address: str | None) -> None:
    assert one(tmp_path, rss(f"{ITEM}<link>{link}</link>")).url == address


@pytest.mark.parametrize("stated", ["", "<pubDate>soon</pubDate>", "<pubDate>Thu, 01 Jan 1500 00:00:00 GMT</pubDate>"])
def test_an_entry_without_a_date_that_can_be_has_none(tmp_path: Path, stated: str) -> None:
    assert one(tmp_path, rss(ITEM + stated)).published is None


def test_the_source_of_a_reprinted_entry_is_its_publisher(tmp_path: Path) -> None:
    assert one(tmp_path, rss(f"{ITEM}<source url='https://south.example/'>الجنوب</source>")).publisher == "الجنوب"


@pytest.mark.parametrize("encoding", ["cp1256", "utf-16", "utf-8"])
def test_the_bytes_tell_the_encoding_of_a_feed_whatever_it_states(tmp_path: Path, encoding: str) -> None:
    assert SENTENCE in one(tmp_path, rss(ITEM).encode(encoding)).text


def test_a_feed_is_known_by_its_content_too(tmp_path: Path) -> None:
    assert one(tmp_path, rss(ITEM), "feed.txt").publisher == "صحيفة الشمال"


def test_a_damaged_feed_gives_its_whole_entries_and_a_warning(tmp_path: Path) -> None:
    found = read(tmp_path, rss(ITEM, ITEM.replace("هلسنكي", "تالين"))[:-40])
    assert isinstance(found[0], Article)
    assert isinstance(found[-1], ReadWarning) and "damaged" in str(found[-1])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<?xml version='1.0'?><catalogue><book/></catalogue>", "neither an RSS nor an Atom feed"),
        ("no xml at all", "neither an RSS nor an Atom feed"),
        (rss(), "no entry"),
    ],
)
def test_what_is_no_feed_is_said_so(tmp_path: Path, text: str, reason: str) -> None:
    found = read(tmp_path, text)
    assert len(found) == 1 and reason in str(found[0])


def test_entities_of_a_feed_neither_grow_nor_fetch_files(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("مكتوم لا يقرأ")
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE rss [<!ENTITY e0 "boom">{bomb}<!ENTITY file SYSTEM "{secret.as_uri()}">]>'
    feed = rss(f"<title>لقاء</title><description>{SENTENCE} &e11; &file;</description>")
    found = read(tmp_path, feed.replace("?>", f"?>{doctype}", 1))
    assert all("مكتوم" not in item.text and len(item.text) < 10_000 for item in found if isinstance(item, Article))
