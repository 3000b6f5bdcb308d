"""The reference of the ontology as one page: every term in both languages, with all that is said of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.rdf import BASE, PREFIXES, shorten
from kg.resources import data_dir
from kg.store.header import read_header
from kg.view.template import filled, sources, template_text

if TYPE_CHECKING:
    import rdflib

Both = Mapping[str, str]
_TERMS = BASE + "ontology#"
_SHAPES = "shapes.ttl"
# Section by the type of a term, the first that fits; a term of another type stands with the values.
_SECTIONS = (
    ("dip:EventType", "events"),
    ("dip:DrawnRelation", "relations"),
    ("dip:Role", "roles"),
    ("owl:Class", "classes"),
    ("owl:ObjectProperty", "properties"),
    ("owl:DatatypeProperty", "properties"),
    ("dip:Office", "offices"),
    ("skos:ConceptScheme", "schemes"),
    ("skos:Concept", "concepts"),
    ("dip:Coding", "codings"),
)
_ORDER = (
    "classes",
    "events",
    "roles",
    "relations",
    "properties",
    "values",
    "schemes",
    "concepts",
    "codings",
    "offices",
)
_SHOWN_ELSEWHERE = frozenset(
    {"rdfs:label", "skos:prefLabel", "skos:definition", "rdfs:isDefinedBy", "skos:inScheme", "rdf:type"}
)
# What is said of a term from elsewhere.
_INVERSE = {
    "rdfs:subClassOf": "narrower class",
    "rdfs:domain": "in the domain of",
    "rdfs:range": "in the range of",
    "rdf:type": "instances",
    "dip:family": "events of the family",
    "skos:broader": "narrower",
    "dip:allowsRole": "events with the role",
    "dip:ofEvent": "relation drawn from it",
    "dip:codesType": "coded by",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A value: its text, and where it leads (an anchor of the page, an address, or nowhere)."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One term: anchor, IRI, labels and definitions by language, and rows of what is said of it."""

    anchor: str
    iri: str
    labels: Both
    definitions: Both
    kinds: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Link, ...]], ...]


def render_reference(folder: Path | None = None) -> str:
    """The reference of an ontology's folder (default: the one that comes with the program) as HTML text."""
    home = folder or data_dir("ontology")
    graph = _read(home)
    entries = _entries(graph)
    script, style = template_text("reference.js"), template_text("reference.css")
    policy = (
        f"default-src 'none'; {sources('script-src', [script])}; {sources('style-src', [style])}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    return filled(
        "reference.html",
        policy=policy,
        script=script,
        style=style,
        about=_about(graph),
        sections=[(name, entries[name]) for name in _ORDER if entries.get(name)],
        rules=list(_rules(home)),
        shapes=list(_shapes(home)),
        picture=_picture(home),
        count=sum(map(len, entries.values())),
    )


def _read(home: Path) -> "rdflib.Graph":
    """All Turtle files of the folder but the shapes, and the kinds of office."""
    import rdflib

    graph = rdflib.Graph()
    for path in (*sorted(home.glob("*.ttl")), home / "actors" / "offices.ttl"):
        if path.name != _SHAPES and path.is_file():
            graph.parse(path, format="turtle")
    return graph


def _about(graph: "rdflib.Graph") -> dict[str, Both]:
    """Title, description and version of the ontology."""
    from rdflib import OWL, RDF, RDFS, SKOS

    node = next(graph.subjects(RDF.type, OWL.Ontology), None)
    version = graph.value(node, OWL.versionInfo) if node else None
    return {
        "titles": _texts(graph, node, RDFS.label),
        "descriptions": _texts(graph, node, SKOS.definition),
        "version": {"": str(version or "")},
    }


def _texts(graph: "rdflib.Graph", node: object, *keys: object) -> dict[str, str]:
    found: dict[str, str] = {}
    for key in keys:
        for text in graph.objects(node, key):  # type: ignore[arg-type]
            found.setdefault(getattr(text, "language", None) or "", str(text))
    return found


def _entries(graph: "rdflib.Graph") -> dict[str, list[Entry]]:
    from rdflib import OWL, RDF, URIRef

    found: dict[str, list[Entry]] = defaultdict(list)
    own = sorted({node for node in graph.subjects() if isinstance(node, URIRef) and node.startswith(BASE)})
    known = {str(node) for node in own if (node, RDF.type, OWL.Ontology) not in graph}
    for node in own:
        if str(node) in known:
            kinds = tuple(sorted(shorten(str(kind)) for kind in graph.objects(node, RDF.type)))
            section = next((name for kind, name in _SECTIONS if kind in kinds), "values")
            found[section].append(_entry(graph, node, kinds, known))
    return found


def _entry(graph: "rdflib.Graph", node: "rdflib.URIRef", kinds: tuple[str, ...], known: set[str]) -> Entry:
    from rdflib import RDFS, SKOS

    return Entry(
        anchor=anchor(str(node)),
        iri=str(node),
        labels=_texts(graph, node, RDFS.label, SKOS.prefLabel),
        definitions=_texts(graph, node, SKOS.definition),
        kinds=kinds,
        rows=(*_rows(graph, node, known), *_inverse_rows(graph, node, known)),
    )


def anchor(iri: str) -> str:
    """Where a term stands in the page: its local name, with that of its scheme if it is no term of the ontology's."""
    if iri.startswith(_TERMS):
        return iri.removeprefix(_TERMS)
    return iri.removeprefix(BASE).removeprefix("id/").replace("/", "-")


def _rows(graph: "rdflib.Graph", node: "rdflib.URIRef", known: set[str]) -> Iterator[tuple[str, tuple[Link, ...]]]:
    rows: dict[str, list[Link]] = defaultdict(list)
    for key, value in graph.predicate_objects(node):
        if shorten(str(key)) not in _SHOWN_ELSEWHERE:
            rows[shorten(str(key))].append(_link(value, known))
    for name in sorted(rows):
        yield name, tuple(sorted(rows[name], key=lambda link: link.text))


def _inverse_rows(
    graph: "rdflib.Graph", node: "rdflib.URIRef", known: set[str]
) -> Iterator[tuple[str, tuple[Link, ...]]]:
    from rdflib import URIRef

    for curie, name in _INVERSE.items():
        prefix, _, local = curie.partition(":")
        others = graph.subjects(URIRef(PREFIXES[prefix] + local), node)
        links = sorted((_link(other, known) for other in others if str(other) in known), key=lambda link: link.text)
        if links:
            yield name, tuple(links)


def _link(value: object, known: set[str]) -> Link:
    from rdflib import URIRef

    text = str(value)
    if not isinstance(value, URIRef):
        return Link(text=text)
    if text in known:
        return Link(text=anchor(text), href=f"#{anchor(text)}")
    return Link(text=shorten(text), href=text if text.startswith(("http://", "https://")) else "")


def _rules(home: Path) -> Iterator[dict[str, str | Sequence[tuple[str, str]]]]:
    """Name, summaries, documentation and examples of each rule."""
    for path in sorted((home / "rules").glob("*.rq")):
        header = read_header(path.read_text(encoding="utf-8"))
        one = {key: header.get(key, [""])[0] for key in ("summary_ar", "summary_en", "doc_ar", "doc_en", "draws")}
        pairs = zip(header.get("given", ()), header.get("then", ()), strict=False)
        yield {"name": path.stem, **one, "term": one["draws"].partition(":")[2], "examples": list(pairs)}


def _shapes(home: Path) -> Iterator[tuple[str, list[str]]]:
    """Each shape with what it asks for."""
    import rdflib
    from rdflib import RDF, Namespace, URIRef

    shacl = Namespace(PREFIXES["sh"])
    path = home / _SHAPES
    graph = rdflib.Graph().parse(path, format="turtle") if path.is_file() else rdflib.Graph()
    for node in sorted(graph.subjects(RDF.type, shacl.NodeShape), key=str):
        parts: Iterable[object] = (node, *graph.objects(node, shacl.property))
        messages = sorted({str(text) for part in parts for text in graph.objects(part, shacl.message)})  # type: ignore[arg-type]
        if isinstance(node, URIRef) and messages:
            yield anchor(str(node)), messages


def _picture(home: Path) -> str:
    """The model in one picture, if there is one."""
    path = home / "model.svg"
    return path.read_text(encoding="utf-8") if path.is_file() else ""
