"""The part of the graph that lies between two actors, read from both sides and no further than is needed."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.queries.happenings import ALL
from kg.queries.period import Period
from kg.queries.ties import Tie, pairs, refutes, ties

if TYPE_CHECKING:
    from kg.store import Store
    from kg.store.told import ToldEvent

_OFFICE = "holdsOffice"
# What these name by description (the summit, the parties) is the same thing only within one article.
_DESCRIBED = ("group/", "gathering/", "agreement/", "conflict/", "place/")
_NOWHERE = ("place/",)

Node = tuple[str, str]
"""A path, and the article within which it means one thing ("" when it does everywhere)."""


@dataclass(slots=True)
class Reach:
    """Ties between nodes, as far as they have been read. `refuted` has the claims against an event, by event."""

    store: "Store"
    ends: frozenset[str]
    statuses: frozenset[str]
    period: Period
    published: Mapping[str, str]
    _told: dict[tuple[Node, Node], dict[str, "ToldEvent"]] = field(default_factory=lambda: defaultdict(dict))
    _held: dict[tuple[Node, Node], Tie] = field(default_factory=dict)
    _refuted: dict[str, dict[str, "ToldEvent"]] = field(default_factory=lambda: defaultdict(dict))
    _common: dict[str, bool] = field(default_factory=dict)

    def neighbours(self, node: Node) -> list[Node]:
        """The nodes that a step leads to from a node; what ties them is kept."""
        path, article = node
        if path not in self.ends and path.startswith(_NOWHERE):
            return []
        told = [claim for claim in self.store.names.told(path, ALL)[0] if article in ("", claim.article)]
        found = {other for claim in told for other in self._from_claim(node, claim)}
        return sorted(found | set(self._offices(node)))

    def between(self) -> dict[tuple[Node, Node], list[Tie]]:
        """What has been read: the ties of each pair of nodes, the strongest first."""
        made = {pair: ties(claims.values(), self.statuses, self._refuted) for pair, claims in self._told.items()}
        for pair, tie in self._held.items():
            if not any(told.type == _OFFICE for told in made.get(pair, ())):
                made.setdefault(pair, []).append(tie)
        return made

    def _from_claim(self, node: Node, claim: "ToldEvent") -> Iterator[Node]:
        if refutes(claim):
            self._refuted[claim.event][claim.id] = claim
        elif claim.factuality in self.statuses and self._covers(claim):
            for pair in pairs(claim, self.ends):
                if node[0] in pair:
                    other = self._node(pair[1] if pair[0] == node[0] else pair[0], claim)
                    self._told[_pair(node, other)][claim.id] = claim
                    yield other

    def _covers(self, claim: "ToldEvent") -> bool:
        if claim.begin:
            return self.period.covers(claim.begin, claim.until or claim.begin)
        return self.period.covers_day(self.published.get(claim.article))

    def _node(self, path: str, claim: "ToldEvent") -> Node:
        if path in self.ends or not path.startswith(_DESCRIBED) or self._is_common(path):
            return path, ""
        return path, claim.article

    def _is_common(self, path: str) -> bool:
        """Whether it is known by itself: the tables name everything in both languages, an article in its own."""
        if path not in self._common:
            self._common[path] = len(self.store.names.labels([path]).get(path, {})) > 1
        return self._common[path]

    def _offices(self, node: Node) -> Iterator[Node]:
        """Those whom an office of the tables ties to the node."""
        path = node[0]
        holders = {path} | {one for one, name, two in self._facts(path) if name == _OFFICE and two == path}
        for holder in sorted(holders):
            for text in self.store.names.offices(holder):
                record = json.loads(text)
                if record["within"] and path in (holder, record["within"]) and self._known(record):
                    other = (record["within"] if holder == path else holder), ""
                    self._held.setdefault(_pair(node, other), _office(record))
                    yield other

    def _known(self, record: Mapping[str, object]) -> bool:
        begin, end = (str(record[key]) if record[key] else None for key in ("begin", "end"))
        return not record["articles"] and self.period.covers(begin, end) and "asserted" in self.statuses

    def _facts(self, path: str) -> list[tuple[str, str, str]]:
        return [] if path.startswith("person/") else self.store.names.facts(path, ALL)


def _pair(one: Node, two: Node) -> tuple[Node, Node]:
    return (one, two) if one <= two else (two, one)


def _office(record: Mapping[str, object]) -> Tie:
    labels = record["labels"]
    label = labels.get("en") or next(iter(labels.values()), None) if isinstance(labels, dict) else None
    begin, end = (str(record[key]) if record[key] else None for key in ("begin", "end"))
    return Tie(event="", type=_OFFICE, claims=(), label=label, begin=begin, until=end)
