"""Where the nodes stand: computed once, the same for the same graph."""

import math
import statistics
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.view.scene import Edge, Node

if TYPE_CHECKING:
    import networkx

_SPREAD = 105.0
_CROWD = 30
_ROUNDS = 120


def positions(nodes: Sequence[Node], edges: Sequence[Edge]) -> dict[str, tuple[float, float]]:
    """Coordinates in pixels; connected parts are laid out by forces and set side by side in rows."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(node.path for node in nodes)
    for edge in edges:
        graph.add_edge(edge.source, edge.target, weight=math.log2(1 + len(edge.claims)))
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    return _in_rows([_laid_out(graph.subgraph(sorted(part))) for part in parts])


def _laid_out(part: "networkx.Graph[str]") -> dict[str, tuple[float, float]]:
    import networkx as nx

    size = part.number_of_nodes()
    found = nx.spring_layout(part, k=2.2 / math.sqrt(size), iterations=_ROUNDS, seed=7, weight="weight")
    placed = {path: (float(x), float(y)) for path, (x, y) in found.items()}
    scale = _SPREAD * math.sqrt(size)
    even = _evened(placed) if size > _CROWD else placed
    return {path: (x * scale * 1.35, y * scale) for path, (x, y) in even.items()}


def _evened(placed: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """The same directions from the middle, with distances that give every node an equal share of the disc."""
    middle = [statistics.fmean(axis) for axis in zip(*placed.values(), strict=True)]
    polar = {}
    for path, point in placed.items():
        polar[path] = (math.dist(point, middle), math.atan2(point[1] - middle[1], point[0] - middle[0]))
    ranked = sorted(polar, key=lambda path: (polar[path][0], path))
    radii = {path: math.sqrt((rank + 1) / len(ranked)) for rank, path in enumerate(ranked)}
    return {path: (radii[path] * math.cos(polar[path][1]), radii[path] * math.sin(polar[path][1])) for path in placed}


def _in_rows(parts: list[dict[str, tuple[float, float]]]) -> dict[str, tuple[float, float]]:
    """The parts one beside the other, as wide in all as the largest one."""
    placed: dict[str, tuple[float, float]] = {}
    x = y = tallest = 0.0
    widest = max((_extent(part)[2] for part in parts), default=0.0) or 1.0
    for part in parts:
        left, top, width, height = _extent(part)
        if x and x + width > max(widest, 6 * _SPREAD):
            x, y, tallest = 0.0, y + tallest + _SPREAD, 0.0
        for path, (px, py) in part.items():
            placed[path] = (round(px - left + x, 1), round(py - top + y, 1))
        x, tallest = x + width + _SPREAD, max(tallest, height)
    return placed


def _extent(part: dict[str, tuple[float, float]]) -> tuple[float, float, float, float]:
    xs, ys = [p[0] for p in part.values()], [p[1] for p in part.values()]
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
