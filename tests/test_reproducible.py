"""The same articles give the same bytes: in any order, at once or one by one, in any process, place and language."""

import hashlib
import os
import subprocess
import sys
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from kg.extract import RuleExtractor
from kg.pipeline import build
from kg.store import Store
from kg.store.exchange import export

ARTICLES = {
    "one.txt": "زار وزير الخارجية البيروفي العاصمة الإكوادورية كيتو يوم الاثنين 16 سبتمبر 2024.\n"
    "والتقى نظيره الإكوادوري وبحث معه ملف الحدود.",
    "two.txt": "كيتو تستقبل وزير خارجية بيرو.\nووصل وزير الخارجية البيروفي إلى كيتو الاثنين 16 سبتمبر 2024، "
    "واتهمت بوليفيا الإكوادور بإغلاق المعبر.",
    "three.txt": "نفت الإكوادور اتهامات بوليفيا، وقالت إن المعبر مفتوح.\nومن المقرر أن يزور الرئيس البوليفي كيتو في "
    "أكتوبر 2024.",
    "four.txt": "وقعت بيرو والإكوادور اتفاقية الصيد في ليما في 3 أكتوبر 2024.\nوهددت بوليفيا بفرض عقوبات على بيرو.",
}  # fmt: skip
TODAY = date(2025, 1, 1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The articles as files."""
    path = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (path / name).write_text(text, encoding="utf-8")
    return path


def bytes_of(folder: Path, *orders: tuple[str, ...], today: date = TODAY) -> bytes:
    """The sorted N-Quads of a store into which the articles are built, one order after the other."""
    with Store.memory() as store:
        for names in orders:
            build([folder / name for name in names], store, RuleExtractor(), today)
        return export(store.engine, "nquads")


def test_the_order_of_the_articles_makes_no_difference(folder: Path) -> None:
    orders = list(permutations(ARTICLES))
    found = {bytes_of(folder, order) for order in (orders[0], orders[9], orders[-1])}
    assert len(found) == 1


def test_building_one_by_one_gives_what_building_at_once_gives(folder: Path) -> None:
    names = tuple(ARTICLES)
    assert bytes_of(folder, *((name,) for name in reversed(names))) == bytes_of(folder, names)


def test_one_text_in_two_files_is_one_article_of_the_first_file_in_any_order(tmp_path: Path) -> None:
    text = ARTICLES["one.txt"]
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = {
        bytes_of(tmp_path, *orders)
        for orders in ([("a.txt", "b.txt")], [("b.txt", "a.txt")], [("b.txt",), ("a.txt",)], [("a.txt",), ("b.txt",)])
    }
    assert len(found) == 1
    assert b"a.txt" in found.pop()


def test_building_again_changes_nothing(folder: Path) -> None:
    names = tuple(ARTICLES)
    assert bytes_of(folder, names, names) == bytes_of(folder, names)


def test_another_day_changes_nothing_where_the_articles_state_their_dates(folder: Path) -> None:
    names = tuple(ARTICLES)
    assert bytes_of(folder, names, today=date(2026, 6, 1)) == bytes_of(folder, names)


def test_every_quad_is_written_once_and_in_order(folder: Path) -> None:
    lines = bytes_of(folder, tuple(ARTICLES)).splitlines()
    assert len(lines) > 500
    assert len(set(lines)) == len(lines)
    assert lines == sorted(lines)


@pytest.mark.slow
def test_processes_of_other_seeds_zones_and_languages_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    found = set()
    settings = [("0", "UTC", "C"), ("1", "Asia/Tokyo", "C.UTF-8"), ("4711", "America/Lima", "POSIX")]
    for number, (seed, zone, language) in enumerate(settings):
        store = tmp_path / f"store-{number}"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language}
        for command in (["build", *sorted(ARTICLES), "-q"], ["export", "-f", "nquads", "-o", str(tmp_path / "out.nq")]):
            subprocess.run(
                [sys.executable, "-m", "kg", *command, "-s", str(store)], cwd=folder, env=environment, check=True
            )
        found.add(hashlib.sha256((tmp_path / "out.nq").read_bytes()).hexdigest())
    assert len(found) == 1


def test_nothing_of_the_machine_or_the_clock_is_in_the_store(folder: Path, tmp_path: Path) -> None:
    with Store.create(tmp_path / "store") as store:
        os.chdir(folder)
        build([Path(name) for name in ARTICLES], store, RuleExtractor(), TODAY)
        text = export(store.engine, "nquads").decode()
    assert str(folder) not in text
    assert TODAY.isoformat() not in text
    assert date.today().isoformat() not in text
