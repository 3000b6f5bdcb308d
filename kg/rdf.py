"""The vocabulary as IRIs, and the few steps between Python values and RDF terms."""

from datetime import date
from functools import cache

from pyoxigraph import Literal, NamedNode

from kg.model import Span

BASE = "https://w3id.org/kg-diplomacy/"
DIP = BASE + "ontology#"
ENTITY = BASE + "id/"
ARTICLE = BASE + "article/"
CLAIM = BASE + "claim/"
EVENT = BASE + "event/"
HELD = BASE + "held/"
READING = BASE + "reading/"

ROLES = ("actor", "target", "destination", "host", "place", "gathering", "agreement")

PREFIXES = {
    "dip": DIP,
    "country": ENTITY + "country/",
    "organization": ENTITY + "organization/",
    "person": ENTITY + "person/",
    "place": ENTITY + "place/",
    "gathering": ENTITY + "gathering/",
    "agreement": ENTITY + "agreement/",
    "conflict": ENTITY + "conflict/",
    "group": ENTITY + "group/",
    "office": ENTITY + "office/",
    "article": ARTICLE,
    "claim": CLAIM,
    "event": EVENT,
    "held": HELD,
    "reading": READING,
    "plover": BASE + "plover/",
    "cameo": BASE + "cameo/",
    "wd": "http://www.wikidata.org/entity/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "org": "http://www.w3.org/ns/org#",
    "oa": "http://www.w3.org/ns/oa#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "sh": "http://www.w3.org/ns/shacl#",
    "time": "http://www.w3.org/2006/time#",
}


@cache
def iri(curie: str) -> NamedNode:
    """`dip:Visit` as a named node; the prefix must be one of PREFIXES."""
    prefix, _, local = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def entity_iri(path: str) -> NamedNode:
    """`country/ru` as the IRI of that entity."""
    return NamedNode(ENTITY + path)


def shorten(value: str) -> str:
    """An IRI as a prefixed name where a prefix fits and the rest is plain, else unchanged."""
    for prefix, base in PREFIXES.items():
        local = value[len(base) :]
        if value.startswith(base) and local and "/" not in local and "#" not in local:
            return f"{prefix}:{local}"
    return value


def passage_iri(article: str, span: Span) -> str:
    """The IRI of a passage of an article (an IRI): the article's with the characters as RFC 5147 names them."""
    return f"{article}#char={span.start},{span.end}"


def span_of(passage: str) -> Span:
    """Where a passage stands in its article: what `passage_iri` undoes."""
    start, end = passage.rpartition("#char=")[2].split(",")
    return Span(int(start), int(end))


def day(value: date) -> Literal:
    """A day as `xsd:date`."""
    return Literal(value.isoformat(), datatype=iri("xsd:date"))


def number(value: int) -> Literal:
    """A whole number as `xsd:integer`."""
    return Literal(str(value), datatype=iri("xsd:integer"))


def event_class(name: str) -> NamedNode:
    """The class of an event type; `Agreement` is the document's, so the event's is `AgreementEvent`."""
    return NamedNode(f"{DIP}{'AgreementEvent' if name == 'Agreement' else name}")


def event_name(class_iri: str) -> str:
    """The event type of a class: what `event_class` undoes."""
    local = class_iri.removeprefix(DIP)
    return "Agreement" if local == "AgreementEvent" else local


def value_of(term: object) -> str:
    """The IRI, text or label of a term."""
    return str(getattr(term, "value", term))


def language_of(term: object) -> str:
    """The language tag of a literal, empty for any other term."""
    return getattr(term, "language", None) or ""
