"""Where the nodes stand: computed once, the same for the same graph.

The unit is the pixel of a drawing that just fits a small desktop window (`FRAME`), so that names that are kept apart
here are apart on the screen.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.view.scene import Node, Tie

if TYPE_CHECKING:
    import networkx
    import numpy as np

    Array = np.ndarray[Any, np.dtype[np.float64]]

FRAME = (780.0, 720.0)
# So many of the weightiest nodes have names that never cover one another at first sight.
NAMED = 60
LONGEST_NAME = 22
_LETTER, _LINE, _GAP = 6.6, 18.0, 1.5
_DENSE = 900
_CROWD = 320
_ROUNDS, _PUSHES = 140, 50
# A step is a part of what is needed, lest a crowd swing to and fro; a detour now and then frees what is wedged.
_STEP, _STRIDE, _DETOUR = 0.4, 25.0, 9
_GOLDEN = math.pi * (3 - math.sqrt(5))
Places = dict[str, tuple[float, float]]


def positions(nodes: Sequence[Node], ties: Sequence[Tie]) -> Places:
    """Coordinates by path: forces for those with several ties, the others close to theirs, names apart."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(node.path for node in nodes)
    for tie in ties:
        graph.add_edge(tie.one, tie.two, weight=math.log2(1 + len(tie.claims)))
    if not nodes:
        return {}
    placed = _fitted(_rough(graph, [node.path for node in nodes]))
    return _fitted(_apart(nodes, placed), grow=False)


def radius(node: Node, count: int) -> float:
    """A node's radius in the unit of the drawing, smaller where many are drawn."""
    return min(15.0, 3.2 + 0.75 * math.sqrt(node.weight)) * min(1.0, math.sqrt(220 / max(count, 1)))


def _rough(graph: "networkx.Graph[str]", ranked: Sequence[str]) -> Places:
    """By forces the weightiest of those that hold the graph together; all others beside a neighbour."""
    import networkx as nx

    core = [path for path in ranked if graph.degree(path) > 1][:_DENSE] or list(ranked[:_DENSE])
    inner = graph.subgraph(core)
    parts = sorted(nx.connected_components(inner), key=lambda part: (-len(part), min(part)))
    placed = _round_the_first([_by_forces(inner, sorted(part)) for part in parts])
    for path in ranked:
        if path not in placed:
            _beside(graph, path, placed)
    return placed


def _by_forces(graph: "networkx.Graph[str]", part: Sequence[str]) -> Places:
    import networkx as nx

    piece: nx.Graph[str] = nx.Graph()
    piece.add_nodes_from(part)
    piece.add_edges_from((one, two, data) for one, two, data in graph.edges(part, data=True))
    distance = 1.6 / math.sqrt(len(part))
    found = nx.spring_layout(piece, k=distance, iterations=_ROUNDS, seed=7, weight="weight", scale=math.sqrt(len(part)))
    return {path: (float(x), float(y)) for path, (x, y) in found.items()}


def _round_the_first(parts: Sequence[Places]) -> Places:
    """The largest part in the middle, the others on a spiral round it."""
    if not parts:
        return {}
    placed = dict(parts[0])
    reach = max((math.hypot(x, y) for x, y in placed.values()), default=0.0)
    for number, part in enumerate(parts[1:], 1):
        way = reach + 1.5 + 0.35 * math.sqrt(number)
        x0, y0 = way * math.cos(number * _GOLDEN), way * math.sin(number * _GOLDEN)
        placed |= {path: (x0 + 0.6 * x, y0 + 0.6 * y) for path, (x, y) in part.items()}
    return placed


def _beside(graph: "networkx.Graph[str]", path: str, placed: Places) -> None:
    """Near the first neighbour that has a place, at an angle of its own; without one, on the rim."""
    near = [other for other in sorted(graph.neighbors(path)) if other in placed]
    turn = len(placed) * _GOLDEN
    if near:
        x, y = placed[near[0]]
        way = 0.55 + 0.05 * math.sqrt(graph.degree(near[0]))
    else:
        x, y, way = 0.0, 0.0, 2.0 + max((math.hypot(*point) for point in placed.values()), default=0.0)
    placed[path] = (x + way * math.cos(turn), y + way * math.sin(turn))


def _fitted(placed: Mapping[str, tuple[float, float]], *, grow: bool = True) -> Places:
    """The places stretched to the frame, half of the way by rank on each side, so that no corner is crowded."""
    sides = [
        _spread([point[axis] for point in placed.values()], FRAME[axis], even=0.5 if grow else 0.0) for axis in (0, 1)
    ]
    return dict(zip(placed, zip(*sides, strict=True), strict=True))


def _spread(values: Sequence[float], size: float, *, even: float) -> list[float]:
    low, high = min(values), max(values)
    wide = (high - low) or 1.0
    order = sorted(range(len(values)), key=lambda index: (values[index], index))
    rank = {index: place / max(len(values) - 1, 1) for place, index in enumerate(order)}
    share = [(1 - even) * (value - low) / wide + even * rank[index] for index, value in enumerate(values)]
    return [round((part - 0.5) * size, 1) for part in share]


def _apart(nodes: Sequence[Node], placed: Places) -> Places:
    """The weightiest nodes moved off one another, then the first ones until no name of theirs covers another."""
    moved = dict(placed)
    for count, rounds in ((_CROWD, _PUSHES), (NAMED, 30 * _PUSHES)):
        crowd = nodes[:count]
        boxes = [_box(node, rank, len(nodes)) for rank, node in enumerate(crowd)]
        found = _pushed([moved[node.path] for node in crowd], boxes, rounds)
        moved |= {node.path: place for node, place in zip(crowd, found, strict=True)}
    return moved


def _pushed(
    places: Sequence[tuple[float, float]], boxes: Sequence[tuple[float, ...]], rounds: int
) -> Sequence[tuple[float, float]]:
    """The places after so many rounds of pushing, fewer if no box covers another."""
    import numpy as np

    sizes, points, limits = np.array(boxes), np.array(places), np.array(FRAME) / 2
    for turn in range(rounds):
        push = _pushes(points + sizes[:, 2:], sizes[:, :2], longer=turn % _DETOUR == _DETOUR - 1)
        if not push.any():
            break
        points = np.clip(points + push, -limits, limits)
    return [(float(x), float(y)) for x, y in points]


def _box(node: Node, rank: int, count: int) -> tuple[float, float, float, float]:
    """Half the width and height of a node with its name, and where its middle lies from the node's."""
    size = radius(node, count) + _GAP
    if rank >= NAMED:
        return size, size, 0.0, 0.0
    wide = max(size, _LETTER * min(_longest(node.names.values()), LONGEST_NAME) / 2)
    return wide + _GAP, size + _LINE / 2, 0.0, _LINE / 2


def _longest(names: Iterable[str]) -> int:
    return max((len(name) for name in names), default=4)


def _pushes(points: "Array", halves: "Array", *, longer: bool) -> "Array":
    """How far each box must go (n, 2) to leave those that it covers: the shorter way out, or the longer one."""
    import numpy as np

    between = points[:, None, :] - points[None, :, :]
    overlap = halves[:, None, :] + halves[None, :, :] - np.abs(between)
    covered = np.logical_and.reduce(overlap > 0, axis=2) & ~np.eye(len(points), dtype=bool)
    sideways = covered & ((overlap[:, :, 0] < overlap[:, :, 1]) != longer)
    steps = np.stack([np.where(sideways, overlap[:, :, 0], 0), np.where(covered & ~sideways, overlap[:, :, 1], 0)], 2)
    order = np.sign(np.arange(len(points))[:, None] - np.arange(len(points))[None, :])[:, :, None]
    ways = np.where(between == 0, order, np.sign(between))
    push: Array = (steps * ways * _STEP).sum(axis=1).clip(-_STRIDE, _STRIDE).round(3)
    return push
