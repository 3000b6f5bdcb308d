"""The shapes are checked as a full SHACL engine checks them."""

from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from graph_samples import filled
from rdflib.namespace import SH

from kg.errors import OntologyError
from kg.rdf import iri
from kg.resources import data_dir
from kg.store import Store
from kg.store.shapes import broken, index_of, load_shapes

SHAPES = data_dir("ontology") / "shapes.ttl"
PREDICATES = (
    "rdf:type", "rdfs:label", "schema:articleBody", "schema:inLanguage", "schema:datePublished",
    "dip:sourceFile", "dip:claimOf", "dip:claimType", "dip:factuality", "dip:evidence", "dip:trigger", "dip:begin",
    "dip:end", "dip:granularity", "dip:actor", "oa:exact", "oa:start", "oa:end",
)  # fmt: skip


@pytest.fixture(scope="module")
def triples() -> list[ox.Triple]:
    with Store.memory() as store:
        filled(store)
        name = min((name for name in store.engine.named_graphs() if isinstance(name, ox.NamedNode)), key=str)
        return sorted((quad.triple for quad in store.quads(graph=name)), key=str)


def _ours(triples: list[ox.Triple]) -> set[str]:
    return {node for node, _ in broken(index_of(triples), load_shapes())}


def _theirs(triples: list[ox.Triple]) -> set[str]:
    data = rdflib.Graph().parse(
        data=(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode(), format="nt"
    )
    _, report, _ = pyshacl.validate(data, shacl_graph=rdflib.Graph().parse(SHAPES))
    results = report.subjects(rdflib.RDF.type, SH.ValidationResult)
    return {str(report.value(result, SH.focusNode)) for result in results if (None, SH.detail, result) not in report}


def _of(triples: list[ox.Triple], predicate: str) -> ox.Triple:
    found = [triple for triple in triples if triple.predicate == iri(predicate)]
    assert found, predicate
    return found[0]


def test_what_the_program_writes_breaks_nothing(triples: list[ox.Triple]) -> None:
    assert _ours(triples) == set()


@pytest.mark.parametrize("predicate", PREDICATES)
def test_a_missing_value_is_found_where_a_full_engine_finds_it(triples: list[ox.Triple], predicate: str) -> None:
    gone = _of(triples, predicate)
    left = [triple for triple in triples if triple != gone]
    assert _ours(left) == _theirs(left)


@pytest.mark.parametrize("predicate", PREDICATES)
def test_a_wrong_value_is_found_where_a_full_engine_finds_it(triples: list[ox.Triple], predicate: str) -> None:
    known = _of(triples, predicate)
    odd = ox.Triple(known.subject, known.predicate, ox.Literal(""))
    assert _ours([*triples, odd]) == _theirs([*triples, odd])


def test_a_constraint_that_is_not_known_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <x:s> a sh:NodeShape ; sh:targetClass <x:c> ;"
        ' sh:property [ sh:path <x:p> ; sh:pattern "a" ] .',
        encoding="utf-8",
    )
    with pytest.raises(OntologyError, match="sh:pattern"):
        load_shapes(path)
