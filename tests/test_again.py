"""Building again: what is as it was is passed over by its bytes; everything else is read as if for the first time."""

import gzip
import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

import kg.read.articles
from kg.extract import RuleExtractor
from kg.pipeline import build
from kg.report import Report
from kg.store import Store
from kg.store.folder import LEDGER

LATEST = date(2026, 11, 1)
TEXTS = (
    "زار وزير خارجية بيرو مدينة كيتو يوم الأحد 16 مارس 2025 وبحث ملف الحدود.",
    "اتهمت بوليفيا تشيلي بإغلاق المعبر الشمالي، ونفت تشيلي هذا الاتهام.",
    "وقعت الإكوادور وكولومبيا اتفاقا للتعاون في مجال النقل البحري.",
)
FOREIGN = "The foreign minister of Peru met the president of Ecuador in Quito on Sunday and talked of the border."


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The texts of which articles have been made."""
    made: list[str] = []
    plain = kg.read.articles._article

    def noting(text: str, *rest: object) -> object:
        made.append(text)
        return plain(text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(kg.read.articles, "_article", noting)
    yield made


def lines(path: Path, texts: Sequence[str]) -> Path:
    """A file with a record a line."""
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    return path


def built(folder: Path, *sources: Path) -> Report:
    """A build into a store in a folder."""
    with Store.create(folder) as store:
        return build(sources, store, RuleExtractor(), LATEST)


def graph(folder: Path) -> set[str]:
    """All quads of a store."""
    with Store.open(folder) as store:
        return {str(quad) for quad in store.quads()}


def test_lines_that_are_as_they_were_are_not_read(tmp_path: Path, told: list[str]) -> None:
    source = lines(tmp_path / "news.jsonl", TEXTS)
    assert built(tmp_path / "s", source).articles == 3
    told.clear()
    report = built(tmp_path / "s", source)
    assert (report.articles, report.unchanged, report.replaced) == (0, 3, 0)
    assert not told and not report.failures and not report.warnings


@pytest.mark.parametrize("name", ["one.txt", "one.html", "one.json", "one.txt.gz"])
def test_files_that_are_as_they_were_are_not_read(tmp_path: Path, told: list[str], name: str) -> None:
    text = {"one.html": f"<html><body><article><p>{TEXTS[0]}</p><p>{TEXTS[1]}</p></article></body></html>",
            "one.json": json.dumps({"text": TEXTS[0]})}.get(name, TEXTS[0])  # fmt: skip
    source = tmp_path / name
    source.write_bytes(gzip.compress(text.encode()) if name.endswith("gz") else text.encode())
    assert built(tmp_path / "s", source).articles == 1
    told.clear()
    assert built(tmp_path / "s", source).unchanged == 1
    assert not told


def test_only_the_line_that_is_new_is_read(tmp_path: Path, told: list[str]) -> None:
    source = lines(tmp_path / "news.jsonl", TEXTS[:2])
    built(tmp_path / "s", source)
    told.clear()
    report = built(tmp_path / "s", lines(source, TEXTS))
    assert (report.articles, report.unchanged) == (1, 2)
    assert told == [TEXTS[2]]


def test_what_has_changed_is_read_and_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    source = tmp_path / "one.txt"
    source.write_text(TEXTS[0], encoding="utf-8")
    built(tmp_path / "s", source)
    source.write_text(TEXTS[1], encoding="utf-8")
    report = built(tmp_path / "s", source)
    assert (report.articles, report.unchanged, report.replaced) == (1, 0, 1)
    built(tmp_path / "new", source)
    assert graph(tmp_path / "s") == graph(tmp_path / "new")


def test_another_program_reads_everything_again(
    tmp_path: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = lines(tmp_path / "news.jsonl", TEXTS)
    built(tmp_path / "s", source)
    told.clear()
    monkeypatch.setattr("kg.intake.program_mark", lambda: "another")
    assert built(tmp_path / "s", source).articles == 3
    assert len(told) == 3


def test_what_there_is_to_say_of_a_file_is_said_each_time(tmp_path: Path) -> None:
    source = lines(tmp_path / "news.jsonl", [TEXTS[0], FOREIGN, "", TEXTS[1]])
    first, second = (built(tmp_path / "s", source) for _ in range(2))
    assert first.warnings == second.warnings and len(first.warnings) == 1
    assert first.failures == second.failures and len(first.failures) == 1
    assert second.unchanged == 3


def test_lines_that_are_passed_over_are_good_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.read.records.MAX_BROKEN", 3)
    source = lines(tmp_path / "news.jsonl", ["", "", TEXTS[0], "", "", TEXTS[1], "", TEXTS[2]])
    first, second = (built(tmp_path / "s", source) for _ in range(2))
    assert (first.articles, second.unchanged) == (3, 3)
    assert first.failures == second.failures and len(first.failures) == 5
    assert first.warnings == second.warnings == []


def test_of_one_text_in_two_files_the_first_by_name_counts_in_any_order(tmp_path: Path) -> None:
    later, sooner = (lines(tmp_path / name, TEXTS[:1]) for name in ("b.jsonl", "a.jsonl"))
    built(tmp_path / "s", later)
    built(tmp_path / "s", later, sooner)
    built(tmp_path / "s", later)
    built(tmp_path / "new", sooner)
    assert graph(tmp_path / "s") == graph(tmp_path / "new")


def test_of_two_records_with_one_text_the_first_by_number_counts(tmp_path: Path) -> None:
    texts = [f"زار وزير خارجية بيرو مدينة كيتو وبحث الملف رقم {number} من ملفات الحدود." for number in range(12)]
    texts[9] = texts[8]
    report = built(tmp_path / "store", lines(tmp_path / "a.jsonl", texts))
    assert (report.articles, report.unchanged, report.replaced) == (11, 1, 0)
    files = {
        quad.rpartition("a.jsonl:")[2].partition('"')[0] for quad in graph(tmp_path / "store") if "sourceFile" in quad
    }
    assert files == {str(number) for number in range(1, 13)} - {"10"}


@pytest.mark.parametrize("harm", ["gone", "no database", "no records"])
def test_without_the_ledger_everything_is_read_and_nothing_stored_twice(
    tmp_path: Path, told: list[str], harm: str
) -> None:
    source = lines(tmp_path / "news.jsonl", TEXTS)
    built(tmp_path / "s", source)
    before, ledger = graph(tmp_path / "s"), tmp_path / "s" / LEDGER
    if harm == "gone":
        ledger.unlink()
    elif harm == "no database":
        ledger.write_bytes(b"no database " * 1000)
    else:
        with sqlite3.connect(ledger) as connection:
            connection.execute("UPDATE article SET record = 'x' || record")
    told.clear()
    report = built(tmp_path / "s", source)
    assert (report.articles, report.unchanged) == (0, 3)
    assert len(told) == 3 and graph(tmp_path / "s") == before


def test_what_was_removed_is_read_again(tmp_path: Path) -> None:
    source = lines(tmp_path / "news.jsonl", TEXTS)
    built(tmp_path / "s", source)
    before = graph(tmp_path / "s")
    with Store.create(tmp_path / "s") as store:
        store.remove(min(store.articles()))
        store.derive()
    assert built(tmp_path / "s", source).articles == 1
    assert graph(tmp_path / "s") == before
