"""Classes, event types, offices and properties with their names in each language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kg.errors import OntologyError
from kg.ontology.turtle import Node, read_turtle
from kg.resources import data_dir


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A class, property or value: `name` is its local name (`Visit`, `actor`, `planned`)."""

    name: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType(Term):
    """An event type; `name` is that of the exchange format (`Agreement`, whose class is `AgreementEvent`).

    Persons come together for an `occasion`. `relation` is drawn from every filler of `drawn_from` to every filler of
    a role in `drawn_to`.
    """

    cooperative: bool
    material: bool
    roles: tuple[str, ...]
    symmetric: bool
    occasion: bool
    relation: str | None
    drawn_from: tuple[str, ...]
    drawn_to: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Office(Term):
    """A kind of office, by path (`office/president`)."""

    single_holder: bool = False
    speaks_for: bool = False


_FILES = ("core.ttl", "events.ttl", "resolution.ttl", "coding.ttl", "actors/offices.ttl")


def _local(name: str) -> str:
    return name.partition(":")[2]


def _locals(node: Node, key: str) -> tuple[str, ...]:
    return tuple(_local(name) for name in node.links.get(key, ()))


def _flag(node: Node, key: str) -> bool:
    return node.text(key) == "true"


def _event_type(node: Node, relation: Node | None) -> EventType:
    families = _locals(node, "dip:family")
    return EventType(
        name=node.text("skos:notation") or _local(node.name),
        labels=node.one_by_lang("rdfs:label"),
        definitions=node.one_by_lang("skos:definition"),
        cooperative="cooperation" in families,
        material="material" in families,
        roles=_locals(node, "dip:allowsRole"),
        symmetric=_flag(node, "dip:symmetric"),
        occasion=_flag(node, "dip:occasion"),
        relation=_local(relation.name) if relation else None,
        drawn_from=_locals(relation, "dip:drawnFrom") if relation else (),
        drawn_to=_locals(relation, "dip:drawnTo") if relation else (),
    )


class Ontology:
    """The terms of a folder of Turtle files (`core.ttl`, `events.ttl`, `resolution.ttl`, `actors/offices.ttl`)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        paths = [folder / name for name in _FILES]
        missing = [str(path) for path in paths if not path.is_file()]
        if missing:
            raise OntologyError(f"{', '.join(missing)} is missing; install kg again")
        self._nodes = read_turtle(paths)

    def _of_type(self, kind: str) -> list[Node]:
        return [node for node in self._nodes.values() if kind in node.links.get("rdf:type", ())]

    def _event_classes(self) -> list[Node]:
        return [node for node in self._of_type("owl:Class") if "dip:Event" in node.links.get("rdfs:subClassOf", ())]

    @cached_property
    def events(self) -> dict[str, EventType]:
        """The event types by name."""
        drawn = {node.link("dip:ofEvent"): node for node in self._of_type("owl:ObjectProperty")}
        return {
            event.name: event for event in (_event_type(node, drawn.get(node.name)) for node in self._event_classes())
        }

    @cached_property
    def offices(self) -> dict[str, Office]:
        """The kinds of office by path."""
        return {
            node.name: Office(
                name=node.name,
                labels=node.one_by_lang("rdfs:label"),
                definitions=node.one_by_lang("skos:definition"),
                single_holder=_flag(node, "dip:singleHolder"),
                speaks_for=_flag(node, "dip:speaksFor"),
            )
            for node in self._of_type("dip:Office")
        }

    @cached_property
    def terms(self) -> dict[str, Term]:
        """Every class, property and value of our own vocabulary by local name."""
        return {
            _local(node.name): Term(
                name=_local(node.name),
                labels=node.one_by_lang("rdfs:label"),
                definitions=node.one_by_lang("skos:definition"),
            )
            for node in self._nodes.values()
            if node.name.startswith("dip:")
        }

    def label(self, name: str, lang: str = "en") -> str:
        """The label of a term or office in a language, in English, or the name itself."""
        term = self.offices.get(name) or self.terms.get(name)
        return (term.labels.get(lang) or term.labels.get("en") or name) if term else name


def load_ontology(folder: Path | None = None) -> Ontology:
    """The ontology of a folder (default: the one that comes with the program)."""
    return Ontology(folder or data_dir("ontology"))
