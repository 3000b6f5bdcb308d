"""Every kind of hostile file ends soon and in little memory with plain lines, and the article beside it is read."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TypeGuard

import pytest
from hostile_files import BINARIES, ENCODINGS, FILES, KINDS, RECORDS, TEXTS, written
from hostile_runs import Run, faults

from kg.errors import ReadError
from kg.model import Article
from kg.read import read_sources
from kg.store import Store

TESTS = Path(__file__).parent
SMALL = [name for name, kind in KINDS.items() if not kind.big]
BIG = [name for name, kind in KINDS.items() if kind.big]


@cache
def done(option: str) -> dict[str, Run]:
    """All runs of an option; they share what is loaded."""
    command = [sys.executable, str(TESTS / "hostile_runs.py"), *option.split(), "--json"]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return {told["name"]: Run(**told) for told in json.loads(ended.stdout)}


@pytest.mark.parametrize("name", SMALL)
def test_a_hostile_file_is_read_or_named_and_the_next_is_read(name: str) -> None:
    assert faults(done("--read")[name], KINDS[name]) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", BIG)
def test_a_large_hostile_file_is_stored_or_named_and_the_next_is_stored(name: str) -> None:
    assert faults(done("--big")[name], KINDS[name]) == []


def test_a_build_of_many_hostile_files_stores_every_article_that_can_be_read(tmp_path: Path) -> None:
    quick = {**ENCODINGS, **BINARIES, **RECORDS, **TEXTS, **FILES}
    for number, kind in enumerate(kind for kind in quick.values() if not kind.big):
        written(kind, tmp_path / "all" / str(number))
    command = [sys.executable, "-m", "kg", "build", "-s", str(tmp_path / "store"), str(tmp_path / "all")]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr and "unexpected" not in ended.stderr
    assert all(line.isprintable() for line in ended.stderr.splitlines())
    # Many kinds hold the same text, which is one article
    apart = {one.id for folder in (tmp_path / "all").iterdir() for one in read_sources([folder]) if is_article(one)}
    with Store.open(tmp_path / "store") as store:
        assert set(store.readings()) == apart
    assert len(apart) > 20


def is_article(item: Article | ReadError) -> TypeGuard[Article]:
    return isinstance(item, Article)
