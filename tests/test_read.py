"""Sources of every kind become articles, or one clear line."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from kg.errors import ReadError, ReadWarning
from kg.model import Article
from kg.read import read_source, read_sources

BODY = "استقبل رئيس الوزراء الفنلندي نظيره الإستوني في هلسنكي لبحث التعاون في مجال الطاقة والنقل بين البلدين."


def one(path: Path) -> Article:
    found = [item for item in read_source(path) if not isinstance(item, ReadWarning)]
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
    debris = "Loading...\n" * 9 + "للمزيد: خبر آخر عن حرب\n"
    text = f"الرئيسية\nأخبار\nرياضة\nفن\nلقاء فنلندي إستوني رفيع في هلسنكي\n\n{BODY}\n\n" + debris
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
    head = "<html lang='ar'><head><title>لقاء في هلسنكي</title></head>"
    page = head + "<body><nav>قائمة</nav><article><h1>لقاء في هلسنكي</h1>"
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


SECOND = "وأكد الجانبان حرصهما على مواصلة المشاورات بشأن أمن بحر البلطيق خلال الأشهر المقبلة."


def blocks(article: Article) -> list[str]:
    return [block.of(article.text) for block in article.blocks]


def written(folder: Path, content: str | bytes, name: str = "a.txt") -> Article:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return one(path)


@pytest.mark.parametrize(
    "line",
    [
        "Thu, 09 May 2019 08:55:49 GMT",
        "2019-05-09",
        "2019-05-09T10:15:00+03:00",
        "2019/05/09 10:15",
        "09/05/2019",
        "٠٩/٠٥/٢٠١٩",
        "الخميس 9 مايو 2019",
        "تاريخ النشر: 9/5/2019 - 10:15",
        "نشر في 9 أيار 2019 الساعة 14:30",
        "آخر تحديث: 09-05-2019 14:30 بتوقيت غرينتش",
        "Last updated: 9 May 2019 10:15 GMT",
        "May 9, 2019",
    ],
)
def test_a_line_that_is_a_date_dates_the_article_and_is_no_text(tmp_path: Path, line: str) -> None:
    article = written(tmp_path, f"مشاورات فنلندية إستونية بشأن أمن البلطيق\n\n{line}\n\n{BODY}\n")
    assert article.published == date(2019, 5, 9)
    assert blocks(article) == ["مشاورات فنلندية إستونية بشأن أمن البلطيق", BODY]


@pytest.mark.parametrize(
    "sentence",
    [
        "وقع البلدان الاتفاق في 12/03/2015 في تالين.",
        "اتفق البلدان يوم 12 مارس 2015.",
        "نشرت في 12/03/2015 فنلندا قوات قرب حدودها.",
    ],
)
def test_a_date_inside_a_short_sentence_is_not_the_date_of_publication(tmp_path: Path, sentence: str) -> None:
    article = written(tmp_path, f"مشاورات بشأن أمن البلطيق\n\n{sentence}\n\n{BODY}\n")
    assert article.published is None
    assert sentence in blocks(article)


def test_a_stamp_below_the_article_dates_it_too(tmp_path: Path) -> None:
    article = written(tmp_path, f"مشاورات في هلسنكي\n\n{BODY}\n\n{SECOND}\n\nنشر في: 09/05/2019\n")
    assert article.published == date(2019, 5, 9)
    assert blocks(article)[1:] == [BODY, SECOND]


@pytest.mark.parametrize(
    "title",
    [
        "التاريخ يعيد نفسه على ضفاف البلطيق",
        "إعلان هلسنكي يدعو إلى نزع السلاح",
        "المزيد من الدول تنضم إلى الحلف",
        "قمة 2019-03-12 التي غيرت أوروبا",
    ],
)
def test_a_title_that_begins_like_furniture_stays_the_title(tmp_path: Path, title: str) -> None:
    assert written(tmp_path, f"{title}\n\n{BODY}\n").headline == title


@pytest.mark.parametrize(
    "sentence", ["انتهى الاجتماع دون اتفاق بين الجانبين.", "اشترك الوزير في أعمال المؤتمر الدولي في تالين."]
)
def test_a_sentence_that_begins_like_furniture_is_read(tmp_path: Path, sentence: str) -> None:
    assert sentence in blocks(written(tmp_path, f"مشاورات في هلسنكي\n\n{sentence}\n\n{BODY}\n"))


@pytest.mark.parametrize(
    "line",
    [
        "Loading...",
        "// انتهى //",
        "للمزيد: انفجار في مدينة أخرى",
        "اقرأ أيضا: حرب في مكان آخر",
        "© 2019 صحيفة الشمال",
        "كل المواد 2019 جميع الحقوق محفوظة لصحيفة الشمال",
        "الرئيسية | سياسة | اقتصاد | رياضة",
        "حمل تطبيق الشمال من المتجر",
        "طباعة",
        "Advertisement",
        "آخر تحديث: (بتوقيت هلسنكي)",
    ],
)
def test_furniture_of_a_page_yields_nothing(tmp_path: Path, line: str) -> None:
    article = written(tmp_path, f"مشاورات بشأن أمن البلطيق\n\n{BODY}\n\n{line}\n\n{SECOND}\n")
    assert blocks(article) == ["مشاورات بشأن أمن البلطيق", BODY, SECOND]


def test_headlines_of_other_articles_are_left_out_up_to_the_next_prose(tmp_path: Path) -> None:
    text = f"مشاورات في هلسنكي\n\n{BODY}\n\nأخبار متعلقة\nانفجار يهز عاصمة بعيدة\nوزير يتهم جاره بالتجسس\n\n{SECOND}\n"
    assert blocks(written(tmp_path, text)) == ["مشاورات في هلسنكي", BODY, SECOND]


@pytest.mark.parametrize(
    "head",
    ["الرئيسية\nسياسة\nاقتصاد\nرياضة\nثقافة", "Loading...\n\nLoading...\n\nLoading...", "أخبار | رأي | صور"],
)
def test_the_title_is_found_below_a_menu(tmp_path: Path, head: str) -> None:
    article = written(tmp_path, f"{head}\n\nمشاورات فنلندية إستونية بشأن أمن البلطيق\n\n{BODY}\n")
    assert article.headline == "مشاورات فنلندية إستونية بشأن أمن البلطيق"


@pytest.mark.parametrize(
    ("dateline", "agency"),
    [
        ("دبي، الإمارات العربية المتحدة (CNN)-- ", "CNN"),
        ("هلسنكي - (رويترز) - ", "رويترز"),
        ("هلسنكي (أ ف ب) - ", "أ ف ب"),
        ("هلسنكي 9 مايو (د.ب.أ) - ", "د.ب.أ"),
        ("وفي حديث إلى شبكة (CNN) من هلسنكي ", None),
    ],
)
def test_only_a_dateline_names_an_agency(tmp_path: Path, dateline: str, agency: str | None) -> None:
    assert written(tmp_path, f"مشاورات في هلسنكي\n\n{dateline}{BODY}\n").publisher == agency


def test_the_byte_order_mark_of_utf_8_counts_in_the_offsets(tmp_path: Path) -> None:
    article = written(tmp_path, f"\ufeff{BODY}\n")
    assert article.text.startswith("\ufeff")
    assert article.blocks[0].start == 1


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859-6", "utf-16"])
@pytest.mark.parametrize("name", ["a.txt", "a.json", "a.jsonl"])
def test_old_encodings_are_read_in_every_format(tmp_path: Path, encoding: str, name: str) -> None:
    text = BODY if name == "a.txt" else json.dumps({"text": BODY}, ensure_ascii=False)
    assert blocks(written(tmp_path, text.encode(encoding), name)) == [BODY]


def test_a_few_broken_bytes_do_not_turn_utf_8_into_another_encoding(tmp_path: Path) -> None:
    article = written(tmp_path, BODY.encode() + b"\xff\xfe\n\n" + SECOND.encode())
    assert blocks(article)[1] == SECOND


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_a_byte_order_mark_before_json_is_no_fault(tmp_path: Path, name: str) -> None:
    assert blocks(written(tmp_path, "\ufeff" + json.dumps({"text": BODY}), name)) == [BODY]


def test_a_record_is_its_title_an_empty_line_and_its_text(tmp_path: Path) -> None:
    record = {
        "title": "لقاء &quot;مثمر&quot;  في هلسنكي",
        "text": f"{BODY}\n{SECOND}",
        "published": 20190509,
        "url": ["x"],
        "lang": "ar-FI",
    }
    article = written(tmp_path, json.dumps(record), "a.json")
    assert article.text == f"{record['title']}\n\n{record['text']}"
    assert article.title is not None
    assert article.title.of(article.text) == record["title"]
    assert (article.headline, article.published, article.url) == (
        'لقاء "مثمر" في هلسنكي',
        date(2019, 5, 9),
        None,
    )
    assert article.lang == "ar"


def test_a_record_whose_text_goes_on_from_its_title_loses_no_word(tmp_path: Path) -> None:
    article = written(tmp_path, json.dumps({"title": BODY[:30], "text": BODY}), "a.json")
    assert blocks(article) == [BODY[:30].strip(), BODY]


def test_a_record_that_repeats_its_title_as_first_line_tells_it_once(tmp_path: Path) -> None:
    article = written(tmp_path, json.dumps({"title": "لقاء في هلسنكي", "text": f"لقاء في هلسنكي\n{BODY}"}), "a.json")
    assert blocks(article) == ["لقاء في هلسنكي", BODY]


def test_half_a_surrogate_pair_keeps_the_offsets(tmp_path: Path) -> None:
    article = written(tmp_path, '{"text": "a\\ud800b ' + BODY + '"}', "a.json")
    assert article.text == f"a?b {BODY}"


def test_hostile_lines_are_named_by_their_number_and_the_rest_is_read(tmp_path: Path) -> None:
    good, path = json.dumps({"text": BODY}), tmp_path / "a.jsonl"
    long = json.dumps({"text": "x" * 5_100_000})
    lines = [
        "[" * 5000,
        long,
        '{"text": "NUL \\u0000 ' + BODY + '"}',
        '{"text": 5}',
        "null",
        "\x00" + good,
        good,
    ]
    path.write_text("\n".join(lines))
    found = list(read_source(path))
    assert [isinstance(item, Article) for item in found] == [False] * 6 + [True]
    assert all(f"a.jsonl:{number}:" in str(item) for number, item in enumerate(found[:-1], 1))


def test_a_truncated_archive_gives_what_was_whole_and_one_error(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    records = [
        json.dumps({"title": f"خبر رقم {number} من هلسنكي", "text": f"{number} {BODY}"}) for number in range(300)
    ]
    path.write_bytes(gzip.compress("\n".join(records).encode())[:-400])
    found = list(read_source(path))
    assert [item for item in found if isinstance(item, ReadError)] == [found[-1]]
    assert len(found) > 1
    assert "damaged" in str(found[-1])


def test_a_small_archive_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(b"a " * 30_000_000, 1))
    assert "MB" in failure(path)


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.jsonl.gz"])
def test_a_file_without_any_record_is_said_so(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    content = b"[]" if name == "a.json" else b"\n\n"
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    assert "no record" in failure(path)


def test_deeply_nested_html_is_read_or_refused_but_never_lost_in_silence(tmp_path: Path) -> None:
    page = "<html><body>{0}<p>" + BODY * 3 + "</p>{1}</body></html>"
    deep, path = (
        written(tmp_path, page.format("<div>" * 1000, "</div>" * 1000), "a.html"),
        tmp_path / "b.html",
    )
    path.write_text(page.format("<div>" * 90_000, "</div>" * 90_000))
    assert BODY in deep.text
    assert "no article" in failure(path)


def test_markdown_headings_are_read_without_their_marks(tmp_path: Path) -> None:
    article = written(tmp_path, f"# لقاء في هلسنكي\r\n\r\n{BODY}\r\n", "a.md")
    assert (article.headline, blocks(article)) == ("لقاء في هلسنكي", ["لقاء في هلسنكي", BODY])


def test_a_name_that_would_break_a_line_is_shown_on_one(tmp_path: Path) -> None:
    path = tmp_path / "a\n\u202eb.txt"
    path.write_bytes(b"")
    found = [str(item) for item in read_source(path)]
    assert len(found) == 1
    assert found[0].isprintable()
    assert "file name too long" in str(next(read_sources([tmp_path / ("x" * 5000)]))).casefold()


def test_one_huge_line_is_read(tmp_path: Path) -> None:
    assert len(written(tmp_path, (BODY + " ") * 2_000).blocks) == 1


def test_a_book_in_one_file_is_refused_with_its_length(tmp_path: Path) -> None:
    path = tmp_path / "book.txt"
    path.write_text(f"{BODY}\n" * 10_000)
    assert "1,020,000 characters are more than the 250,000" in failure(path)


@pytest.mark.parametrize(
    ("text", "stated", "lang"),
    [
        (BODY, None, "ar"),
        (BODY, "ar-EG", "ar"),
        (BODY, "not a tag", "ar"),
        (
            "The ministers of the two countries met in Tallinn to discuss trade and security in the region.",
            None,
            "en",
        ),
        ("وزیر امور خارجه گفت که این دیدار برای گفتگو از روابط دو کشور است و ادامه دارد", None, "und"),
        ("Le ministre des Affaires etrangeres a recu son homologue estonien a Paris", "fr", "fr"),
    ],
)
def test_the_language_is_what_is_stated_or_what_the_words_say(
    tmp_path: Path, text: str, stated: str | None, lang: str
) -> None:
    assert written(tmp_path, json.dumps({"text": text, "lang": stated}), "a.json").lang == lang


def test_the_same_text_under_another_address_is_another_article(tmp_path: Path) -> None:
    first, again, other = (
        written(tmp_path, json.dumps({"text": BODY, "url": url, "published": day}), "a.json").id
        for url, day in (
            ("https://a.example/1", "2019-05-09"),
            ("https://a.example/1", "2019-05-10"),
            ("https://a.example/2", "2019-05-09"),
        )
    )
    assert first == again != other


@pytest.mark.parametrize("stated", ["0001-01-01T00:00:00Z", "9999-12-31", "2019-02-30", "yesterday"])
def test_a_date_that_no_article_can_have_is_none(tmp_path: Path, stated: str) -> None:
    assert written(tmp_path, json.dumps({"text": BODY, "published": stated}), "a.json").published is None
