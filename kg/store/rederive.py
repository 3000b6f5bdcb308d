"""Making some units of the default graph anew, and what the rules draw from them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.rdf import ENTITY, HELD, ROLES, iri, value_of
from kg.store.engine import Engine
from kg.store.facts import Claims, Fact, claims_named, claims_with
from kg.store.gist import about_in
from kg.store.known import linked_actors
from kg.store.lines import Row
from kg.store.quads import LABEL, SUBJECT_OF, TYPE, triples_of
from kg.store.rules import Rule, load_rules
from kg.store.spellings import RESOLVED
from kg.store.units import Units, article_rows

DEFAULT = ox.DefaultGraph()
_LOCATED, _HOLDER = iri("dip:locatedIn"), iri("dip:holder")
_LEADING = frozenset({TYPE, LABEL, iri("dip:ofCountry"), _LOCATED})


@dataclass(frozen=True, slots=True)
class Rederiving:
    """Articles, events and entities (IRIs) whose triples are to be those that follow from the named graphs now."""

    graph: Engine
    units: Units
    articles: set[str]
    events: set[str]
    entities: set[str]

    def run(self) -> set[ox.Triple]:
        """Change the default graph; the triples that it has lost or got."""
        entities = self.entities | {other for node in self.entities for other in self._linked(node)}
        old = {triple for node in self.articles | self.events for triple in self._about(node)}
        old |= {triple for node in entities for triple in self._about_entity(node)}
        new = set(triples_of(self._new(entities)))
        leading = self._leading(old ^ new)
        dependent = self._dependent(leading) - self.events
        old |= {triple for node in dependent for triple in self._about(node)}
        new |= set(triples_of(row for fact in self._facts(dependent) for row in self.units.event(fact)))
        ends = {value_of(end) for triple in old ^ new for end in (triple.subject, triple.object)}
        redrawing = _Redrawing(self.graph, self.events | dependent, entities | leading | ends, old, new)
        redrawing.run()
        return redrawing.changed

    def _linked(self, node: str) -> Iterator[str]:
        actor = self.units.known.actors.get(node)
        return linked_actors(actor, self.units.known) if actor else iter(())

    def _about(self, node: str) -> Iterator[ox.Triple]:
        """What was made for a node, without what rules have drawn."""
        drawn = _drawn()
        for quad in self.graph.quads_for_pattern(ox.NamedNode(node), None, None, DEFAULT):
            if quad.predicate not in drawn:
                yield quad.triple

    def _about_entity(self, node: str) -> Iterator[ox.Triple]:
        yield from self._about(node)
        for quad in self.graph.quads_for_pattern(None, _HOLDER, ox.NamedNode(node), DEFAULT):
            yield from self._about(value_of(quad.subject))

    def _new(self, entities: set[str]) -> Iterator[Row]:
        for name in self.articles:
            yield from article_rows(name, about_in(self.graph, name))
        for fact in self._facts(self.events):
            if not fact.fillers("subject"):
                yield from self.units.event(fact)
        for node in entities:
            yield from self.units.entity(node, self._relations(node))

    def _facts(self, events: Iterable[str]) -> Iterator[Fact]:
        """The events and relations that hold, by the claims that are written down as telling them."""
        for event in sorted(events):
            claims: Claims = {}
            for quad in self.graph.quads_for_pattern(None, iri("dip:tells"), ox.NamedNode(event), RESOLVED):
                claims |= claims_named(self.graph, quad.subject)
            fact = Fact(event, claims, self.units.spelled)
            if fact.holds:
                yield fact

    def _relations(self, node: str) -> Iterator[Fact]:
        names = (node, *self.units.spellings.get(node, ()))
        claims = (claims_with(self.graph, "subject", ox.NamedNode(name)) for name in names)
        yield from self._facts({claim.told for found in claims for claim in found.values()})

    def _leading(self, changed: Iterable[ox.Triple]) -> set[str]:
        """Entities of which something has changed that events follow from."""
        found = set()
        for triple in changed:
            node = value_of(triple.subject)
            if node.startswith(ENTITY) and triple.predicate in _LEADING:
                found.add(node)
            elif node.startswith(HELD) and not self._is_own(triple):
                found |= {value_of(quad.object) for quad in self._holders(triple, changed)}
        return found | set(self._lying_in(found))

    def _is_own(self, triple: ox.Triple) -> bool:
        """Whether it tells but that a touched article names the office, whose events are touched anyway."""
        return triple.predicate == SUBJECT_OF and value_of(triple.object) in self.articles

    def _holders(self, triple: ox.Triple, changed: Iterable[ox.Triple]) -> Iterator[ox.Quad | ox.Triple]:
        yield from self.graph.quads_for_pattern(triple.subject, _HOLDER, None, DEFAULT)
        yield from (other for other in changed if other.subject == triple.subject and other.predicate == _HOLDER)

    def _lying_in(self, nodes: Iterable[str]) -> Iterator[str]:
        """What lies in these at any remove."""
        seen, waiting = set(nodes), list(nodes)
        while waiting:
            for quad in self.graph.quads_for_pattern(None, _LOCATED, ox.NamedNode(waiting.pop()), DEFAULT):
                inner = value_of(quad.subject)
                if inner not in seen:
                    seen.add(inner)
                    waiting.append(inner)
                    yield inner

    def _dependent(self, entities: Iterable[str]) -> set[str]:
        graph = self.graph
        return {
            value_of(quad.subject)
            for node in entities
            for role in ROLES
            for quad in graph.quads_for_pattern(None, iri(f"dip:{role}"), ox.NamedNode(node), DEFAULT)
        }


def _drawn() -> frozenset[ox.NamedNode]:
    return frozenset(rule.draws for stage in load_rules() for rule in stage)


@dataclass(frozen=True, slots=True)
class _Redrawing:
    """From the old triples to the new, and from what the rules drew from the old to what they draw from the new."""

    graph: Engine
    events: set[str]
    entities: set[str]
    old: set[ox.Triple]
    new: set[ox.Triple]
    changed: set[ox.Triple] = field(default_factory=set)

    def run(self) -> None:
        """Change the default graph, stage by stage."""
        drawn = {rule.name: self._from_events(rule) for stage in load_rules() for rule in stage if rule.over_events}
        self._replace(self.old, self.new)
        for stage in load_rules():
            for rule in stage:
                if rule.over_events:
                    self._redraw(rule, drawn[rule.name])
                else:
                    self._retrace(rule)

    def _from_events(self, rule: Rule) -> set[ox.Triple]:
        nodes = [ox.NamedNode(name) for name in self.events]
        return {
            triple for node in nodes if self._concerns(rule, node) for triple in rule.triples(self.graph, event=node)
        }

    def _concerns(self, rule: Rule, event: ox.NamedNode) -> bool:
        types = rule.types
        return not types or any(
            value_of(quad.object) in types for quad in self.graph.quads_for_pattern(event, TYPE, None, DEFAULT)
        )

    def _redraw(self, rule: Rule, before: set[ox.Triple]) -> None:
        """Replace what a rule drew from the events; what other events support stays."""
        after = self._from_events(rule)
        lost = before - after
        gone = lost if rule.adds_to_event else {triple for triple in lost if not self._supported(rule, triple)}
        self._replace(gone, after)

    def _supported(self, rule: Rule, triple: ox.Triple) -> bool:
        ends = triple.subject, triple.object
        return any(
            triple in set(rule.triples(self.graph, **{"from": one, "to": two}))
            for one, two in (ends, ends[::-1])
            if isinstance(one, ox.NamedNode) and isinstance(two, ox.NamedNode)
        )

    def _retrace(self, rule: Rule) -> None:
        """Replace what a rule draws out of the entities concerned."""
        for name in sorted(self.entities):
            if name.startswith(ENTITY):
                node = ox.NamedNode(name)
                old = {quad.triple for quad in self.graph.quads_for_pattern(node, rule.draws, None, DEFAULT)}
                self._replace(old, set(rule.triples(self.graph, **{"from": node})))

    def _replace(self, old: set[ox.Triple], new: set[ox.Triple]) -> None:
        for triple in old - new:
            self.graph.remove(ox.Quad(*triple))
        self.graph.extend(ox.Quad(*triple) for triple in new - old)
        self.changed.update(old ^ new)
