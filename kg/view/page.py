"""The graph page: data, styles and the library in one file under a strict content security policy."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kg.store import Store
from kg.view.layout import positions
from kg.view.scene import Edge, Node, Scene, build_scene
from kg.view.template import filled, sources, template_text

SHAPES = {"Person": "dot", "Country": "square", "Organization": "diamond", "Place": "triangleDown",
          "Gathering": "hexagon", "Agreement": "star", "Conflict": "triangle", "Group": "ellipse"}  # fmt: skip
COLOURS = {"Person": "#3b82c4", "Country": "#c2543a", "Organization": "#7c5cbf", "Place": "#3f8f5f",
           "Gathering": "#c9962b", "Agreement": "#1f9aa0", "Conflict": "#b03060", "Group": "#8a7a66"}  # fmt: skip
STATUS = {"asserted": "#5b6b7c", "planned": "#2f7fd0", "hypothetical": "#8b8fa3", "alleged": "#d0812f",
          "denied": "#cc3344", "negated": "#99525c"}  # fmt: skip
# The most prominent names stay readable when the whole drawing is on the screen (pixels of its smaller side).
_PROMINENT, _FONT, _SCREEN = 22, 17, 700
_DASHES: dict[str, bool | list[int]] = {"asserted": False, "planned": [10, 6], "hypothetical": [3, 6],
                                        "alleged": [6, 4, 2, 4], "denied": [2, 5], "negated": [2, 5]}  # fmt: skip


def render_graph(store: Store, *, around: str | None = None, limit: int = 400) -> str:
    """The page of a store as HTML text: the most telling entities, or those around one (a path)."""
    scene = build_scene(store, around=around, limit=limit)
    return _fill("graph.html", data=_data(scene, around), left_out=scene.left_out, shown=len(scene.nodes))


def _data(scene: Scene, around: str | None) -> dict[str, Any]:
    """Everything the page's script reads."""
    network = _network(scene)
    return {
        "nodes": network.nodes,
        "edges": network.edges,
        "claims": {claim.id: asdict(claim) for claim in scene.claims},
        "articles": scene.articles,
        "labels": {**scene.labels, **{node.path: node.names for node in scene.nodes}},
        "types": {node.path: node.type for node in scene.nodes},
        "colours": COLOURS,
        "status": STATUS,
        "around": around,
    }


def _network(scene: Scene) -> Any:
    """A pyvis network with fixed places: it knows the options that vis-network reads."""
    from pyvis.network import Network

    network = Network(directed=True)
    places = positions(scene.nodes, scene.edges)
    for rank, node in enumerate(scene.nodes):
        x, y = places[node.path]
        size = _FONT if rank >= _PROMINENT else max(_FONT, _FONT * _extent(places) / _SCREEN)
        network.add_node(node.path, **_node_options(node), font={"size": round(size)}, x=x, y=y)
    for number, edge in enumerate(scene.edges):
        network.add_edge(edge.source, edge.target, **_edge_options(edge), id=number)
    return network


def _extent(places: Mapping[str, tuple[float, float]]) -> float:
    """The larger side of the drawing in its own pixels."""
    sides = zip(*places.values(), strict=True)
    return max((max(side) - min(side) for side in sides), default=0.0)


def _node_options(node: Node) -> dict[str, Any]:
    label = node.names.get("ar") or node.names.get("en") or node.path
    return {"label": label, "shape": SHAPES.get(node.type, "dot"), "color": COLOURS.get(node.type, "#777777"),
            "size": min(34, 12 + 2 * node.weight**0.5)}  # fmt: skip


def _edge_options(edge: Edge) -> dict[str, Any]:
    bend = 0.06 + 0.09 * list(STATUS).index(edge.status)
    style: dict[str, Any] = {
        "smooth": {"type": "curvedCW", "roundness": bend},
        "color": STATUS[edge.status],
        "dashes": _DASHES[edge.status],
        "claims": list(edge.claims),
        "status": edge.status,
        "kinds": list(edge.kinds),
        "relation": edge.relation,
    }
    if edge.relation:
        return {**style, "width": 0.7, "color": "#a9b0b8", "dashes": False}
    return {**style, "width": min(6.0, 1.2 + 0.8 * (len(edge.claims) - 1))}


def _fill(template: str, **values: Any) -> str:
    """The template with library, script and style inlined, and the policy that allows just these."""
    scripts, style = [_library(), template_text("graph.js")], template_text("graph.css")
    data = _inert(values.pop("data"))
    return filled(template, scripts=scripts, style=style, policy=_policy(scripts), json=data, **values)


def _library() -> str:
    """vis-network as pyvis ships it."""
    import pyvis

    folder = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2"
    return (folder / "vis-network.min.js").read_text(encoding="utf-8").replace("</script", "<\\/script")


def _policy(scripts: list[str]) -> str:
    return (f"default-src 'none'; {sources('script-src', scripts)}; style-src 'unsafe-inline'; img-src data: blob:; "
            "base-uri 'none'; form-action 'none'")  # fmt: skip


def _inert(data: dict[str, Any]) -> str:
    """JSON that cannot end the element it stands in."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e").replace("\u2028", "\\u2028")
