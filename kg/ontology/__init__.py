"""The ontology folder as Python tables: terms, offices and the known actors."""

from kg.ontology.actors import Actor, Held, load_actors
from kg.ontology.check import check_actors
from kg.ontology.terms import EventType, Office, Ontology, Term, load_ontology

__all__ = [
    "Actor",
    "EventType",
    "Held",
    "Office",
    "Ontology",
    "Term",
    "check_actors",
    "load_actors",
    "load_ontology",
]
