"""The graph page: data, styles and the library in one file under a strict content security policy."""

import base64
import gzip
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.ontology import load_ontology
from kg.queries.kinds import load_kinds
from kg.store import Store
from kg.store.told import ToldEvent
from kg.view.layout import LONGEST_NAME, NAMED, positions, radius
from kg.view.links import ALONE, Links
from kg.view.scene import Node, Scene, Tie, build_scene
from kg.view.template import filled, sources, template_text

SHAPES = {"Person": "dot", "Country": "square", "Organization": "diamond", "Place": "triangleDown",
          "Gathering": "hexagon", "Agreement": "star", "Conflict": "triangle", "Group": "dot"}  # fmt: skip
STATUSES = ("asserted", "planned", "hypothetical", "alleged", "denied", "negated")
_SCRIPTS = ("graph-data.js", "graph-draw.js", "graph-panel.js", "graph-state.js", "graph-save.js", "graph.js")
_LEVEL = 9


def render_graph(store: Store, *, around: str | None = None, limit: int = 400, links: Links = ALONE) -> str:
    """The page of a store as HTML text: the most telling entities, or those around one (a path)."""
    scene = build_scene(store, around=around, limit=limit)
    scripts = [_library(), "\n".join(['"use strict";', *map(template_text, _SCRIPTS)])]
    style = template_text("graph.css")
    return filled(
        "graph.html",
        policy=_policy(scripts, style),
        style=style,
        scripts=scripts,
        data=packed(page_data(scene, around, links)),
        index=links.index,
    )


def page_data(scene: Scene, around: str | None, links: Links = ALONE) -> dict[str, Any]:
    """Everything the page's script reads. Entities, articles and quotes stand once and are meant by their place."""
    names = {**{node.path: node.names for node in scene.nodes}, **scene.named}
    entities = {path: number for number, path in enumerate(names)}
    articles = {ident: number for number, ident in enumerate(scene.articles)}
    quotes = {quote: number for number, quote in enumerate(dict.fromkeys(claim.quote for claim in scene.claims))}
    claims = {claim.id: number for number, claim in enumerate(scene.claims)}
    network = _network(scene, entities, claims)
    return {
        "nodes": network.nodes,
        "edges": network.edges,
        "entities": [_entity(path, found, links) for path, found in names.items()],
        "articles": [_article(scene, ident, links) for ident in articles],
        "quotes": list(quotes),
        "claims": [_claim(scene, claim, entities, articles, quotes) for claim in scene.claims],
        "terms": _terms(scene),
        "kinds": _kinds(scene),
        "statuses": STATUSES,
        "dyads": [[entities[one], entities[two], href] for (one, two), href in links.dyads.items()
                  if one in entities and two in entities],
        "named": NAMED,
        "longest": LONGEST_NAME,
        "leftOut": scene.left_out,
        "untold": scene.untold,
        "around": entities.get(around) if around else None,
    }  # fmt: skip


def packed(data: Mapping[str, Any]) -> str:
    """The data as gzipped JSON in base 64: a fifth of its size, and letters that no markup can be made of."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode("utf-8", "replace"), _LEVEL, mtime=0)).decode("ascii")


def unpacked(text: str) -> dict[str, Any]:
    """What `packed` was given."""
    found: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(text)))
    return found


def _network(scene: Scene, entities: Mapping[str, int], claims: Mapping[str, int]) -> Any:
    """A pyvis network with fixed places: it knows the options that vis-network reads."""
    from pyvis.network import Network

    network = Network(directed=True)
    places = positions(scene.nodes, scene.ties)
    for node in scene.nodes:
        x, y = places[node.path]
        network.add_node(entities[node.path], **_node_options(node, len(scene.nodes)), x=x, y=y)
    for number, tie in enumerate(scene.ties):
        told = _tie_claims(tie, claims)
        network.add_edge(entities[tie.one], entities[tie.two], id=number, told=told)
    return network


def _node_options(node: Node, count: int) -> dict[str, Any]:
    return {"label": " ", "shape": SHAPES.get(node.type, "dot"), "group": node.type,
            "size": round(radius(node, count), 1), "weight": node.weight}  # fmt: skip


def _tie_claims(tie: Tie, claims: Mapping[str, int]) -> list[list[int]]:
    return [[claims[name], way] for name, way in tie.claims]


def _entity(path: str, names: Mapping[str, str], links: Links) -> dict[str, Any]:
    kind, _, name = path.partition("/")
    code = name.upper() if kind == "country" and len(name) == 2 else ""
    return _known(
        {"path": path, "type": kind.capitalize(), "names": dict(names), "code": code, "page": links.entity(path)}
    )


def _article(scene: Scene, ident: str, links: Links) -> dict[str, Any]:
    one = scene.articles[ident]
    return _known({"id": ident, "title": one.title, "publisher": one.publisher, "date": one.published,
                   "url": one.link, "page": links.article(ident)})  # fmt: skip


def _claim(scene: Scene, claim: ToldEvent, entities: Mapping[str, int], articles: Mapping[str, int],
           quotes: Mapping[str, int]) -> dict[str, Any]:  # fmt: skip
    span = scene.triggers[claim.id]
    return _known({
        "id": claim.id,
        "type": claim.type,
        "status": claim.factuality,
        "roles": [[role, entities[path]] for role, path in claim.roles],
        "quote": quotes[claim.quote],
        "mark": [span.start, span.end] if span.end else None,
        "article": articles[claim.article],
        "source": entities[claim.source] if claim.source else None,
        "begin": claim.begin,
        "until": claim.until if claim.until != claim.begin else None,
        "grain": claim.granularity if claim.granularity != "day" else None,
        "label": claim.label,
        "relation": claim.relation or None,
    })  # fmt: skip


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None and value != ""}


def _kinds(scene: Scene) -> dict[str, dict[str, Any]]:
    """Of each type of event that is told: cooperation or conflict, in deeds or words, and whether both sides do it."""
    kinds = load_kinds()
    told = sorted({claim.type for claim in scene.claims if not claim.relation})
    return {
        kind: {"family": kinds.family(kind), "deeds": kinds.in_deeds(kind), "mutual": kinds.mutual(kind)}
        for kind in told
    }


def _terms(scene: Scene) -> dict[str, Mapping[str, str]]:
    """Labels of event types, relations, roles, statuses and classes."""
    ontology = load_ontology()
    told = {claim.type for claim in scene.claims} | {role for claim in scene.claims for role, _ in claim.roles}
    terms: dict[str, Mapping[str, str]] = {}
    for term in sorted({*told, *STATUSES}):
        event = ontology.events.get(term)
        terms[term] = event.labels if event else {lang: ontology.label(term, lang) for lang in ("ar", "en")}
    classes = sorted({node.type for node in scene.nodes})
    return {
        **terms,
        **{f"class:{kind}": {lang: ontology.label(kind, lang) for lang in ("ar", "en")} for kind in classes},
    }


def _library() -> str:
    """vis-network as pyvis ships it; a control character that HTML forbids is written as an escape."""
    import pyvis

    folder = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2"
    return (
        (folder / "vis-network.min.js")
        .read_text(encoding="utf-8")
        .replace("</script", "<\\/script")
        .replace("\x85", "\\x85")
    )


def _policy(scripts: list[str], style: str) -> str:
    return (f"default-src 'none'; {sources('script-src', scripts)}; {sources('style-src', [style])}; "
            "img-src data: blob:; base-uri 'none'; form-action 'none'")  # fmt: skip
