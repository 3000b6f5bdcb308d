"""Names as people write them find whom they mean; what is nobody's name finds nobody."""

import tomllib
from functools import cache
from pathlib import Path

import pytest
from spellings import actor_names

from kg.lang.sound import sounds
from kg.store.names import Names

SPELLINGS = tomllib.loads((Path(__file__).parent / "spellings.toml").read_text(encoding="utf-8"))


@cache
def names() -> Names:
    """The index of all known actors."""
    return actor_names()


def share(table: str) -> tuple[float, list[str]]:
    """The share of spellings that find the right entity first, and those that do not."""
    pairs = [(path, spelling) for path, written in SPELLINGS[table].items() for spelling in written]
    missed = []
    for path, spelling in pairs:
        found = names().find(spelling).matches
        if not found or found[0].path != path:
            missed.append(spelling)
    return 1 - len(missed) / len(pairs), missed


def test_there_are_three_hundred_spellings_and_fifty_names_of_nobody() -> None:
    assert sum(len(written) for table in ("tuned", "held") for written in SPELLINGS[table].values()) >= 300
    assert len(SPELLINGS["nonsense"]["names"]) >= 50


@pytest.mark.parametrize("table", ["tuned", "held"])
def test_nearly_every_spelling_finds_whom_it_means_first(table: str) -> None:
    found, missed = share(table)
    assert found >= 0.97, missed


def test_no_name_of_nobody_finds_anybody() -> None:
    found = {
        name: names().find(name).matches[0].path
        for name in SPELLINGS["nonsense"]["names"]
        if names().find(name).matches
    }
    assert found == {}


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("وزير الخارجية الروسي", "person/sergey-lavrov"),
        ("Russian foreign minister", "person/sergey-lavrov"),
        ("President of Egypt", "person/abdel-fattah-el-sisi"),
        ("رئيس مصر", "person/abdel-fattah-el-sisi"),
    ],
)
def test_an_office_finds_who_holds_it(written: str, path: str) -> None:
    assert [found.path for found in names().find(written).matches][:1] == [path]


@pytest.mark.parametrize(
    "same",
    [("بوتين", "Putin", "Poutine"), ("نتنياهو", "Netanyahou", "Netanyahu"),
     ("عبد الفتاح", "Abdelfattah", "Abdul Fattah"),
     ("واتارا", "Ouattara"), ("خامنئي", "Khamenei"), ("تشاد", "Tchad", "Chad")],
)  # fmt: skip
def test_spellings_in_both_scripts_sound_alike(same: tuple[str, ...]) -> None:
    assert len({sounds(name) for name in same}) == 1


def test_names_that_differ_in_consonants_sound_unlike() -> None:
    assert len({sounds(name) for name in ("بوتين", "بايدن", "ماكرون", "ميركل", "لافروف")}) == 5
