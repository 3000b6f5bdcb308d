"""The default graph in units, each made from the named graphs alone: an article, an entity, an event.

What a unit holds does not depend on when or beside what it is made, so that making one anew gives what making all
anew would give.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.rdf import DIP, ROLES, event_name, iri, language_of, value_of
from kg.store.engine import Engine
from kg.store.facts import Fact
from kg.store.known import Background, actor_triples, introduction, told_office
from kg.store.quads import ALT, KINDS, LABEL, SUBJECT_OF, TYPE, text
from kg.store.told_of import Told, ToldOfAll, ToldOfOne

_TYPES = frozenset(DIP + kind for kind in KINDS)
_ARTICLE = ("rdf:type", *(f"schema:{key}" for key in ("headline", "publisher", "datePublished", "url", "inLanguage")))
_OFFICE = DIP + "holdsOffice"
Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Units:
    """The maker of units. `spelled` gives the entity of each node that is but a spelling of it."""

    graph: Engine
    known: Background
    spelled: Mapping[str, str]
    spellings: Mapping[str, Sequence[str]]
    told: Told
    _labels: dict[str, Labels] = field(default_factory=dict)

    @classmethod
    def of(cls, graph: Engine, known: Background, spelled: Mapping[str, str], *, many: bool = False) -> "Units":
        """The maker for a store, with nothing made yet; for `many` units what articles tell is read beforehand."""
        spellings: dict[str, list[str]] = defaultdict(list)
        for node, chief in sorted(spelled.items()):
            spellings[chief].append(node)
        return cls(graph, known, spelled, spellings, ToldOfAll(graph) if many else ToldOfOne(graph))

    def article(self, name: ox.NamedNode) -> Iterator[ox.Triple]:
        """What is told about an article; nothing if it is not there."""
        for key in _ARTICLE:
            for quad in self.graph.quads_for_pattern(name, iri(key), None, name):
                yield quad.triple

    def is_told(self, node: str) -> bool:
        """Whether an article names the entity, in any spelling."""
        return any(True for name in self._members(node) for _ in self.told(name, TYPE))

    def _members(self, node: str) -> tuple[str, ...]:
        return (node, *self.spellings.get(node, ()))

    def entity(self, node: str, relations: Iterable[Fact] = ()) -> Iterator[ox.Triple]:
        """Names, types, articles and relations of an entity, its offices, and what the ontology knows of it."""
        if node in self.spelled:
            return
        actor = self.known.actors.get(node)
        told = self.is_told(node)
        if told:
            yield from self._told_names(node)
        if actor and told:
            yield from actor_triples(actor, self.known)
        elif actor and any(self.is_told(other) for other in self.known.introducers.get(node, ())):
            yield from introduction(actor)
        for fact in relations:
            yield from self._relation(fact, node)

    def _told_names(self, node: str) -> Iterator[ox.Triple]:
        subject, labels = ox.NamedNode(node), self.labels(node)
        for name in self._members(node):
            for predicate in (TYPE, SUBJECT_OF):
                for value in dict.fromkeys(self.told(name, predicate)):
                    if predicate == SUBJECT_OF or value_of(value) in _TYPES:
                        yield ox.Triple(subject, predicate, value)
            for predicate in (LABEL, ALT):
                for value in dict.fromkeys(self.told(name, predicate)):
                    chosen = predicate == LABEL and labels.get(language_of(value)) == value_of(value)
                    yield ox.Triple(subject, LABEL if chosen else ALT, value)

    def labels(self, node: str) -> Labels:
        """One label a language: the ontology's, else the one that most articles write."""
        if node not in self._labels:
            actor = self.known.actors.get(node)
            self._labels[node] = actor.labels if actor else self._commonest(node)
        return self._labels[node]

    def _commonest(self, node: str) -> Labels:
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for name in self._members(node):
            for value in self.told(name, LABEL):
                counts[language_of(value)][value_of(value)] += 1
        return {lang: min(found, key=lambda name: (-found[name], name)) for lang, found in counts.items()}

    def _relation(self, fact: Fact, node: str) -> Iterator[ox.Triple]:
        subject = ox.NamedNode(node)
        for other in fact.fillers("object"):
            yield ox.Triple(subject, ox.NamedNode(fact.type), other)
            if fact.type == _OFFICE:
                yield from told_office(fact, subject, other, self.known)

    def event(self, fact: Fact) -> Iterator[ox.Triple]:
        """Type, participants, dates, claims and labels of an event that holds."""
        node = ox.NamedNode(fact.node)
        yield ox.Triple(node, TYPE, iri("dip:Event"))
        yield ox.Triple(node, TYPE, ox.NamedNode(fact.type))
        for role in ROLES:
            for filler in fact.fillers(role):
                yield ox.Triple(node, iri(f"dip:{role}"), filler)
        dates = fact.dates()
        if dates:
            for key, date in zip(("dip:begin", "dip:end"), dates, strict=True):
                yield ox.Triple(node, iri(key), ox.Literal(date, datatype=iri("xsd:date")))
        for name, claim in fact.claims.items():
            yield ox.Triple(node, iri("dip:toldBy"), ox.NamedNode(name))
            yield ox.Triple(node, SUBJECT_OF, ox.NamedNode(claim.article))
        for lang in ("ar", "en"):
            yield ox.Triple(node, LABEL, text(self._event_label(fact, lang), lang))

    def _event_label(self, fact: Fact, lang: str) -> str:
        """`Visit: Sergey Lavrov, Egypt`: the type and the participants in the order of the roles."""
        event = self.known.ontology.events.get(event_name(fact.type))
        kind = (event.labels.get(lang) if event else None) or event_name(fact.type)
        nodes = dict.fromkeys(filler.value for role in ROLES for filler in fact.fillers(role))
        names = [_name(self.labels(node), lang) for node in nodes]
        return f"{kind}: {('، ' if lang == 'ar' else ', ').join(name for name in names if name)}"


def _name(names: Labels, lang: str) -> str:
    return names.get(lang) or next((names[key] for key in sorted(names)), "")
