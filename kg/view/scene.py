"""What the graph page shows: entities, the ties between them, and the claims that make these."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Span
from kg.queries.articles import Cited, cited
from kg.rdf import entity_iri, iri, value_of
from kg.store import Store
from kg.store.claims import all_claims, trigger_of
from kg.store.told import ToldEvent

_PARTNERS = ("target", "destination", "host", "gathering", "agreement", "place")
# What a tie or a card is read for is its latest news; what lies deeper is in the timeline.
_PER_TIE, _PER_ENTITY, _PER_RELATION = 60, 25, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An entity: `path`, type, names by language, and in how many claims it plays a part (an event counts three)."""

    path: str
    type: str
    names: Mapping[str, str]
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """All that is told between two entities: claim ids, each 1 from `one` to `two`, -1 back, 0 both ways."""

    one: str
    two: str
    claims: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A page's content. `left_out` and `untold` count the entities and claims that are not in it.

    `named` has the names of entities that claims speak of and that are not drawn; `triggers` has, by claim, where in
    the quote the words stand that tell the event.
    """

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    claims: tuple[ToldEvent, ...]
    triggers: Mapping[str, Span]
    articles: Mapping[str, Cited]
    named: Mapping[str, Mapping[str, str]]
    left_out: int
    untold: int


def build_scene(store: Store, *, around: str | None = None, limit: int = 400) -> Scene:
    """The most telling `limit` entities of a store, or those around one of them (a path)."""
    claims = {claim.id: claim for claim in all_claims(store.whole)}
    weights = _weights(claims.values())
    ranked = _ranked(claims.values(), weights, around)[:limit]
    shown = frozenset(ranked)
    articles = cited(store, {claim.article for claim in claims.values() if claim.parties & shown})
    days = {name: _day(claim, articles) for name, claim in claims.items() if claim.parties & shown}
    latest = _fresh(claims[name] for name in sorted(days, key=lambda name: (days[name], name), reverse=True))
    ties = _ties(latest, shown)
    kept = {name for tie in ties for name, _ in tie.claims} | _besides(latest, shown)
    told = tuple(claims[name] for name in sorted(kept))
    return Scene(
        nodes=tuple(_node(store, path, weights[path]) for path in ranked),
        ties=ties,
        claims=told,
        triggers={claim.id: _trigger(store, claim) for claim in told},
        articles={claim.article: articles[claim.article] for claim in told},
        named={path: _names(store, path) for path in sorted({p for claim in told for p in claim.parties} - shown)},
        left_out=len(weights) - len(ranked),
        untold=len(days) - len(told),
    )


def _weights(claims: Iterable[ToldEvent]) -> Counter[str]:
    """Events count more than the mere statement of an office or place."""
    weights: Counter[str] = Counter()
    for claim in claims:
        for path in {path for _, path in claim.roles}:
            weights[path] += 1 if claim.relation else 3
    return weights


def _ranked(claims: Iterable[ToldEvent], weights: Mapping[str, int], around: str | None) -> list[str]:
    """Entities by weight: the centre with all that is told with it, or all that are tied to another (or all)."""
    if around is None:
        wanted = {path for claim in claims for one, two, _ in _pairs(claim) for path in (one, two)} or set(weights)
    else:
        wanted = {around}.union(*(claim.parties for claim in claims if around in claim.parties))
    return sorted(wanted, key=lambda path: (path != around, -weights.get(path, 0), path))


def _day(claim: ToldEvent, articles: Mapping[str, Cited]) -> str:
    return claim.begin or articles[claim.article].published or ""


def _fresh(claims: Iterable[ToldEvent]) -> list[ToldEvent]:
    """All events, and of a relation that article after article states (an office) the first few statements."""
    counts, found = Counter[tuple[object, ...]](), []
    for claim in claims:
        same = claim.type, claim.roles, claim.label, claim.factuality
        counts[same] += 1
        if not claim.relation or counts[same] <= _PER_RELATION:
            found.append(claim)
    return found


def _ties(claims: Iterable[ToldEvent], shown: frozenset[str]) -> tuple[Tie, ...]:
    between: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for claim in claims:
        for one, two, way in _pairs(claim):
            if one in shown and two in shown:
                key, forward = ((one, two), way) if one < two else ((two, one), -way)
                found = between[key]
                found[claim.id] = forward if found.get(claim.id, forward) == forward else 0
    return tuple(
        Tie(one=one, two=two, claims=tuple(list(found.items())[:_PER_TIE]))
        for (one, two), found in sorted(between.items())
    )


def _besides(claims: Sequence[ToldEvent], shown: frozenset[str]) -> set[str]:
    """The latest claims about each entity that tie it to nobody who is drawn."""
    found, counts = set(), Counter[str]()
    for claim in claims:
        alone = [path for path in claim.parties & shown if counts[path] < _PER_ENTITY]
        if alone and not any(one in shown and two in shown for one, two, _ in _pairs(claim)):
            counts.update(alone)
            found.add(claim.id)
    return found


def _pairs(claim: ToldEvent) -> Iterator[tuple[str, str, int]]:
    """From each actor to each partner (1); those who act together, where nobody is acted upon, are tied too (0)."""
    roles: dict[str, list[str]] = defaultdict(list)
    for role, path in claim.roles:
        roles[role].append(path)
    starts = roles["subject"] or roles["actor"] or roles["target"]
    partners = roles["object"] + [path for role in _PARTNERS for path in roles[role]]
    found = {(one, two): 1 for one in starts for two in partners if one != two}
    if not roles["target"]:
        found |= {(one, two): 0 for one in roles["actor"] for two in roles["actor"] if one < two}
    for (one, two), way in found.items():
        yield one, two, way


def _node(store: Store, path: str, weight: int) -> Node:
    return Node(path=path, type=path.partition("/")[0].capitalize(), names=_names(store, path), weight=weight)


def _names(store: Store, path: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for quad in store.quads(entity_iri(path), iri("rdfs:label")):
        language = getattr(quad.object, "language", None) or "ar"
        found.setdefault(language, value_of(quad.object))
    return found


def _trigger(store: Store, claim: ToldEvent) -> Span:
    """Where in its quote the claim's trigger stands; an empty span if it is not in it."""
    found = trigger_of(store.whole, claim.id)
    inside = found is not None and claim.start <= found.start < found.end <= claim.end
    return Span(found.start - claim.start, found.end - claim.start) if found and inside else Span(0, 0)
