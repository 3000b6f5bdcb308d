"""The ontology as a publication: complete in both languages, within its profile, nothing unused, nothing undefined."""

import re
from functools import cache
from pathlib import Path

import owlrl
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, Literal, Namespace, URIRef

from kg.resources import data_dir

FOLDER = data_dir("ontology")
PACKAGE = Path(__file__).parent.parent / "kg"
BASE = "https://w3id.org/kg-diplomacy/"
ONTOLOGY = URIRef(BASE + "ontology")
DIP = Namespace(BASE + "ontology#")
EX = Namespace("https://example.org/")
FILES = [path for path in sorted(FOLDER.glob("*.ttl")) if path.name != "shapes.ttl"] + [FOLDER / "actors/offices.ttl"]
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty)
# What OWL 2 RL leaves out, of what can be written as one triple.
BEYOND_RL = (OWL.disjointUnionOf, OWL.hasSelf, OWL.minCardinality, OWL.minQualifiedCardinality, OWL.cardinality,
             OWL.qualifiedCardinality, OWL.topObjectProperty, OWL.ReflexiveProperty)  # fmt: skip


@cache
def ontology() -> rdflib.Graph:
    """All files but the shapes and the tables of actors."""
    graph = rdflib.Graph()
    for path in FILES:
        graph.parse(path, format="turtle")
    return graph


def ours() -> list[URIRef]:
    """Every term of ours that the files describe."""
    return sorted({node for node in ontology().subjects() if isinstance(node, URIRef) and node.startswith(BASE)})


def languages(node: rdflib.term.Node, *properties: URIRef) -> set[str | None]:
    """The languages in which a term has one of the properties."""
    return {
        text.language
        for name in properties
        for text in ontology().objects(node, name)
        if isinstance(text, Literal) and text.strip()
    }


@pytest.mark.parametrize("node", ours(), ids=lambda node: node.removeprefix(BASE))
def test_a_term_has_label_and_definition_in_both_languages_and_says_where_it_is_defined(node: URIRef) -> None:
    assert {"ar", "en"} <= languages(node, RDFS.label, SKOS.prefLabel)
    assert {"ar", "en"} <= languages(node, SKOS.definition)
    assert (node, RDFS.isDefinedBy, ONTOLOGY) in ontology()


def test_a_definition_is_more_than_the_label() -> None:
    graph = ontology()
    same = [
        node for node in ours() for label in graph.objects(node, RDFS.label) if (node, SKOS.definition, label) in graph
    ]
    assert same == []


def test_every_property_says_what_it_goes_from_and_to() -> None:
    graph = ontology()
    found = [node for node in ours() for kind in PROPERTIES if (node, RDF.type, kind) in graph]
    assert found
    assert [node for node in found if (node, RDFS.domain, None) not in graph] == []
    assert [node for node in found if (node, RDFS.range, None) not in graph] == []


def test_the_ontology_names_its_version_and_imports_nothing() -> None:
    graph = ontology()
    version = graph.value(ONTOLOGY, OWL.versionIRI)
    assert str(version).startswith(f"{ONTOLOGY}/")
    assert str(version).endswith(str(graph.value(ONTOLOGY, OWL.versionInfo)))
    assert (None, OWL.imports, None) not in graph


def test_the_ontology_keeps_within_owl_2_rl() -> None:
    graph = ontology()
    used = {*graph.predicates(), *graph.objects(None, RDF.type)}
    assert used.isdisjoint(BEYOND_RL)
    # A built-in class of the vocabulary itself is no class that an axiom may speak of.
    reserved = {OWL.Class, RDFS.Class, RDF.Property, OWL.ObjectProperty, OWL.Ontology}
    assert reserved.isdisjoint({*graph.objects(None, RDFS.domain), *graph.objects(None, RDFS.range)})
    assert reserved.isdisjoint(set(graph.objects(None, RDFS.subClassOf)))


def _closed(*triples: tuple[URIRef, URIRef, URIRef]) -> rdflib.Graph:
    """The OWL 2 RL closure of the ontology with some facts."""
    graph = rdflib.Graph()
    for triple in (*ontology(), *triples):
        graph.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def _errors(graph: rdflib.Graph) -> list[str]:
    """The contradictions that the reasoner found."""
    kind = URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")
    return [str(text) for node in graph.subjects(RDF.type, kind) for text in graph.objects(node)]


def test_a_reasoner_draws_what_is_meant_and_finds_no_contradiction() -> None:
    closed = _closed(
        (EX.visit, RDF.type, DIP.Visit),
        (EX.visit, DIP.actor, EX.minister),
        (EX.summit, DIP.hasParty, EX.state),
        (EX.one, DIP.met, EX.other),
    )
    assert _errors(closed) == []
    assert (EX.visit, RDF.type, DIP.Event) in closed
    assert (EX.visit, RDF.type, DIP.Situation) in closed
    assert (EX.minister, RDF.type, DIP.Entity) in closed
    assert (EX.state, DIP.partyTo, EX.summit) in closed
    assert (EX.other, DIP.met, EX.one) in closed


def test_the_reasoner_would_tell_a_contradiction() -> None:
    assert _errors(_closed((EX.a, OWL.sameAs, EX.b), (EX.a, OWL.differentFrom, EX.b)))


def names_in(text: str) -> set[str]:
    """The local names of our terms in a program, a query or Turtle."""
    return set(re.findall(r"\bdip:(\w[\w-]*)", text))


@cache
def used() -> frozenset[str]:
    """What program, rules, queries, shapes, data and other terms make use of."""
    from kg.model import Factuality
    from kg.rdf import ROLES

    files = [
        *PACKAGE.rglob("*.py"),
        *(FOLDER / "rules").glob("*.rq"),
        *data_dir("queries").glob("*.rq"),
        *(FOLDER / "actors").glob("*.ttl"),
        FOLDER / "shapes.ttl",
    ]
    found = {name for path in files for name in names_in(path.read_text(encoding="utf-8"))}
    linked = {str(node).removeprefix(str(DIP)) for node in ontology().objects() if str(node).startswith(DIP)}
    drawn = {str(node).removeprefix(str(DIP)) for node in ontology().predicates() if str(node).startswith(DIP)}
    return frozenset({*found, *linked, *drawn, *ROLES, *(value.value for value in Factuality)})


def test_no_term_is_unused() -> None:
    kinds = {OWL.Class, *PROPERTIES, DIP.Factuality, DIP.StoreGraph}
    typed = {node for kind in kinds for node in ontology().subjects(RDF.type, kind)}
    defined = {str(node).removeprefix(str(DIP)) for node in typed if str(node).startswith(DIP)}
    tables = {"subject", "object"}
    assert sorted(defined - used() - tables) == []


def test_no_term_is_used_that_is_not_defined() -> None:
    defined = {node.removeprefix(str(DIP)) for node in ours() if node.startswith(DIP)}
    texts = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")]
    texts += [path.read_text(encoding="utf-8") for path in (*(FOLDER / "rules").glob("*.rq"), FOLDER / "shapes.ttl")]
    texts += [path.read_text(encoding="utf-8") for path in (*FOLDER.glob("*.ttl"), *data_dir("queries").glob("*.rq"))]
    shapes = {f"{name}Shape" for name in re.findall(r"dip:(\w+)Shape", texts[-1] + "".join(texts))}
    assert sorted({name for text in texts for name in names_in(text)} - defined - shapes) == []


def concepts() -> list[URIRef]:
    """The concepts of PLOVER and CAMEO."""
    return sorted(node for node in ontology().subjects(RDF.type, SKOS.Concept) if isinstance(node, URIRef))


def test_plover_and_cameo_are_whole() -> None:
    graph = ontology()
    plover = set(graph.objects(URIRef(BASE + "plover/scheme"), SKOS.hasTopConcept))
    assert len(plover) == 16
    assert len(set(graph.objects(URIRef(BASE + "cameo/scheme"), SKOS.hasTopConcept))) == 20
    for node in concepts():
        above = [*graph.objects(node, SKOS.broader), *graph.objects(node, SKOS.topConceptOf)]
        assert len(above) == 1, node
        assert len(set(graph.objects(node, SKOS.notation))) == 1, node


def test_the_concepts_keep_the_integrity_conditions_of_skos() -> None:
    graph = ontology()
    for node in concepts():
        tags = [label.language for label in graph.objects(node, SKOS.prefLabel) if isinstance(label, Literal)]
        assert len(tags) == len(set(tags)), node
        assert not set(graph.objects(node, SKOS.related)) & set(graph.objects(node, SKOS.broader)), node
    for scheme in ("plover", "cameo"):
        notations = [graph.value(node, SKOS.notation) for node in concepts() if f"/{scheme}/" in node]
        assert len(notations) == len(set(notations))


def test_every_match_leads_to_a_concept_and_every_type_has_one_or_says_why_not() -> None:
    graph = ontology()
    kinds = (SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch, SKOS.exactMatch)
    known = set(concepts())
    for event in graph.subjects(RDF.type, DIP.EventType):
        found = {match for kind in kinds for match in graph.objects(event, kind)}
        assert found <= known, event
        assert found or languages(event, SKOS.note) >= {"ar", "en"}, event
    for one in known:
        pairs = [(kind, match) for kind in kinds for match in graph.objects(one, kind)]
        assert {match for _, match in pairs} <= known
        assert len({match for _, match in pairs}) == len(pairs), one
