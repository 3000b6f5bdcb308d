"""The default graph and the graph of what is resolved, made from nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice

import pyoxigraph as ox

from kg.ontology import load_actors, load_ontology
from kg.rdf import ENTITY, iri, value_of
from kg.resolve import resolve
from kg.store.engine import Engine
from kg.store.facts import Claims, Fact, by_told, read_claims
from kg.store.judged import entity_judgements, judgements
from kg.store.known import Background
from kg.store.quads import KINDS, TYPE
from kg.store.quarantine import is_article
from kg.store.rules import load_rules
from kg.store.spellings import RESOLVED, named_persons, spelled
from kg.store.tellings import Words, kinds_of, tellings, whereabouts
from kg.store.units import Units

DEFAULT = ox.DefaultGraph()
_PART = 200_000


@cache
def background() -> Background:
    """What the ontology knows, read once."""
    return Background(load_ontology(), {ENTITY + actor.path: actor for actor in load_actors()})


@dataclass(frozen=True, slots=True)
class Resolved:
    """The entity of each spelling, and the event or relation of each that an article tells."""

    spelled: Mapping[str, str]
    event_of: Mapping[str, str]

    def facts(self, claims: Claims) -> list[Fact]:
        """The claims by what they tell, over all articles."""
        groups: dict[str, Claims] = defaultdict(dict)
        for told, group in by_told(claims).items():
            groups[self.event_of.get(told, told)] |= group
        return [Fact(node, group, self.spelled) for node, group in sorted(groups.items())]


def derive(graph: Engine) -> Claims:
    """Make both graphs anew from the named graphs, the ontology, its rules and what people have judged.

    Gives the claims that were read for it.
    """
    known, claims = background(), read_claims(graph)
    keys = named_persons(graph)
    spellings = spelled(keys, entity_judgements(graph), known.actors)
    resolved = Resolved(spellings, events_of(graph, claims, spellings, known))
    facts = resolved.facts(claims)
    units = Units.of(graph, known, spellings, many=True)
    graph.clear_graph(DEFAULT)
    graph.clear_graph(RESOLVED)
    _load(graph, (ox.Quad(*triple) for triple in _base(units, facts)))
    _load(graph, resolution_quads(facts, spellings, keys))
    for stage in load_rules():
        for drawn in [rule.lines(graph) for rule in stage]:
            graph.bulk_load(drawn, format=ox.RdfFormat.N_TRIPLES)
    return claims


def _load(graph: Engine, quads: Iterator[ox.Quad]) -> None:
    """Store quads in parts, so that never all of them are in memory."""
    while part := list(islice(quads, _PART)):
        graph.bulk_extend(part)


def events_of(graph: Engine, claims: Claims, spellings: Mapping[str, str], known: Background) -> Mapping[str, str]:
    """The event of each that an article tells."""
    told = tellings(claims, Words(graph, spellings))
    return resolve(told, kinds_of(known.ontology), whereabouts(known.actors.values()), judgements(graph)).event_of


def resolution_quads(
    facts: Iterable[Fact], spellings: Mapping[str, str], keys: Mapping[str, Iterable[str]]
) -> Iterator[ox.Quad]:
    """What each claim tells and what each spelling spells, for the graph of what is resolved."""
    for fact in facts:
        for name in fact.claims:
            yield ox.Quad(ox.NamedNode(name), iri("dip:tells"), ox.NamedNode(fact.node), RESOLVED)
    for node, chief in spellings.items():
        yield ox.Quad(ox.NamedNode(node), iri("dip:spellingOf"), ox.NamedNode(chief), RESOLVED)
    for node, found in keys.items():
        for key in found:
            yield ox.Quad(ox.NamedNode(node), iri("dip:spellingKey"), ox.Literal(key), RESOLVED)


def _base(units: Units, facts: Iterable[Fact]) -> Iterator[ox.Triple]:
    relations: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if not fact.holds:
            continue
        subjects = fact.fillers("subject")
        for subject in subjects:
            relations[subject.value].append(fact)
        if not subjects:
            yield from units.event(fact)
    for name in units.graph.named_graphs():
        if is_article(name) and isinstance(name, ox.NamedNode):
            yield from units.article(name)
    for node in _entities(units):
        yield from units.entity(node, relations.get(node, ()))


def _entities(units: Units) -> set[str]:
    """Every entity that an article names, and every known actor that their facts lead to."""
    found = {
        units.spelled.get(node, node)
        for kind in KINDS
        for quad in units.graph.quads_for_pattern(None, TYPE, iri(f"dip:{kind}"), None)
        for node in (value_of(quad.subject),)
        if is_article(quad.graph_name)
    }
    introduced = {node for node, others in units.known.introducers.items() if not found.isdisjoint(others)}
    return found | introduced
