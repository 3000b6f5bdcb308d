"""The store: named graphs, the derived default graph, and what can go wrong with its folder."""

import json
import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest
from backends import Backend
from graph_samples import MONDAY, F, article, claim, dispute_article, filled, subgraph, visit_article
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.errors import StoreError
from kg.model import Entity, Subgraph
from kg.rdf import EVENT, iri, number
from kg.store import Store, loading
from kg.store.folder import VERSION
from kg.store.prepared import prepare

Empty = Callable[[], AbstractContextManager[Store]]


@pytest.fixture
def store(any_store: Store) -> Store:
    """Both sample articles in each place where a store can live; for reading only."""
    return any_store


@pytest.fixture
def empty(backend: Backend) -> Empty:
    """Makes a new store in each of these places."""
    return backend.empty


def ask(store: Store, pattern: str) -> bool:
    """Whether the pattern is in the default graph."""
    return bool(store.query(f"ASK {{ {pattern} }}").truth)


def test_an_asserted_event_is_in_the_default_graph(store: Store) -> None:
    assert ask(store, "?e a dip:Visit, dip:Event ; dip:actor person:salma-idris ; dip:destination country:sd1")


def test_a_planned_event_is_not_in_the_default_graph(store: Store) -> None:
    assert not ask(store, "?e a dip:Visit ; dip:actor person:tariq-mansur")


def test_a_denied_event_is_not_in_the_default_graph(store: Store) -> None:
    assert not ask(store, "?e a dip:Aid ; dip:actor country:sd1")
    assert ask(store, "GRAPH ?g { ?c dip:claimType dip:Aid ; dip:actor country:sd1 ; dip:factuality dip:denied }")


def test_a_hypothetical_event_is_not_in_the_default_graph(store: Store) -> None:
    assert not ask(store, "?e a dip:Sanction")


def test_a_denial_elsewhere_takes_a_dated_event_out_of_the_default_graph(empty: Empty) -> None:
    def told(name: str, status: F) -> Subgraph:
        text = f"زار طارق منصور نوفاريا يوم الاثنين. {name}"
        roles = {"actor": "person/tariq-mansur", "destination": "country/nv"}
        made = claim(text, "Visit", "زار", "زار طارق منصور نوفاريا", 1, roles, factuality=status, on=MONDAY)
        return subgraph(article(text, name=name), [made])

    with empty() as store:
        store.put(told("one", F.ASSERTED))
        store.derive()
        assert ask(store, "?e a dip:Visit")
        store.put(told("two", F.DENIED))
        store.derive()
        assert not ask(store, "?e a dip:Visit")


def test_relations_are_drawn_both_ways_for_symmetric_types(store: Store) -> None:
    assert ask(store, "person:salma-idris dip:met person:tariq-mansur . person:tariq-mansur dip:met person:salma-idris")


def test_a_minister_who_meets_makes_the_states_meet(store: Store) -> None:
    assert ask(store, "country:nv dip:met country:sd1 . country:sd1 dip:met country:nv")


def test_a_visit_of_a_minister_is_a_visit_of_her_state(store: Store) -> None:
    assert ask(store, "country:nv dip:visited country:sd1")


def test_two_signatories_named_together_signed_with_each_other(store: Store) -> None:
    assert ask(store, "country:nv dip:signedWith country:sd1 ; dip:signed agreement:fish-accord")


def test_nothing_relates_to_itself(store: Store) -> None:
    assert not ask(store, "?x ?p ?x")


def test_the_store_has_no_blank_nodes(store: Store) -> None:
    assert not ask(store, "{ ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } FILTER (isBlank(?s) || isBlank(?o))")


def test_an_office_as_told_is_an_office_held(store: Store) -> None:
    assert ask(store, "?h dip:holder person:salma-idris ; dip:of country:nv ; dip:office office:foreign-minister")


def test_putting_the_same_article_again_changes_nothing(empty: Empty) -> None:
    with empty() as store:
        assert store.put(visit_article())
        before = set(store.engine)
        assert not store.put(visit_article())
        assert set(store.engine) == before


def test_reading_an_article_again_replaces_its_graph_only(empty: Empty) -> None:
    with empty() as store:
        store.put(visit_article())
        store.put(dispute_article())
        told = visit_article()
        store.put(replace(told, statements=told.statements[:1]))
        assert store.stats().claims["asserted"] < 11
        assert set(store.articles()) == {told.article.id, dispute_article().article.id}
        assert ask(store, "GRAPH ?g { ?c dip:claimType dip:Accusation }")
        assert not ask(store, "GRAPH ?g { ?c dip:claimType dip:Meeting }")


def test_many_articles_at_once_are_the_same_as_one_by_one(empty: Empty) -> None:
    with empty() as together, Store.memory() as alone:
        told = [visit_article(), dispute_article(), visit_article()]
        assert together.put_all(told) == 2
        for each in told:
            alone.put(each)
        assert set(together.engine) == set(alone.engine)


def test_of_an_article_that_comes_again_the_last_version_stays_and_no_batch_is_cut_in_two(empty: Empty) -> None:
    visit = visit_article()
    shorter = replace(visit, statements=visit.statements[:1])
    with empty() as store, Store.memory() as alone:
        counts: list[int] = []
        told = [visit, shorter, dispute_article(), visit, shorter]
        assert store.put_prepared(map(prepare, told), counts.append) == 5
        assert counts == [5]
        for each in (shorter, dispute_article()):
            alone.put(each)
        store.derive()
        alone.derive()
        assert set(store.engine) == set(alone.engine)


@pytest.mark.parametrize(
    ("path", "tag", "said"),
    [
        ("person/50%zz", "ar", "'person/50%zz' cannot be part of an identifier"),
        ("person/a b", "ar", "'person/a b' cannot be part of an identifier"),
        ("person/tariq-mansur", "ar_EG", "'ar_EG' is not the tag of a language"),
    ],
)
def test_what_an_extractor_names_in_a_way_that_rdf_cannot_hold_is_refused(path: str, tag: str, said: str) -> None:
    entity = Entity(path=path, type="Person", names={tag: "طارق منصور"})
    with pytest.raises(StoreError, match=said):
        prepare(replace(visit_article(), entities=(entity,)))


def test_batches_that_only_replace_come_in_their_turn(empty: Empty, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "_BATCH", 1)
    visit = visit_article()
    shorter = replace(visit, statements=visit.statements[:1])
    with empty() as store, Store.memory() as alone:
        counts: list[int] = []
        told = [visit, shorter, visit, dispute_article(), shorter]
        assert store.put_prepared(map(prepare, told), counts.append) == 5
        assert counts == [1, 2, 3, 4, 5]
        for each in (shorter, dispute_article()):
            alone.put(each)
        assert set(store.engine) == set(alone.engine)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="only Linux has priorities of threads")
def test_the_engine_merges_when_nothing_else_is_to_be_done_but_before_the_rules_ask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def merging() -> set[int]:
        """The priorities of the threads that merge."""
        tasks = [task for task in Path("/proc/self/task").iterdir() if (task / "comm").read_text() == "rocksdb:low\n"]
        return {os.getpriority(os.PRIO_PROCESS, int(task.name)) for task in tasks}

    seen: list[set[int]] = []

    def asked(*_: object) -> bytes:
        seen.append(merging())
        return b""

    monkeypatch.setattr("kg.store.derive.constructed", asked)
    with Store.create(tmp_path / "store") as store:
        assert 19 in merging()
        filled(store)
        assert 19 in merging()
    assert seen
    if os.geteuid() == 0:
        assert all(19 not in found for found in seen)


def test_a_removed_article_leaves_nothing_behind(empty: Empty) -> None:
    with empty() as store:
        filled(store)
        assert store.remove(visit_article().article.id)
        assert store.remove(dispute_article().article.id)
        assert not store.remove("unknown")
        store.derive()
        assert len(store.engine) == 0
        assert not store.find("سلمى").matches


def test_deriving_twice_gives_the_same_graph(empty: Empty) -> None:
    with empty() as store:
        filled(store)
        before = set(store.engine)
        store.derive()
        assert set(store.engine) == before


def test_an_empty_store_derives_and_answers(empty: Empty) -> None:
    with empty() as store:
        store.derive()
        assert store.stats().articles == 0
        assert store.query("SELECT * { ?s ?p ?o }").rows == ()
        assert store.validate() == []


def test_hostile_names_stay_data(empty: Empty) -> None:
    text = 'قال "} } DROP ALL" وزار <b>بلدا</b>.'
    with empty() as store:
        told = subgraph(article(text, name='a"> .txt'), [])
        store.put(told)
        store.put(replace(told, article=replace(told.article, headline='} } ; DROP ALL ; # "')))
        assert len(list(store.articles())) == 1
        assert store.validate() == []


def test_what_was_put_is_there_after_closing(store_folder: Path) -> None:
    with Store.open(store_folder) as store:
        assert not store.stale
        assert store.stats().articles == 2
        assert store.find("Novaria").matches[0].path == "country/nv"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets one thread wait for others")
def test_the_threads_that_merge_what_was_loaded_wait_for_all_other_work(store_folder: Path) -> None:
    before = os.getpriority(os.PRIO_PROCESS, 0)
    with Store.open(store_folder, write=True):
        tasks = {int(task.name): (task / "comm").read_text() for task in Path("/proc/self/task").iterdir()}
        merging = [task for task, name in tasks.items() if name.startswith("rocksdb:low")]
        assert merging
        assert {os.getpriority(os.PRIO_PROCESS, task) for task in merging} == {19}
    assert os.getpriority(os.PRIO_PROCESS, 0) == before


def test_a_store_without_derivation_says_that_it_is_stale(tmp_path: Path) -> None:
    with Store.create(tmp_path / "s") as store:
        store.put(visit_article())
        assert store.stale
        store.derive()
        assert not store.stale


def test_a_missing_store_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no store at .*; make one with: kg build"):
        Store.open(tmp_path / "none")


def test_a_foreign_folder_is_not_a_store(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("hello", encoding="utf-8")
    with pytest.raises(StoreError, match="is not a kg store"):
        Store.open(tmp_path)
    with pytest.raises(StoreError, match="is not empty and not a kg store"):
        Store.create(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_is_not_a_store(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x", encoding="utf-8")
    for door in (Store.open, Store.create):
        with pytest.raises(StoreError):
            door(file)


@pytest.mark.parametrize("marker", ["", "[]", '{"format": "other"}', '{"format": "kg-store", "version": 99}'])
def test_a_strange_marker_is_refused(tmp_path: Path, marker: str) -> None:
    (tmp_path / "kg.json").write_text(marker, encoding="utf-8")
    with pytest.raises(StoreError):
        Store.open(tmp_path)


def test_a_store_that_was_only_begun_is_built_again(tmp_path: Path) -> None:
    (tmp_path / "kg.json").write_text(json.dumps({"format": "kg-store", "version": VERSION}), encoding="utf-8")
    with pytest.raises(StoreError, match="run kg build again"):
        Store.open(tmp_path)
    with Store.create(tmp_path) as store:
        filled(store)
    with Store.open(tmp_path) as store:
        assert store.stats().articles == 2


def test_a_store_has_one_writer_and_readers_who_see_the_last_finished_state(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    with Store.create(folder) as writer:
        writer.put(visit_article())
        with pytest.raises(StoreError, match=r"first build .* has not ended"):
            Store.open(folder)
        writer.derive()
        with Store.open(folder) as before, pytest.raises(StoreError, match="being written by another kg"):
            Store.open(folder, write=True)
        with Store.open(folder) as before:
            writer.put(dispute_article())
            writer.derive()
            with Store.open(folder) as after:
                assert (before.stats().articles, after.stats().articles) == (1, 2)
            assert before.find("Novaria").matches
        assert len(list((folder / "shown").iterdir())) == 2
        writer.derive()
        assert len(list((folder / "shown").iterdir())) == 1


def test_a_finished_graph_keeps_the_shapes(store: Store) -> None:
    assert store.validate() == []


@pytest.mark.parametrize("words", ["وشاركت إدريس في منتدى الساحل", "شاركت"])
def test_words_that_are_not_in_their_article_are_found(empty: Empty, words: str) -> None:
    with empty() as store:
        filled(store)
        quad = next(store.quads(None, iri("oa:exact"), Literal(words)))
        store.engine.remove(quad)
        store.engine.add(Quad(quad.subject, quad.predicate, Literal("وغابت إدريس"), quad.graph_name))
        found = store.validate()
        assert [finding.source for finding in found] == ["visit.txt"]
        assert "does not say this" in str(found[0])


def test_a_passage_that_is_said_to_stand_elsewhere_is_found(empty: Empty) -> None:
    with empty() as store:
        filled(store)
        quad = next(store.quads(None, iri("oa:start"), None))
        store.engine.remove(quad)
        store.engine.add(Quad(quad.subject, quad.predicate, number(1), quad.graph_name))
        assert ["does not say this" in str(finding) for finding in store.validate()] == [True]


def test_a_claim_without_status_is_found_with_its_article_and_quote(empty: Empty) -> None:
    with empty() as store:
        filled(store)
        quad = next(store.quads(None, iri("dip:factuality"), iri("dip:planned")))
        store.engine.remove(quad)
        (found,) = store.validate()
        assert (found.source, found.quote) == ("visit.txt", "ومن المقرر أن يزور منصور نوفاريا في أكتوبر")
        assert "asserted, planned" in found.message


def test_stats_count_events_and_claims(store: Store) -> None:
    found = store.stats()
    assert (found.articles, found.events["Visit"], found.claims["denied"]) == (2, 1, 1)
    assert (found.first, found.last) == ("2024-09-16", "2024-09-20")
    assert "Sanction" not in found.events


def test_the_rdflib_copy_has_the_same_triples(store: Store) -> None:
    dataset = store.to_rdflib()
    assert len(list(dataset.quads((None, None, None, None)))) == len(store.engine)


def test_the_network_has_entities_and_told_events_with_status_and_quote(store: Store) -> None:
    network = store.to_networkx()
    assert network.nodes["country/nv"]["label_ar"] == "نوفاريا"
    edges = network.get_edge_data("person/tariq-mansur", "country/nv")
    assert [(e["type"], e["status"]) for e in edges.values()] == [("Visit", "planned")]
    assert all(e["quote"] for _, _, e in network.edges(data=True))


def test_an_event_node_lists_the_claims_that_tell_it(store: Store) -> None:
    event = next(store.quads(None, iri("rdf:type"), iri("dip:Visit"), DefaultGraph())).subject
    assert isinstance(event, NamedNode) and event.value.startswith(EVENT)
    assert len(list(store.quads(event, iri("dip:toldBy"), None, DefaultGraph()))) == 1
