"""Deriving anew only what a few articles change gives what deriving everything gives."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pyoxigraph as ox
import pytest
from graph_samples import MONDAY, F, article, claim, dispute_article, subgraph, visit_article
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Claim, Factuality, Subgraph
from kg.rdf import ARTICLE, value_of
from kg.store import Store
from kg.store.folder import NAMES
from kg.store.judged import judge
from kg.store.shown import newest

PERSONS = ("person/salma-idris", "person/tariq-mansur", "person/tariq-haddad")
SPELLINGS = ("person/zabrujni-1", "person/zabrujni-2")
STATES = ("country/nv", "country/sd1", "country/kl")
_WORDS = "قول {number} في الخبر {name}"


@dataclass(frozen=True)
class Told:
    """One claim of an article to be made."""

    kind: str
    one: str
    two: str
    status: Factuality
    on: date | None

    def claim(self, text: str, words: str, number: int) -> Claim:
        """The claim, told by the words."""
        ends = {"holdsOffice": ("subject", "object"), "locatedIn": ("subject", "object"),
                "Visit": ("actor", "destination")}.get(self.kind, ("actor", "target"))  # fmt: skip
        roles = dict(zip(ends, (self.one, self.two), strict=True))
        return claim(text, self.kind, words, words, number, roles, factuality=self.status, on=self.on)


def made(name: str, told: Sequence[Told], published: date | None) -> Subgraph:
    """The contribution of an article that tells this."""
    words = [_WORDS.format(number=number, name=name) for number in range(len(told))]
    text = ". ".join(words) + f". {name}"
    claims = [one.claim(text, words[number], number) for number, one in enumerate(told)]
    return subgraph(article(text, name=name, published=published), claims)


_days = st.sampled_from([None, MONDAY, MONDAY + timedelta(1)])
_status = st.sampled_from([F.ASSERTED, F.ASSERTED, F.ASSERTED, F.PLANNED, F.DENIED])
_persons, _states = st.sampled_from(PERSONS + SPELLINGS), st.sampled_from(STATES)
_anybody, _places = st.one_of(_persons, _states), st.sampled_from((*STATES, "place/port-lina"))
_told = st.one_of(
    st.builds(Told, st.sampled_from(["Meeting", "Accusation"]), _anybody, _anybody, _status, _days),
    st.builds(Told, st.just("Visit"), _persons, _places, _status, _days),
    st.builds(Told, st.just("holdsOffice"), _persons, _states, _status, st.none()),
    st.builds(Told, st.just("locatedIn"), st.just("place/port-lina"), _states, _status, st.none()),
)
_articles = st.lists(st.tuples(st.lists(_told, min_size=1, max_size=3), _days), min_size=2, max_size=5)


def derived(store: Store) -> set[str]:
    """Everything that is not as articles told it."""
    return {str(quad) for quad in store.engine if not value_of(quad.graph_name).startswith(ARTICLE)}


def from_nothing(subgraphs: Sequence[Subgraph]) -> set[str]:
    """What deriving these articles gives."""
    with Store.memory() as store:
        store.put_all(subgraphs)
        store.derive()
        return derived(store)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_articles, st.data())
def test_coming_and_going_articles_leave_what_deriving_from_nothing_gives(
    articles: list[tuple[list[Told], date | None]], data: st.DataObject
) -> None:
    known = [made(f"{number}.txt", told, day) for number, (told, day) in enumerate(articles)]
    present = {told.article.id: told for told in known[: len(known) // 2]}
    with Store.memory() as store:
        store.put_all(present.values())
        store.derive()
        for _ in range(3):
            told = data.draw(st.sampled_from(known))
            if present.pop(told.article.id, None):
                store.remove(told.article.id)
            else:
                present[told.article.id] = told
                store.put(told)
            store.derive()
            assert derived(store) == from_nothing(list(present.values()))


def test_an_article_read_otherwise_changes_only_what_follows_from_it() -> None:
    visit, dispute = visit_article(), dispute_article()
    with Store.memory() as store:
        store.put_all([visit, dispute])
        store.derive()
        fewer = Subgraph(article=dispute.article, entities=dispute.entities, statements=dispute.statements[:1])
        store.put(fewer)
        store.derive()
        assert derived(store) == from_nothing([visit, fewer])


@pytest.mark.parametrize("kind", ["Meeting", "Visit"])
def test_a_judgement_survives_rebuilding(kind: str) -> None:
    told = Told(kind, PERSONS[0], STATES[0], F.ASSERTED, None)
    far = [made("a.txt", [told], MONDAY), made("b.txt", [told], MONDAY + timedelta(60))]
    with Store.memory() as store:
        store.put_all(far)
        store.derive()
        events = {value_of(quad.subject) for quad in store.quads(None, ox.NamedNode(f"{_DIP}toldBy"))}
        assert len(events) == 2
        one, two = sorted(events)
        judge(store.engine, [(one, two)], same=True)
        for _ in range(2):
            store.put_all(far)
            store.rebuild()
            assert {value_of(quad.subject) for quad in store.quads(None, ox.NamedNode(f"{_DIP}toldBy"))} == {one}


_DIP = "https://w3id.org/kg-diplomacy/ontology#"


def test_a_place_whose_place_turns_out_later_to_lie_in_a_state_makes_a_visit_one_to_that_state() -> None:
    visit = made("a.txt", [Told("Visit", PERSONS[0], "place/old-quay", F.ASSERTED, None)], MONDAY)
    quay = made("b.txt", [Told("locatedIn", "place/old-quay", "place/port-lina", F.ASSERTED, None)], MONDAY)
    port = made("c.txt", [Told("locatedIn", "place/port-lina", STATES[1], F.ASSERTED, None)], MONDAY)
    with Store.memory() as store:
        store.put_all([visit, quay])
        store.derive()
        store.put(port)
        store.derive()
        assert store.query("ASK { place:old-quay dip:locatedWithin country:sd1 }").truth
        assert derived(store) == from_nothing([visit, quay, port])


def test_two_spellings_of_a_name_are_one_person_whose_visit_is_one_event() -> None:
    told = [Told("Visit", person, STATES[1], F.ASSERTED, MONDAY) for person in SPELLINGS]
    with Store.memory() as store:
        store.put_all([made("a.txt", told[:1], MONDAY), made("b.txt", told[1:], MONDAY)])
        store.derive()
        found = store.query("SELECT ?event ?who { ?event a dip:Visit ; dip:actor ?who }").rows
        assert [value_of(who).rpartition("/")[2] for _, who in found] == ["zabrujni-1"]


def test_another_article_about_a_spelling_is_about_the_person() -> None:
    told = [Told("Visit", person, STATES[1], F.PLANNED, None) for person in (*SPELLINGS, SPELLINGS[1])]
    three = [made(f"{number}.txt", [one], MONDAY) for number, one in enumerate(told)]
    with Store.memory() as store:
        store.put_all(three[:2])
        store.derive()
        store.put(three[2])
        store.derive()
        assert derived(store) == from_nothing(three)


def test_merging_and_splitting_change_what_deriving_from_nothing_would() -> None:
    told = Told("Meeting", PERSONS[0], PERSONS[1], F.ASSERTED, MONDAY)
    three = [made(f"{name}.txt", [told], MONDAY) for name in "abc"]
    with Store.memory() as store:
        store.put_all(three)
        store.derive()
        (event,) = {value_of(quad.subject) for quad in store.quads(None, ox.NamedNode(f"{_DIP}toldBy"))}
        tellings = sorted(statement.event for told in three for statement in told.statements)
        part = f"https://w3id.org/kg-diplomacy/event/{tellings[1]}"
        store.split(event, [part])
        store.derive()
        parted = derived(store)
        store.rebuild()
        assert derived(store) == parted
        assert f"<{part}>" in " ".join(parted)
        store.merge(event, part)
        store.derive()
        joined = derived(store)
        store.rebuild()
        assert derived(store) == joined
        assert len({value_of(quad.subject) for quad in store.quads(None, ox.NamedNode(f"{_DIP}toldBy"))}) == 1


def test_merging_two_persons_joins_what_is_told_of_them() -> None:
    told = [Told("Visit", person, STATES[1], F.ASSERTED, MONDAY) for person in PERSONS[1:]]
    both = [made("a.txt", told[:1], MONDAY), made("b.txt", told[1:], MONDAY)]
    base = "https://w3id.org/kg-diplomacy/id/"
    with Store.memory() as store:
        store.put_all(both)
        store.derive()
        store.merge(base + PERSONS[1], base + PERSONS[2])
        store.derive()
        assert store.query("SELECT ?who { ?e a dip:Visit ; dip:actor ?who }").rows == (
            (ox.NamedNode(base + min(PERSONS[1:])),),
        )
        updated = derived(store)
        store.rebuild()
        assert derived(store) == updated
        store.split(base + min(PERSONS[1:]), [base + max(PERSONS[1:])])
        store.derive()
        assert not store.query("ASK { GRAPH dip:resolved { ?spelling dip:spellingOf ?entity } }").truth


def tables(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """The rows of the index of names, but for how its names are numbered."""
    columns = {"entity": "*", "name": "path, name, full, key, sound", "claim": "*", "told": "*", "fact": "*",
               "office": "*", "term": "*"}  # fmt: skip
    return {name: sorted(store.names._select(f"SELECT {row} FROM {name}"), key=repr) for name, row in columns.items()}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_articles, st.data())
def test_an_index_that_is_mended_is_the_one_that_is_made_anew(
    articles: list[tuple[list[Told], date | None]], data: st.DataObject
) -> None:
    known = [made(f"{number}.txt", told, day) for number, (told, day) in enumerate(articles)]
    with Store.memory() as store:
        store.put_all(known[: len(known) // 2])
        store.derive()
        for _ in range(3):
            told = data.draw(st.sampled_from(known))
            if not store.remove(told.article.id):
                store.put(told)
            store.derive()
            mended = tables(store)
            searched = [store.find(name) for name in ("Salma Idris", "نوفاريا", "ادريس", "Novria")]
            store.rebuild()
            assert mended == tables(store)
            assert searched == [store.find(name) for name in ("Salma Idris", "نوفاريا", "ادريس", "Novria")]


def test_the_index_of_a_folder_is_mended_from_that_of_the_state_before(tmp_path: Path) -> None:
    visit, dispute = visit_article(), dispute_article()
    with Store.create(tmp_path / "store") as store:
        store.put_all([visit])
        store.derive()
        store.put(dispute)
        store.derive()
        mended = tables(store)
        store.rebuild()
        assert mended == tables(store)


def test_an_index_that_was_damaged_is_not_mended_but_made_anew(tmp_path: Path) -> None:
    visit, dispute = visit_article(), dispute_article()
    with Store.create(tmp_path / "store") as store:
        store.put_all([visit])
        store.derive()
    state = newest(tmp_path / "store")
    assert state is not None
    with closing(sqlite3.connect(state / NAMES)) as connection, connection:
        connection.execute("UPDATE entity SET ar = 'غلط'")
    with Store.open(tmp_path / "store", write=True) as store:
        store.put(dispute)
        store.derive()
        mended = tables(store)
        store.rebuild()
        assert mended == tables(store)
