"""Finding entities by name, and their cards."""

import pytest
from graph_samples import visit_article

from kg.cli.cards import card_text
from kg.queries.card import card
from kg.store import Store


@pytest.fixture
def store(any_store: Store) -> Store:
    """Both sample articles in each place where a store can live; for reading only."""
    return any_store


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("سلمى إدريس", "person/salma-idris"),
        ("سلمي ادريس", "person/salma-idris"),
        ("سَلمى إِدريس", "person/salma-idris"),
        ("ســـلمى ادريس", "person/salma-idris"),
        ("Salma Idris", "person/salma-idris"),
        ("salma IDRIS", "person/salma-idris"),
        ("Idris, Salma", "person/salma-idris"),
        ("إدريس", "person/salma-idris"),
        ("idris", "person/salma-idris"),
        ("idr", "person/salma-idris"),
        ("Selma Idriss", "person/salma-idris"),
        ("سلمى ادريث", "person/salma-idris"),
        ("النوفاريا", "country/nv"),
        ("Nowaria", "country/nv"),
        ("بورتلينا", "place/port-lina"),
        ("المنتدى الساحل", "gathering/coast-forum"),
        ("person/salma-idris", "person/salma-idris"),
        ("person:salma-idris", "person/salma-idris"),
    ],
)
def test_a_name_in_any_spelling_finds_its_entity(store: Store, written: str, path: str) -> None:
    assert [row.path for row in store.find(written).matches] == [path]


def test_a_name_of_several_gives_all_of_them(store: Store) -> None:
    assert [row.path for row in store.find("طارق").matches] == ["person/tariq-haddad", "person/tariq-mansur"]


def test_an_unknown_name_gives_near_ones(store: Store) -> None:
    found = store.find("Tariq Manduri")
    assert "person/tariq-mansur" in [row.path for row in (*found.matches, *found.near)]


@pytest.mark.parametrize("odd", ["", "   ", '"', "'; DROP TABLE name; --", "*", "NEAR(", "💥", "ا", "a" * 5000, "\x00"])
def test_odd_text_finds_nothing_and_harms_nothing(store: Store, odd: str) -> None:
    found = store.find(odd)
    assert not found.matches or odd.strip() == "ا"
    assert store.find("Novaria").matches


def test_a_card_has_names_type_offices_events_and_relations(store: Store) -> None:
    shown = card(store, "person/salma-idris")
    assert dict(shown.names) == {"ar": "سلمى إدريس", "en": "Salma Idris"}
    assert (shown.type, shown.articles, shown.others) == ("Person", 1, ("إدريس",))
    assert [(line.within, line.labels["en"]) for line in shown.offices] == [("country/nv", "Foreign minister")]
    told = {(claim.type, claim.factuality, claim.begin) for claim in shown.told if not claim.relation}
    assert ("Visit", "asserted", "2024-09-16") in told
    assert all(claim.quote for claim in shown.told)
    assert ("met", "person/tariq-mansur") in {(line.name, line.object) for line in shown.relations}


def test_a_card_shows_planned_and_denied_events_with_their_status(store: Store) -> None:
    planned = {(c.type, c.factuality) for c in card(store, "person/tariq-mansur").told}
    assert ("Visit", "planned") in planned
    denied = {(c.type, c.factuality, c.source) for c in card(store, "country/sd1").told}
    assert {("Aid", "denied", "country/sd1"), ("Aid", "alleged", "country/kl")} <= denied


def test_the_latest_events_come_first_and_undated_ones_last(store: Store) -> None:
    days = [claim.begin for claim in card(store, "person/salma-idris").told]
    dated = [day for day in days if day]
    assert dated == sorted(dated, reverse=True)
    assert days == dated + [None] * (len(days) - len(dated))


def test_a_card_is_bounded_and_says_how_much_there_is(store: Store) -> None:
    shown = card(store, "country/sd1", limit=2)
    assert (len(shown.told), shown.total > 2) == (2, True)


def test_a_source_of_a_claim_has_it_on_the_card(store: Store) -> None:
    assert "Aid" in {claim.type for claim in card(store, "person/tariq-haddad").told}


def test_a_quote_of_the_card_says_in_which_article_and_where_it_stands(store: Store) -> None:
    text = card_text(card(store, "person/salma-idris"), "ar")
    told = visit_article()
    visit = next(one.evidence.span for one in told.statements if one.type == "Visit")
    assert f"article:{told.article.id}:{visit.start}-{visit.end}" in text
