"""PLOVER and CAMEO codes: what is promised, done, official or civil is told apart."""

import pytest
import rdflib
from rdflib import SKOS, URIRef
from texts import article, extractor

from kg.assemble import assemble
from kg.link import link
from kg.ontology import load_ontology
from kg.ontology.coding import coding_of, load_codings
from kg.rdf import event_class, iri, value_of
from kg.resources import data_dir
from kg.segment import segment
from kg.store.quads import subgraph_quads

# Sentence; type; PLOVER code; CAMEO root.
SENTENCES = [
    ("وقعت البرازيل وبوليفيا اتفاقية لتقاسم مياه النهر.", "Agreement", "SUPPORT", "05"),
    ("ستوقع البرازيل وبوليفيا اتفاقية لتقاسم مياه النهر.", "Agreement", "AGREE", "03"),
    ("زار وزير الخارجية البيروفي العاصمة الإكوادورية كيتو.", "Visit", "CONSULT-visit", "04"),
    ("سيزور وزير الخارجية البيروفي العاصمة الإكوادورية كيتو.", "Visit", "AGREE", "03"),
    ("استدعت وزارة الخارجية النرويجية السفير الآيسلندي في أوسلو.", "Protest", "ACCUSE-disapprove", "11"),
    ("تظاهر متظاهرون أمام سفارة تشيلي في ليما.", "Protest", "PROTEST", "14"),
    ("ألغت وزيرة الخارجية الكينية لقاء مع نظيرها التنزاني.", "Rejection", "REJECT", "12"),
    ("قررت النرويج طرد السفير الآيسلندي من أوسلو.", "Sanction", "SANCTION", "16"),
    ("قررت السلطات الكينية ترحيل الناشط التنزاني جوما حمدي.", "Coercion", "COERCE", "17"),
    ("نفت كينيا اتهامات تنزانيا.", "Denial", "REJECT", "01"),
    ("اتصل الرئيس الكيني بنظيره التنزاني هاتفيا.", "Call", "CONSULT-phone", "04"),
]


def coded(text: str) -> set[tuple[str, str, str]]:
    """(type, PLOVER code, CAMEO root) of the claims that the program writes for a text."""
    extraction = extractor().extract(segment(article(text)))
    quads = list(subgraph_quads(assemble(extraction, link(extraction))))
    values = {(quad.subject, quad.predicate): value_of(quad.object).rpartition("/")[2] for quad in quads}
    types = {quad.subject: value_of(quad.object) for quad in quads if quad.predicate == iri("dip:claimType")}
    names = {event_class(name).value: name for name in load_ontology().events}
    return {
        (names[kind], values.get((claim, iri("dip:ploverCode")), ""), values.get((claim, iri("dip:cameoCode")), ""))
        for claim, kind in types.items()
        if kind in names
    }


@pytest.mark.parametrize(("text", "kind", "plover", "cameo"), SENTENCES, ids=[row[0] for row in SENTENCES])
def test_a_sentence_is_coded_in_both_schemes(text: str, kind: str, plover: str, cameo: str) -> None:
    assert (kind, plover, cameo) in coded(text)


def test_a_promise_and_a_deed_of_one_type_are_told_apart_by_factuality() -> None:
    promised, done = (coding_of("AgreementEvent", status, {"Country"}) for status in ("planned", "asserted"))
    assert promised and done
    assert (promised.plover, done.plover) == ("plover:AGREE", "plover:SUPPORT")


@pytest.mark.parametrize("status", ["asserted", "planned", "alleged", "denied", "negated", "hypothetical"])
def test_every_type_but_appointment_has_a_cameo_root_under_every_factuality(status: str) -> None:
    classes = {event_class(name).value.rpartition("#")[2] for name in load_ontology().events}
    without = {name for name in classes if not (found := coding_of(name, status, {"Country"})) or not found.cameo}
    assert without == {"Appointment"}


def test_every_code_is_a_concept() -> None:
    graph = rdflib.Graph()
    for name in ("plover", "cameo"):
        graph.parse(data_dir("ontology") / f"{name}.ttl")
    codes = {code for coding in load_codings() for code in (coding.plover, coding.cameo) if code}
    assert {code for code in codes if (URIRef(iri(code).value), SKOS.inScheme, None) not in graph} == set()
