"""What the named graphs say, claim by claim, and which of it holds: the input of the default graph."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from sys import intern

import pyoxigraph as ox

from kg.rdf import ARTICLE, DIP, ROLES, iri, value_of
from kg.store.engine import Engine

PARTIES = (*ROLES, "subject", "object")
CLAIM_KEYS = ("claimOf", "claimType", "factuality", "source", "begin", "end", "granularity", "officeLabel", *PARTIES)
_REFUTED = frozenset({"denied", "negated"})


@dataclass(slots=True)
class ToldClaim:
    """One claim: its article (an IRI), and the values of each property by local name, as texts."""

    article: str
    values: dict[str, Sequence[str]] = field(default_factory=dict)

    def one(self, key: str) -> str | None:
        """The first value of a property, as its text."""
        found = self.values.get(key)
        return found[0] if found else None

    def shared(self) -> "ToldClaim":
        """The claim for keeping among many, whose texts are mostly the same."""
        values: dict[str, Sequence[str]] = {
            intern(key): tuple(map(intern, texts)) for key, texts in self.values.items()
        }
        return ToldClaim(intern(self.article), values)

    @property
    def factuality(self) -> str:
        """The local name of the factuality."""
        return (self.one("factuality") or "").rpartition("#")[2]

    @property
    def told(self) -> str:
        """The event or relation as the article has it."""
        return self.one("claimOf") or ""

    @property
    def is_relation(self) -> bool:
        """Whether it tells a relation, not an event."""
        return "subject" in self.values


Claims = dict[str, ToldClaim]


def read_claims(graph: Engine) -> Claims:
    """All claims of all articles by IRI: one scan a property, as the engine's index has them."""
    reader = _Reader()
    for key in CLAIM_KEYS:
        for quad in graph.quads_for_pattern(None, iri(f"dip:{key}"), None, None):
            if isinstance(quad.graph_name, ox.NamedNode):
                reader.add(quad, key)
    return reader.whole()


class _Reader:
    """Puts claims together. Equal values are kept once, for entities, types and days stand in many claims."""

    def __init__(self) -> None:
        self._claims: Claims = {}
        self._names: dict[str, str] = {}
        self._alone: dict[str, tuple[str, ...]] = {}

    def add(self, quad: ox.Quad, key: str) -> None:
        """One value of a property of a claim."""
        name, value = value_of(quad.subject), value_of(quad.object)
        claim = self._claims.get(name)
        if claim is None:
            article = value_of(quad.graph_name)
            claim = self._claims[name] = ToldClaim(self._names.setdefault(article, article))
        before = claim.values.get(key)
        if before is None:
            claim.values[key] = self._alone.setdefault(value, (value,))
        else:
            claim.values[key] = (*before, value)

    def whole(self) -> Claims:
        """The claims that tell something."""
        return {name: claim for name, claim in self._claims.items() if "claimOf" in claim.values}


def _is_told(quad: ox.Quad) -> bool:
    return value_of(quad.graph_name).startswith(ARTICLE)


def claims_in(quads: Iterable[ox.Quad]) -> Claims:
    """The claims among quads of articles' graphs."""
    reader = _Reader()
    for quad in quads:
        if _is_told(quad) and quad.predicate.value.startswith(DIP):
            reader.add(quad, quad.predicate.value.removeprefix(DIP))
    return reader.whole()


def claims_with(graph: Engine, key: str, node: ox.NamedNode) -> Claims:
    """The claims that have a node as value of a property (a role, `claimOf`, `subject`)."""
    found = list(graph.quads_for_pattern(None, iri(f"dip:{key}"), node, None))
    return claims_in(
        quad
        for hit in found
        if isinstance(hit.graph_name, ox.NamedNode)
        for quad in graph.quads_for_pattern(hit.subject, None, None, hit.graph_name)
    )


def claims_named(graph: Engine, name: ox.NamedNode | ox.BlankNode | ox.Triple) -> Claims:
    """One claim by its IRI; empty if no article tells it."""
    return claims_in(graph.quads_for_pattern(name, None, None, None))


def by_told(claims: Mapping[str, ToldClaim]) -> dict[str, Claims]:
    """Claims by the event or relation that their article has them tell."""
    told: dict[str, Claims] = defaultdict(dict)
    for name, claim in claims.items():
        told[claim.told][name] = claim
    return told


@dataclass(frozen=True, eq=False)
class Fact:
    """An event or relation with all claims that tell it; `spelled` gives the entity of each node that spells one."""

    node: str
    claims: Claims
    spelled: Mapping[str, str] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        """Whether at least one claim asserts it and none refutes it."""
        kinds = {claim.factuality for claim in self.claims.values()}
        return "asserted" in kinds and not kinds & _REFUTED

    @cached_property
    def asserted(self) -> list[ToldClaim]:
        """The claims that assert it, by name."""
        return [claim for _, claim in sorted(self.claims.items()) if claim.factuality == "asserted"]

    @property
    def type(self) -> str:
        """The IRI of its class, or of the relation."""
        return self.asserted[0].one("claimType") or ""

    @property
    def is_relation(self) -> bool:
        """Whether it is a relation, not an event."""
        return any(claim.is_relation for claim in self.asserted)

    def fillers(self, role: str) -> list[str]:
        """The IRIs of those who fill a role in the claims that assert it, each once, in order."""
        found = {node for claim in self.asserted for node in claim.values.get(role, ())}
        return sorted({self.spelled.get(node, node) for node in found})

    @property
    def participants(self) -> list[tuple[str, str]]:
        """The roles of an event that are filled, each with the IRI of who fills it, as `fillers` has them."""
        filled = {key for claim in self.asserted for key in claim.values}
        return [(role, node) for role in ROLES if role in filled for node in self.fillers(role)]

    def dates(self) -> tuple[str, str] | None:
        """First and last day (ISO), by the claim that knows it most precisely."""
        known = [
            (claim.values["begin"][0], claim.values["end"][0])
            for claim in self.claims.values()
            if "begin" in claim.values and "end" in claim.values
        ]
        return min(known, key=lambda pair: _width(*pair), default=None)


def _width(begin: str, end: str) -> tuple[int, str]:
    """Days between two ISO dates, roughly, which is enough to tell a day from a month."""
    (y1, m1, d1), (y2, m2, d2) = (map(int, text.split("-")) for text in (begin, end))
    return (y2 - y1) * 372 + (m2 - m1) * 31 + d2 - d1, begin
