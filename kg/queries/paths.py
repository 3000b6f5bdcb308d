"""Paths from one actor to another, through what they did together and to each other."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.queries.articles import published_days
from kg.queries.period import Period
from kg.queries.reach import Node, Reach
from kg.queries.ties import STEPPING, Tie

if TYPE_CHECKING:
    import networkx

    from kg.store import Store

SHORTEST, STRONGEST = "shortest", "strongest"
FARTHEST = 6
# Beyond the shortest path, other paths are looked for that are up to this many steps longer.
_DETOUR = 2
# A step costs something however strong it is, else a tour of much reported states would beat every direct tie.
_STEP = 0.5
_SLIGHT = 0.001
_TRIES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """From one entity to the next, with what ties them, the strongest first."""

    first: str
    second: str
    ties: tuple[Tie, ...]

    @property
    def strength(self) -> float:
        """Of its ties together."""
        return sum(tie.strength for tie in self.ties)


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A way from the first entity to the last."""

    steps: tuple[Step, ...]

    @property
    def nodes(self) -> tuple[str, ...]:
        """The entities on the way, in order."""
        return (self.steps[0].first, *(step.second for step in self.steps))

    @property
    def weakest(self) -> float:
        """The strength of its weakest step."""
        return min(step.strength for step in self.steps)


def paths(
    store: "Store",
    start: str,
    goal: str,
    *,
    most: int = 3,
    by: str = SHORTEST,
    statuses: Iterable[str] = STEPPING,
    period: Period | None = None,
) -> tuple[Path, ...]:
    """At most `most` paths between two entities, the best first; none if they are more than FARTHEST steps apart.

    The shortest are those of fewest steps, the stronger first. For the strongest a step costs the less the more
    independent publishers and events carry it. A denied or negated claim never carries one.
    """
    if start == goal:
        raise UsageError(f"both names mean {start}; give two different ones")
    wanted = period or Period()
    reach = Reach(
        store=store,
        ends=frozenset((start, goal)),
        statuses=frozenset(statuses),
        period=wanted,
        published=published_days(store) if wanted else {},
    )
    _read(reach, (start, ""), (goal, ""))
    return tuple(_best(reach.between(), (start, ""), (goal, ""), most, by))


def _read(reach: Reach, start: Node, goal: Node) -> None:
    """Read from both sides, always the smaller one, until they have met and the detours are covered.

    After n rounds every path of up to n steps has been read.
    """
    reached = {start: {start}, goal: {goal}}
    fringe = {start: {start}, goal: {goal}}
    left = FARTHEST
    met = False
    while left > 0 and any(fringe.values()):
        side = min((end for end in (start, goal) if fringe[end]), key=lambda end: len(fringe[end]))
        found = {other for node in sorted(fringe[side]) for other in reach.neighbours(node)}
        fringe[side] = found - reached[side]
        reached[side] |= found
        left -= 1
        if not met and not reached[start].isdisjoint(reached[goal]):
            met, left = True, min(left, _DETOUR)


def _best(
    between: Mapping[tuple[Node, Node], list[Tie]], start: Node, goal: Node, most: int, by: str
) -> Iterator[Path]:
    import networkx

    network = _network(between, by)
    if start not in network or goal not in network or not networkx.has_path(network, start, goal):
        return
    seen: set[tuple[str, ...]] = set()
    for tried, nodes in enumerate(networkx.shortest_simple_paths(network, start, goal, weight="cost")):
        found = _path(nodes, between)
        if found.nodes not in seen:
            seen.add(found.nodes)
            yield found
        if len(seen) == most or tried >= most * _TRIES:
            return


def _network(between: Mapping[tuple[Node, Node], list[Tie]], by: str) -> "networkx.Graph[Node]":
    import networkx

    network = networkx.Graph()
    for (one, two), found in sorted(between.items()):
        if found:
            network.add_edge(one, two, cost=_cost(sum(tie.strength for tie in found), by))
    return network


def _cost(strength: float, by: str) -> float:
    return _STEP + 1 / strength if by == STRONGEST else 1 + _SLIGHT / strength


def _path(nodes: list[Node], between: Mapping[tuple[Node, Node], list[Tie]]) -> Path:
    return Path(
        steps=tuple(
            Step(first=one[0], second=two[0], ties=tuple(between[(one, two) if one <= two else (two, one)]))
            for one, two in pairwise(nodes)
        )
    )
