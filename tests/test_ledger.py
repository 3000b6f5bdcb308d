"""The ledger: it says what the named graphs say, and whatever happens to it the graph comes out the same."""

import os
import random
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from golden import CORPUS, extractor
from graph_samples import MONDAY, article, claim, dispute_article, subgraph, visit_article
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.errors import StoreError
from kg.intake import read_articles
from kg.model import Entity, Subgraph
from kg.pipeline import ReadingTask
from kg.rdf import CLAIM
from kg.store import Store, apart
from kg.store.apart import Apart
from kg.store.folder import LEDGER
from kg.store.gist import gist_in, gist_of, read_saying
from kg.store.ledger import Ledger
from kg.store.prepared import prepare
from kg.store.quads import subgraph_quads

LATEST = date(2025, 12, 1)
TEXTS = st.text(st.characters(), min_size=1, max_size=12)


def graph_of(told: Subgraph) -> ox.Store:
    """The named graph of an article alone."""
    graph = ox.Store()
    graph.extend(subgraph_quads(told))
    return graph


def all_quads(store: Store) -> set[ox.Quad]:
    """Everything that a store holds."""
    return set(store.engine)


@pytest.mark.parametrize("told", [visit_article(), dispute_article()], ids=["visit", "dispute"])
def test_the_gist_of_an_article_is_the_gist_of_its_graph(told: Subgraph) -> None:
    assert gist_of(told) == gist_in(graph_of(told), told.article.id)


def test_the_gist_of_every_article_of_the_corpus_is_the_gist_of_its_graph() -> None:
    task, seen = ReadingTask(extractor(), LATEST), 0
    with Store.memory() as store:
        for one in read_articles([CORPUS], [], []):
            prepared, _ = task(one)
            store.put_prepared([prepared])
            assert gist_in(store.engine, one.id) == prepared.gist
            seen += len(read_saying(one.id, prepared.gist.saying).claims)
    assert seen > 50


@given(name=TEXTS, alias=TEXTS, publisher=TEXTS, label=TEXTS)
def test_any_text_comes_out_of_the_graph_as_it_went_into_the_gist(
    name: str, alias: str, publisher: str, label: str
) -> None:
    text = "زار طارق منصور نوفاريا"
    made = claim(text, "Visit", "زار", text, 1, {"actor": "person/tariq-mansur"}, on=MONDAY)
    told = subgraph(article(text, name="x", publisher=publisher), [replace(made, label=label)])
    odd = Entity(path="person/tariq-mansur", type="Person", names={"ar": name}, aliases=frozenset({("EN-gb", alias)}))
    told = replace(told, entities=(odd,))
    assert gist_of(told) == gist_in(graph_of(told), told.article.id)


def test_a_claim_that_is_set_aside_is_not_in_the_gist() -> None:
    told = visit_article()
    first = next(statement for statement in told.statements if statement.date)
    assert first.date is not None
    wrong = replace(first, date=replace(first.date, start=date(2024, 9, 18), end=date(2024, 9, 16)))
    prepared = prepare(replace(told, statements=tuple(wrong if one == first else one for one in told.statements)))
    claims = read_saying(told.article.id, prepared.gist.saying).claims
    assert prepared.apart
    assert set(claims) == {CLAIM + one.id for one in told.statements if one != first}


def lose(path: Path) -> None:
    path.unlink()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])


def scramble(path: Path) -> None:
    """Change many bytes."""
    chance, data = random.Random(7), bytearray(path.read_bytes())
    for _ in range(len(data) // 50):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def replace_all(path: Path) -> None:
    path.write_text("no database\n" * 500, encoding="utf-8")


def falsify(path: Path) -> None:
    """Change what a claim says, as a disk might, without breaking the file."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE article SET saying = CAST(replace(saying, 'asserted', 'denied00') AS BLOB)")


def forget_half(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM article WHERE rowid % 2")


def of_another_reading(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE article SET mark = 'another', saying = '[[null, null], []]'")


def with_a_stranger(path: Path) -> None:
    """A row of an article that the graph does not hold."""
    with closing(sqlite3.connect(path)) as connection, connection:
        columns = "mark, source, url, record, digest, naming, saying"
        connection.execute(f"INSERT INTO article SELECT 'stranger', {columns} FROM article LIMIT 1")


@pytest.mark.parametrize(
    "accident",
    [lose, cut, scramble, replace_all, falsify, forget_half, of_another_reading, with_a_stranger],
)
def test_whatever_happens_to_the_ledger_the_same_graph_is_derived(
    accident: Callable[[Path], None], tmp_path: Path
) -> None:
    folder = tmp_path / "store"
    with Store.create(folder) as store:
        kg.build([CORPUS], store, extractor(), LATEST)
        before = all_quads(store)
    accident(folder / LEDGER)
    with Store.open(folder, write=True) as store:
        store.rebuild()
        assert all_quads(store) == before
        found = store.find("لوسيا كوردوبا")
        assert len(found.matches) == 1 and store.names.told(found.matches[0].path, 5)[1] > 0


def test_the_ledger_forgets_an_article_with_its_graph(tmp_path: Path) -> None:
    with Store.create(tmp_path / "store") as store:
        store.put_all([visit_article(), dispute_article()])
        store.derive()
        store.remove(visit_article().article.id)
        store.derive()
    with closing(sqlite3.connect(tmp_path / "store" / LEDGER)) as connection:
        assert connection.execute("SELECT id FROM article").fetchall() == [(dispute_article().article.id,)]


def test_a_ledger_that_was_written_need_not_ask_the_graph() -> None:
    told, ledger = prepare(replace(visit_article(), mark="m")), Ledger(None)
    ledger.put([told.noted])
    graph = graph_of(replace(visit_article(), mark="m"))
    body = next(graph.quads_for_pattern(None, ox.NamedNode("http://www.w3.org/ns/oa#exact"), None, None))
    graph.remove(body)
    ledger.follow(graph)
    quotes = {shown.quote for saying in ledger.sayings() for shown in saying.shown.values()}
    ledger.close()
    assert quotes == {one.evidence.quote for one in visit_article().statements}


def test_what_came_into_the_ledger_but_not_into_the_graph_is_not_derived(monkeypatch: pytest.MonkeyPatch) -> None:
    told = replace(visit_article(), mark="one")
    other = replace(told, mark="two", statements=told.statements[:1])
    with Store.memory() as store:
        store.put(told)
        store.derive()
        before = all_quads(store)
        with monkeypatch.context() as patch, pytest.raises(OSError, match="full"):
            patch.setattr("kg.store.writer.change", failing)
            store.put(other)
        store.rebuild()
        assert all_quads(store) == before


def failing(*_: object) -> None:
    raise OSError("the disk is full")


def test_events_are_the_same_when_processes_of_their_own_resolve_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for many in (1_000_000, 1):
        monkeypatch.setattr(apart, "MANY", many)
        with Store.create(tmp_path / str(many)) as store:
            kg.build([CORPUS], store, extractor(), LATEST)
            path = store.find("لوسيا كوردوبا").matches[0].path
            found.append((all_quads(store), store.names.told(path, 50)))
    assert found[0] == found[1]


def fail(_: int) -> None:
    """What a process does that is ended from outside."""
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_process_that_dies_ends_the_work_in_a_line() -> None:
    with Apart(fail, 1) as child, pytest.raises(StoreError, match=r"ended \(exit -9\); run the same again"):
        child.result()
