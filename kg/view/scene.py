"""What a page shows: entities, the claims between them, and the edges these make."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.ontology import load_ontology
from kg.rdf import ARTICLE, entity_iri, iri
from kg.store import Store
from kg.store.claims import all_claims
from kg.store.told import ToldEvent

_PARTNERS = ("target", "destination", "host", "gathering", "agreement", "place")
_STATUSES = ("asserted", "planned", "hypothetical", "alleged", "denied", "negated")
_RELATIONS = ("holdsOffice", "memberOf", "partyTo", "locatedIn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An entity: `path`, type, names by language, and in how many claims it plays a part."""

    path: str
    type: str
    names: Mapping[str, str]
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """All claims of one status from one entity to another."""

    source: str
    target: str
    claims: tuple[str, ...]
    status: str
    kinds: tuple[str, ...]
    relation: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A page's content. `left_out` counts the entities that are not shown."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    claims: tuple[ToldEvent, ...]
    articles: Mapping[str, Mapping[str, str]]
    labels: Mapping[str, Mapping[str, str]]
    left_out: int


def build_scene(store: Store, *, around: str | None = None, limit: int = 400) -> Scene:
    """The most telling `limit` entities of a store, or those around one of them (a path)."""
    claims = list(all_claims(store.graph))
    weights = _weights(claims)
    wanted = _neighbours(claims, around) if around else set(weights)
    tied = {path for claim in claims for pair in _pairs(claim) if pair[0] != pair[1] for path in pair}
    drawn = wanted if around else wanted & tied or wanted
    ranked = sorted(drawn, key=lambda path: (path != around, -weights[path], path))[:limit]
    shown = frozenset(ranked)
    kept = tuple(claim for claim in claims if claim.parties & shown)
    named = {path for claim in kept for _, path in claim.roles} | {claim.source for claim in kept if claim.source}
    return Scene(
        nodes=tuple(_node(store, path, weights[path]) for path in ranked),
        edges=_edges(kept, shown),
        claims=kept,
        articles={ident: _article(store, ident) for ident in sorted({claim.article for claim in kept})},
        labels=_labels(store, named - shown, kept),
        left_out=len(weights) - len(ranked),
    )


def _weights(claims: Iterable[ToldEvent]) -> Counter[str]:
    """Events count more than the mere statement of an office or place."""
    weights: Counter[str] = Counter()
    for claim in claims:
        for path in {path for _, path in claim.roles}:
            weights[path] += 1 if claim.relation else 3
    return weights


def _neighbours(claims: Iterable[ToldEvent], centre: str) -> set[str]:
    near = {path for claim in claims if centre in claim.parties for path in claim.parties}
    return near or {centre}


def _edges(claims: Iterable[ToldEvent], shown: frozenset[str]) -> tuple[Edge, ...]:
    between: dict[tuple[str, str, str, bool], list[ToldEvent]] = defaultdict(list)
    for claim in claims:
        for pair in _pairs(claim):
            if pair[0] in shown and pair[1] in shown and pair[0] != pair[1]:
                between[*pair, claim.factuality, claim.relation].append(claim)
    return tuple(_edge(*key, found) for key, found in sorted(between.items()))


def _pairs(claim: ToldEvent) -> Iterable[tuple[str, str]]:
    """From each actor to each partner; what stands on one side only is tied to the place or gathering."""
    roles: dict[str, list[str]] = defaultdict(list)
    for role, path in claim.roles:
        roles[role].append(path)
    if claim.relation:
        return [(a, b) for a in roles["subject"] for b in roles["object"]]
    starts = roles["actor"] or roles["target"]
    pairs = [(a, b) for a in starts for role in _PARTNERS for b in roles[role]]
    actors = roles["actor"]
    return [*pairs, *((a, b) for i, a in enumerate(actors) for b in actors[i + 1 :] if not roles["target"])]


def _edge(source: str, target: str, status: str, relation: bool, claims: list[ToldEvent]) -> Edge:
    return Edge(
        source=source,
        target=target,
        claims=tuple(sorted({claim.id for claim in claims})),
        status=status,
        kinds=tuple(sorted({claim.type for claim in claims})),
        relation=relation,
    )


def _node(store: Store, path: str, weight: int) -> Node:
    kind = path.partition("/")[0].capitalize()
    return Node(path=path, type=kind, names=_names(store, path), weight=weight)


def _names(store: Store, path: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for quad in store.quads(entity_iri(path), iri("rdfs:label")):
        language = getattr(quad.object, "language", None) or "ar"
        found.setdefault(language, str(getattr(quad.object, "value", "")))
    return found


def _article(store: Store, ident: str) -> dict[str, str]:
    """Title, publisher, date and address of an article, as far as it has them."""
    from pyoxigraph import NamedNode

    keys = {
        "title": "schema:headline",
        "publisher": "schema:publisher",
        "date": "schema:datePublished",
        "url": "schema:url",
    }
    found = {}
    for name, curie in keys.items():
        for quad in store.quads(NamedNode(ARTICLE + ident), iri(curie)):
            found[name] = str(getattr(quad.object, "value", ""))
    return found


def _labels(store: Store, others: Iterable[str], claims: Iterable[ToldEvent]) -> dict[str, Mapping[str, str]]:
    """Names of what is spoken of but not drawn, and of event types and statuses."""
    ontology = load_ontology()
    labels: dict[str, Mapping[str, str]] = {path: _names(store, path) for path in sorted(others)}
    for term in sorted({claim.type for claim in claims} | {*_STATUSES, *_RELATIONS}):
        event = ontology.events.get(term)
        labels[term] = event.labels if event else {lang: ontology.label(term, lang) for lang in ("ar", "en")}
    return labels
