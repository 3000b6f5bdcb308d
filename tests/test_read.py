"""Sources of every kind become articles, or one clear line."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.model import Article
from kg.read import read_source, read_sources

BODY = "استقبل رئيس الوزراء الفنلندي نظيره الإستوني في هلسنكي لبحث التعاون في مجال الطاقة والنقل بين البلدين."


def one(path: Path) -> Article:
    found = list(read_source(path))
    assert len(found) == 1, found
    assert isinstance(found[0], Article), found[0]
    return found[0]


def failure(path: Path) -> str:
    found = list(read_source(path))
    assert len(found) == 1
    assert isinstance(found[0], ReadError)
    message = str(found[0])
    assert "\n" not in message
    assert path.name in message
    return message


def test_plain_text_tells_its_publisher_title_and_date(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"صحيفة الشمال\n\nلقاء فنلندي إستوني في هلسنكي\n\nآخر تحديث: الأربعاء 8 مايو 2019\n\n{BODY}\n")
    article = one(path)
    assert article.publisher == "صحيفة الشمال"
    assert article.headline == "لقاء فنلندي إستوني في هلسنكي"
    assert article.published == date(2019, 5, 8)
    assert [block.of(article.text) for block in article.blocks] == ["لقاء فنلندي إستوني في هلسنكي", BODY]


def test_a_dateline_names_the_agency(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"لقاء في هلسنكي\n\nThu, 09 May 2019 08:00:00 GMT\n\nهلسنكي (رويترز) - {BODY}\n")
    article = one(path)
    assert (article.publisher, article.published) == ("رويترز", date(2019, 5, 9))


def test_page_debris_is_no_part_of_an_article_and_offsets_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = f"الرئيسية\nأخبار\nرياضة\nفن\nلقاء فنلندي إستوني رفيع في هلسنكي\n\n{BODY}\n\n" + "Loading...\n" * 9 + "للمزيد: خبر آخر عن حرب\n"
    path.write_text(text)
    article = one(path)
    assert article.text == text
    assert [block.of(text) for block in article.blocks] == ["لقاء فنلندي إستوني رفيع في هلسنكي", BODY]


def test_windows_newlines_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"لقاء في هلسنكي\r\n\r\n{BODY}\r\n".encode())
    article = one(path)
    assert "\r\n" in article.text
    assert article.blocks[-1].of(article.text) == BODY


@pytest.mark.parametrize("encoding", ["cp1256", "utf-16", "utf-8-sig"])
def test_other_encodings_are_understood(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"لقاء في هلسنكي\n\n{BODY}\n".encode(encoding))
    assert one(path).blocks[-1].of(one(path).text) == BODY


def test_front_matter_is_metadata_and_not_text(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\ntitle: لقاء\ndate: 2019-05-08\nsource: الشمال\n---\n{BODY}\n")
    article = one(path)
    assert (article.headline, article.published, article.publisher) == ("لقاء", date(2019, 5, 8), "الشمال")
    assert [block.of(article.text) for block in article.blocks] == [BODY]


def test_html_gives_its_main_text_and_metadata(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    page = f"<html lang='ar'><head><title>لقاء في هلسنكي</title></head><body><nav>قائمة</nav><article><h1>لقاء في هلسنكي</h1>"
    path.write_text(page + f"<p>{BODY}</p>" * 3 + "<script>x()</script></article></body></html>")
    article = one(path)
    assert BODY in article.text
    assert "x()" not in article.text


def test_one_bad_line_does_not_stop_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    good = json.dumps({"title": "لقاء", "text": BODY, "published": "2019-05-08T10:00:00+03:00", "publisher": "الشمال"})
    path.write_bytes(gzip.compress(f"{good}\nnot json\n{{}}\n{good}\n".encode()))
    found = list(read_source(path))
    assert [isinstance(item, Article) for item in found] == [True, False, False, True]
    assert isinstance(found[0], Article)
    assert (found[0].headline, found[0].published, found[0].publisher) == ("لقاء", date(2019, 5, 8), "الشمال")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.txt", b"\x00\x01\x02\xff" * 50, "binary"),
        ("blank.txt", b"\n\n   \n", "no readable text"),
        ("broken.jsonl.gz", gzip.compress(bytes(range(32, 127)) * 3, mtime=0)[:-20], "damaged"),
        ("broken.json", b"{", "not valid JSON"),
        ("list.json", b"[1]", "must be an object"),
        ("deep.html", b"<div>" * 3000 + b"x" + b"</div>" * 3000, "no article"),
    ],
)
def test_bad_input_is_one_line_that_names_file_and_reason(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert reason in failure(path)


def test_a_missing_source_and_an_empty_folder_are_said_so(tmp_path: Path) -> None:
    found = list(read_sources([tmp_path / "nowhere", tmp_path]))
    assert ["no such file" in str(found[0]), "no article" in str(found[1])] == [True, True]


def test_a_folder_is_read_in_a_fixed_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden.txt", "c.pdf"):
        (tmp_path / name).write_text(f"لقاء {name}\n\n{BODY}\n")
    names = [Path(item.source).name for item in read_sources([tmp_path]) if isinstance(item, Article)]
    assert names == ["a.txt", "b.txt"]


def test_the_same_content_has_the_same_identifier(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"لقاء\n\n{BODY}\n")
    first, second = (one(tmp_path / name) for name in ("a.txt", "b.txt"))
    assert first.id == second.id
