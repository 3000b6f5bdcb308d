"""The card of one entity: names, offices, what is told of it, and its relations."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.rdf import ARTICLE, CLAIM, DIP, ENTITY, iri, language_of, value_of
from kg.store.claims import ToldEvent, read_claim

if TYPE_CHECKING:
    from kg.store import Store

_DEFAULT = DefaultGraph()
Labels = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeLine:
    """An office the entity holds or held; `articles` when articles say so, else from the ontology's tables."""

    holder: str
    within: str
    labels: Mapping[str, str]
    begin: str | None
    end: str | None
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationLine:
    """A relation from `subject` to `object`, both paths, one of them the card's entity."""

    subject: str
    name: str
    object: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """All that is shown of an entity. `told` holds the latest claims, `total` says how many there are.

    `labels` has the labels of every other entity named on the card, `terms` those of types and relations.
    """

    path: str
    type: str
    names: Mapping[str, str]
    others: tuple[str, ...]
    same_as: tuple[str, ...]
    offices: tuple[OfficeLine, ...]
    told: tuple[ToldEvent, ...]
    total: int
    relations: tuple[RelationLine, ...]
    articles: int
    publishers: Mapping[str, str]
    labels: Labels
    terms: Labels


def card(store: "Store", path: str, *, limit: int = 20) -> Card:
    """The card of the entity at a path, with the latest `limit` claims and as many of each relation."""
    node = NamedNode(ENTITY + path)
    ids, total = store.names.told(path, limit)
    told = tuple(read_claim(store.graph, NamedNode(CLAIM + claim)) for claim in ids)
    offices = _offices(store, node)
    relations = _relations(store, path, limit)
    labels = store.names.labels(_mentioned(path, told, offices, relations))
    own = labels.get(path, {})
    return Card(
        path=path,
        type=_type(store, node),
        names=own,
        others=tuple(name for name in store.names.names_of(path) if name not in own.values()),
        same_as=tuple(_values(store, node, "owl:sameAs")),
        offices=offices,
        told=told,
        total=total,
        relations=relations,
        articles=len(_values(store, node, "schema:subjectOf")),
        publishers=_publishers(store, told),
        labels=labels,
        terms=store.names.terms(),
    )


def _values(store: "Store", node: NamedNode, key: str) -> list[str]:
    return [value_of(quad.object) for quad in store.quads(node, iri(key), None, _DEFAULT)]


def _type(store: "Store", node: NamedNode) -> str:
    types = sorted(_values(store, node, "rdf:type"))
    return types[0].removeprefix(DIP) if types else ""


def _offices(store: "Store", node: NamedNode) -> tuple[OfficeLine, ...]:
    quads = store.quads(None, iri("dip:holder"), node, _DEFAULT)
    lines = [_office(store, quad.subject) for quad in quads if isinstance(quad.subject, NamedNode)]
    return tuple(sorted(lines, key=lambda line: (line.begin or "", line.within), reverse=True))


def _office(store: "Store", held: NamedNode) -> OfficeLine:
    labels = {
        language_of(quad.object): value_of(quad.object)
        for quad in store.quads(held, iri("dip:officeLabel"), None, _DEFAULT)
    }

    def one(key: str) -> str | None:
        return next(iter(_values(store, held, key)), None)

    return OfficeLine(
        holder=(one("dip:holder") or "").removeprefix(ENTITY),
        within=(one("dip:of") or "").removeprefix(ENTITY),
        labels=labels,
        begin=one("dip:begin"),
        end=one("dip:end"),
        articles=tuple(name.removeprefix(ARTICLE) for name in _values(store, held, "schema:subjectOf")),
    )


def _relations(store: "Store", path: str, limit: int) -> tuple[RelationLine, ...]:
    node = NamedNode(ENTITY + path)
    lines: list[RelationLine] = []
    for name in store.names.relations():
        for ends in ((node, None), (None, node)):
            quads = islice(store.quads(ends[0], iri(f"dip:{name}"), ends[1], _DEFAULT), limit)
            lines += [_line(quad, name) for quad in quads]
    return tuple(lines)


def _line(quad: Quad, name: str) -> RelationLine:
    subject, target = (value_of(term).removeprefix(ENTITY) for term in (quad.subject, quad.object))
    return RelationLine(subject=subject, name=name, object=target)


def _mentioned(
    path: str,
    told: tuple[ToldEvent, ...],
    offices: tuple[OfficeLine, ...],
    relations: tuple[RelationLine, ...],
) -> list[str]:
    """The paths of all entities on the card."""
    found = [path]
    found += [other for claim in told for _, other in claim.roles]
    found += [claim.source for claim in told if claim.source]
    found += [line.within for line in offices]
    found += [other for line in relations for other in (line.subject, line.object)]
    return found


def _publishers(store: "Store", told: tuple[ToldEvent, ...]) -> dict[str, str]:
    """Who printed the articles of the claims, by article id."""
    found = {}
    for article in {claim.article for claim in told}:
        for publisher in _values(store, NamedNode(ARTICLE + article), "schema:publisher"):
            found[article] = publisher
    return found
