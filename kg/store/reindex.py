"""The index of names after a few articles have come or gone: only the rows that may have changed are made anew."""

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.rdf import ENTITY, HELD, entity_iri, iri, value_of
from kg.store.changes import Changes
from kg.store.claims import claims_of
from kg.store.content import EntityRow, FactRow, NameRow, Patch
from kg.store.derive import background
from kg.store.engine import Engine
from kg.store.index import FULL, PARTIAL, entity_row, name_rows, names_by_office, office_record, relations
from kg.store.quads import KINDS, SUBJECT_OF, TYPE

_DEFAULT = ox.DefaultGraph()
_HOLDER, _SAME = iri("dip:holder"), iri("owl:sameAs")


def patch_of(graph: Engine, changes: Changes) -> Patch:
    """The rows of articles and entities of which something has changed, as they are now."""
    rows = _Rows(graph)
    paths = sorted(rows.concerned(changes))
    return Patch(
        articles=sorted(changes.articles),
        claims=(told for article in sorted(changes.articles) for told in claims_of(graph, rows.claims(article))),
        paths=paths,
        entities=(row for path in paths for row in rows.entity(path)),
        names=(row for path in paths for row in rows.names(path)),
        facts=(row for path in paths for row in rows.facts(path)),
        offices=(row for path in paths for row in rows.offices(path)),
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    """What the graphs say of one article or entity (a path)."""

    graph: Engine

    def concerned(self, changes: Changes) -> set[str]:
        """The entities of which something has changed, or whose offices have."""
        nodes = {value_of(triple.subject) for triple in changes.triples}
        holders = {value_of(triple.object) for triple in changes.triples if triple.predicate == _HOLDER}
        holders |= {
            value_of(quad.object)
            for node in nodes
            if node.startswith(HELD)
            for quad in self._of(ox.NamedNode(node), _HOLDER)
        }
        return {node.removeprefix(ENTITY) for node in nodes | holders if node.startswith(ENTITY)}

    def _of(self, node: ox.NamedNode, predicate: ox.NamedNode) -> Iterator[ox.Quad]:
        return self.graph.quads_for_pattern(node, predicate, None, _DEFAULT)

    def claims(self, article: str) -> list[str]:
        """The claims of an article, as IRIs."""
        quads = self.graph.quads_for_pattern(None, iri("dip:claimOf"), None, ox.NamedNode(article))
        return [value_of(quad.subject) for quad in quads]

    def _kind(self, path: str) -> str | None:
        found = {value_of(quad.object).rpartition("#")[2] for quad in self._of(entity_iri(path), TYPE)}
        # As in the whole index the last one counts.
        return next((kind for kind in reversed(KINDS) if kind in found), None)

    def entity(self, path: str) -> Iterator[EntityRow]:
        """The entity, if it is there."""
        kind = self._kind(path)
        if kind:
            yield entity_row(self.graph, path, kind, sum(1 for _ in self._of(entity_iri(path), SUBJECT_OF)))

    def names(self, path: str) -> Iterator[NameRow]:
        """Its names."""
        if self._kind(path):
            for key in (*FULL, *PARTIAL):
                yield from name_rows(key, self._of(entity_iri(path), iri(key)))
            yield from self._by_office(path)

    def _by_office(self, path: str) -> Iterator[NameRow]:
        known = background()
        actor = known.actors.get(ENTITY + path)
        if actor:
            actors = {one.path: one for one in known.actors.values()}
            yield from names_by_office(actor, actors, known.ontology)

    def facts(self, path: str) -> Iterator[FactRow]:
        """What it is related to."""
        for name in relations(background().ontology):
            for quad in self._of(entity_iri(path), iri(f"dip:{name}")):
                yield path, name, value_of(quad.object).removeprefix(ENTITY)
        for quad in self._of(entity_iri(path), _SAME):
            yield path, "sameAs", value_of(quad.object)

    def offices(self, path: str) -> Iterator[tuple[str, str]]:
        """The offices that it holds or has held."""
        held = self.graph.quads_for_pattern(None, _HOLDER, entity_iri(path), _DEFAULT)
        for node in sorted({quad.subject for quad in held}, key=value_of):
            yield path, office_record(self.graph.quads_for_pattern(node, None, None, _DEFAULT))
