"""The ontology's tables, and what is checked about them."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, parse

from kg.assemble import SYMMETRIC
from kg.errors import OntologyError
from kg.model import Factuality
from kg.ontology import Actor, Held, check_actors, load_actors, load_ontology
from kg.ontology.actors import month
from kg.rdf import ROLES
from kg.resources import data_dir
from kg.store.rules import load_rules

ONTOLOGY = load_ontology()
HEAD = """
@prefix dip: <https://w3id.org/kg-diplomacy/ontology#> .
@prefix country: <https://w3id.org/kg-diplomacy/id/country/> .
@prefix person: <https://w3id.org/kg-diplomacy/id/person/> .
@prefix office: <https://w3id.org/kg-diplomacy/id/office/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def actors_in(folder: Path, text: str) -> list[Actor]:
    """The actors of a Turtle text."""
    path = folder / "actors.ttl"
    path.write_text(HEAD + text, encoding="utf-8")
    return load_actors([path])


def holder(path: str, start: str, end: str | None, office: str = "office/president") -> Actor:
    """A person who held an office in a made-up state."""
    held = Held(
        office=office,
        within="country/nv",
        start=month(start, last=False),
        end=month(end, last=True) if end else None,
    )
    return Actor(path=path, type="Person", labels={"ar": path, "en": path}, held=(held,))


STATE = Actor(path="country/nv", type="Country", labels={"ar": "نوفاريا", "en": "Novaria"})


def test_there_are_twenty_three_event_types() -> None:
    assert len(ONTOLOGY.events) == 23


def test_every_term_and_office_has_label_and_definition_in_arabic_and_english() -> None:
    terms = [*ONTOLOGY.terms.values(), *ONTOLOGY.offices.values()]
    assert len(terms) > 150
    assert [t.name for t in terms if not {"ar", "en"} <= t.labels.keys() & t.definitions.keys()] == []


def test_the_symmetric_types_of_the_ontology_are_those_that_assemble_knows() -> None:
    assert {name for name, event in ONTOLOGY.events.items() if event.symmetric} == SYMMETRIC


def test_every_role_that_a_type_allows_is_a_role_of_the_vocabulary() -> None:
    assert {role for event in ONTOLOGY.events.values() for role in event.roles} <= set(ROLES)


def test_every_factuality_of_the_model_is_a_term() -> None:
    assert {value.value for value in Factuality} <= ONTOLOGY.terms.keys()


def test_every_drawn_relation_has_a_rule_that_draws_it() -> None:
    texts = " ".join(rule.text for stage in load_rules() for rule in stage)
    relations = [event.relation for event in ONTOLOGY.events.values() if event.relation]
    assert [name for name in relations if f"dip:{name} ?to" not in texts] == []


def test_every_rule_is_valid_sparql() -> None:
    for stage in load_rules():
        for rule in stage:
            Store().query(rule.text)


def test_rules_queries_and_shapes_use_only_terms_that_the_ontology_defines() -> None:
    folder = data_dir("ontology")
    files = [*(folder / "rules").glob("*.rq"), *data_dir("queries").glob("*.rq"), folder / "shapes.ttl"]
    used = {name for path in files for name in re.findall(r"\bdip:(\w+)", path.read_text(encoding="utf-8"))}
    assert {name for name in used if name not in ONTOLOGY.terms and not name.endswith("Shape")} == set()


@pytest.mark.parametrize("name", ["core", "events", "plover", "shapes"])
def test_every_ontology_file_is_valid_turtle(name: str) -> None:
    assert list(parse((data_dir("ontology") / f"{name}.ttl").read_bytes(), RdfFormat.TURTLE))


def test_an_actor_is_read_with_all_its_names(tmp_path: Path) -> None:
    text = """
    <> dip:keptTo "2025-06"^^xsd:gYearMonth .
    country:nv a dip:Country ; rdfs:label "نوفاريا"@ar, "Novaria"@en ; skos:altLabel "جمهورية نوفاريا"@ar ;
      dip:nisba "نوفاري"@ar ; dip:demonym "Novarian"@en ; dip:metonym "القصر الأزرق"@ar ; dip:iso2 "NV" .
    person:x a dip:Person ; rdfs:label "سلمى إدريس"@ar, "Salma Idris"@en ; dip:shortName "إدريس"@ar ; dip:gender "f" ;
      dip:held [ dip:office office:president ; dip:in country:nv ; dip:from "2020-02"^^xsd:gYearMonth ;
                 dip:until "2024-02"^^xsd:gYearMonth ] .
    """
    state, person = actors_in(tmp_path, text)
    assert state.labels == {"ar": "نوفاريا", "en": "Novaria"}
    assert state.alternatives == {"ar": ("جمهورية نوفاريا",)}
    assert (state.nisbas, state.demonyms, state.metonyms["ar"]) == (("نوفاري",), ("Novarian",), ("القصر الأزرق",))
    assert person.short_names["ar"] == ("إدريس",)
    assert person.held == (
        Held(office="office/president", within="country/nv", start=date(2020, 2, 1), end=date(2024, 2, 29)),
    )
    assert person.kept_to == date(2025, 6, 30)


def test_broken_turtle_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"actors\.ttl is not valid Turtle"):
        actors_in(tmp_path, "country:nv a dip:Country ; ; ; rdfs:label .")


def test_a_bad_month_names_the_file_and_the_text(tmp_path: Path) -> None:
    text = 'person:x a dip:Person ; dip:held [ dip:office office:king ; dip:in country:nv ; dip:from "spring" ] .'
    with pytest.raises(OntologyError, match=r"actors\.ttl: 'spring'"):
        actors_in(tmp_path, text)


def test_a_term_of_office_without_office_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"lacks dip:office"):
        actors_in(tmp_path, "person:x a dip:Person ; dip:held [ dip:in country:nv ] .")


def test_an_empty_folder_has_no_actors(tmp_path: Path) -> None:
    assert load_actors(sorted(tmp_path.glob("*.ttl"))) == []


def test_two_holders_of_one_office_at_a_time_are_found() -> None:
    found = check_actors(
        [STATE, holder("person/a", "2010-01", "2015-06"), holder("person/b", "2014-01", None)], ONTOLOGY.offices
    )
    assert len(found) == 1
    assert "person/b: office/president of country/nv while person/a holds it" in found[0]


def test_a_shared_month_at_the_change_of_holders_is_fine() -> None:
    actors = [STATE, holder("person/a", "2010-01", "2015-06"), holder("person/b", "2015-06", None)]
    assert check_actors(actors, ONTOLOGY.offices) == []


def test_several_may_hold_an_office_that_has_many_holders() -> None:
    actors = [
        STATE,
        holder("person/a", "2010-01", None, "office/ambassador"),
        holder("person/b", "2012-01", None, "office/ambassador"),
    ]
    assert check_actors(actors, ONTOLOGY.offices) == []


def test_unknown_office_country_and_missing_label_are_found() -> None:
    odd = Actor(
        path="person/x",
        type="Person",
        labels={"en": "X"},
        held=(Held(office="office/captain", within="country/zz", start=date(2020, 5, 1), end=date(2019, 5, 31)),),
    )
    found = "\n".join(check_actors([odd], ONTOLOGY.offices))
    for part in ("no rdfs:label in ar", "unknown office", "country/zz", "ends before it starts"):
        assert part in found


def test_an_office_that_starts_after_the_table_was_kept_is_found() -> None:
    held = Held(office="office/president", within="country/nv", start=date(2026, 1, 1))
    later = Actor(
        path="person/x", type="Person", labels={"ar": "س", "en": "X"}, held=(held,), kept_to=date(2025, 6, 30)
    )
    assert "starts after 2025-06" in check_actors([STATE, later], ONTOLOGY.offices)[0]


def test_two_persons_with_one_name_are_found() -> None:
    twin = Actor(path="person/y", type="Person", labels={"ar": "ص", "en": "Sami"})
    other = Actor(path="person/z", type="Person", labels={"ar": "ع", "en": "Sami"})
    assert "has the Person 'Sami' of person/y" in check_actors([twin, other], ONTOLOGY.offices)[0]


def test_the_known_actors_contradict_nothing() -> None:
    assert check_actors(load_actors(), load_ontology().offices) == []


def test_a_name_shared_within_a_type_is_found_unless_it_is_marked_as_ambiguous() -> None:
    one = Actor(path="place/a", type="Place", labels={"ar": "طرابلس", "en": "Tripoli"})
    two = Actor(path="place/b", type="Place", labels={"ar": "طرابلس الشام", "en": "Tarabulus"},
                alternatives={"ar": ("طرابلس",)})  # fmt: skip
    marked = replace(two, ambiguous={"ar": ("طرابلس",)})
    assert "shares the name 'طرابلس' with place/a" in check_actors([one, two], ONTOLOGY.offices)[0]
    assert check_actors([one, marked], ONTOLOGY.offices) == []
