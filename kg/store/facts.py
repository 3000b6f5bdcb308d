"""What the named graphs say, claim by claim, and which of it holds: the input of the default graph."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.rdf import ROLES, iri, value_of

_LINKS = ("claimOf", "claimType", "factuality", "begin", "end", "subject", "object", "officeLabel", *ROLES)
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_REFUTED = frozenset({"denied", "negated"})


@dataclass(slots=True)
class ToldClaim:
    """One claim: its article, and the values of each property by local name."""

    article: ox.NamedNode
    values: dict[str, list[Term]] = field(default_factory=dict)

    def one(self, key: str) -> str | None:
        """The first value of a property, as its text."""
        found = self.values.get(key)
        return value_of(found[0]) if found else None

    @property
    def factuality(self) -> str:
        """The local name of the factuality."""
        return (self.one("factuality") or "").rpartition("#")[2]


Claims = dict[str, ToldClaim]


def read_claims(graph: ox.Store, keys: tuple[str, ...] = _LINKS) -> Claims:
    """All claims of all articles by IRI: one scan a property, as the engine's index has them."""
    claims: Claims = {}
    for key in keys:
        for quad in graph.quads_for_pattern(None, iri(f"dip:{key}"), None, None):
            if isinstance(quad.graph_name, ox.NamedNode):
                claim = claims.setdefault(value_of(quad.subject), ToldClaim(quad.graph_name))
                claim.values.setdefault(key, []).append(quad.object)
    return {name: claim for name, claim in claims.items() if "claimOf" in claim.values}


@dataclass(slots=True)
class Fact:
    """An event or relation that holds: at least one claim asserts it and none refutes it."""

    node: str
    claims: dict[str, ToldClaim]

    @property
    def asserted(self) -> Iterator[ToldClaim]:
        """The claims that assert it."""
        return (claim for claim in self.claims.values() if claim.factuality == "asserted")

    @property
    def type(self) -> str:
        """The IRI of its class, or of the relation."""
        return next(self.asserted).one("claimType") or ""

    def fillers(self, role: str) -> list[ox.NamedNode]:
        """Who fills a role in the claims that assert it, each once."""
        found = (node for claim in self.asserted for node in claim.values.get(role, ()))
        return [node for node in dict.fromkeys(found) if isinstance(node, ox.NamedNode)]

    def dates(self) -> tuple[Term, Term] | None:
        """First and last day, by the claim that knows it most precisely."""
        known = [
            (claim.values["begin"][0], claim.values["end"][0])
            for claim in self.claims.values()
            if "begin" in claim.values and "end" in claim.values
        ]
        return min(known, key=lambda pair: _width(value_of(pair[0]), value_of(pair[1])), default=None)


def _width(begin: str, end: str) -> tuple[int, str]:
    """Days between two ISO dates, roughly, which is enough to tell a day from a month."""
    (y1, m1, d1), (y2, m2, d2) = (map(int, text.split("-")) for text in (begin, end))
    return (y2 - y1) * 372 + (m2 - m1) * 31 + d2 - d1, begin


def holding(claims: Claims) -> Iterator[Fact]:
    """The events and relations that hold, with all claims that tell them."""
    told: dict[str, dict[str, ToldClaim]] = defaultdict(dict)
    for name, claim in claims.items():
        told[claim.one("claimOf") or ""][name] = claim
    for node, group in told.items():
        kinds = {claim.factuality for claim in group.values()}
        if "asserted" in kinds and not kinds & _REFUTED:
            yield Fact(node, group)
