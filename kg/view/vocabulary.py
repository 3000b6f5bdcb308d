"""The terms of the ontology as its reference shows them: names, what is said of each, and where others name it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest
from pathlib import Path

from kg.ontology.turtle import Node, read_turtle
from kg.rdf import BASE, ENTITY, PREFIXES
from kg.view.captions import INVERSES, PROPERTIES, TRUTHS, USED, Both

SHAPES_FILE = "shapes.ttl"
# Labels, definitions and types have places of their own; the top concepts are seen from their scheme.
_ELSEWHERE = frozenset(
    {"rdfs:label", "skos:prefLabel", "skos:definition", "rdfs:isDefinedBy", "rdf:type", "skos:topConceptOf"}
)
_MORE_PREFIXES = {"http://purl.org/dc/terms/": "dct"}
_DRAWN_OF = "dip:ofEvent"
# What names a term and is shown on its card already, as a drawing or from the other side.
_SEEN_FROM_HERE = _ELSEWHERE | {_DRAWN_OF, "skos:hasTopConcept"}
_ENDS = (("dip:drawnFrom", "dip:drawnTo"), ("rdfs:domain", "rdfs:range"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A term, an outside term or a text: its name, its labels by language, and where it leads ("" for nowhere).

    `scheme` is that of a concept, for types of several schemes bear one label.
    """

    name: str
    labels: Both = field(default_factory=dict)
    href: str = ""
    scheme: str = ""


Row = tuple[Mention, tuple[Mention, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What a relation or property joins: from, the relation itself, to; `both` where it holds both ways."""

    captions: tuple[Mention, Mention]
    start: tuple[Mention, ...]
    edge: Mention
    end: tuple[Mention, ...]
    both: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One term with all that the page says of it."""

    anchor: str
    name: str
    iri: str
    file: str
    labels: Both
    definitions: Both
    families: tuple[str, ...]
    kinds: tuple[Mention, ...]
    drawings: tuple[Drawing, ...]
    rows: tuple[Row, ...]


def expand(name: str) -> str:
    """The IRI of a shortened name; what `curie` undoes."""
    prefix, colon, local = name.partition(":")
    if colon and prefix in PREFIXES:
        return PREFIXES[prefix] + local
    return name if colon else ENTITY + name


def anchor(name: str) -> str:
    """Where a term stands in the page: `Visit`, with its scheme if it is no term of the ontology's own namespace."""
    return name.removeprefix("dip:").replace(":", "-").replace("/", "-")


def ontology_files(home: Path) -> list[Path]:
    """The Turtle files of a folder that describe terms, the core first, and the kinds of office."""
    files = [path for path in home.glob("*.ttl") if path.name != SHAPES_FILE]
    ordered = sorted(files, key=lambda path: (path.name != "core.ttl", path.name))
    return [path for path in (*ordered, home / "actors" / "offices.ttl") if path.is_file()]


def kinds_of(node: Node) -> list[str]:
    """The types of a node."""
    return node.links.get("rdf:type", [])


class Vocabulary:
    """The terms of an ontology's folder in the order of its files, and who names whom."""

    def __init__(self, home: Path) -> None:
        nodes = read_turtle(ontology_files(home))
        self.ontology = next((node for node in nodes.values() if "owl:Ontology" in kinds_of(node)), None)
        self.nodes = {
            name: node for name, node in nodes.items() if expand(name).startswith(BASE) and node is not self.ontology
        }

    @cached_property
    def namings(self) -> Mapping[str, Mapping[str, list[str]]]:
        """For each term, by property, the terms that name it."""
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for name, node in self.nodes.items():
            for key, others in node.links.items():
                for other in others:
                    found[other][key].append(name)
        return found

    @property
    def outside(self) -> Mapping[str, int]:
        """Other vocabularies by prefix, with how many of their terms ours are aligned with."""
        terms = {
            name
            for node in self.nodes.values()
            for key in PROPERTIES
            for name in node.links.get(key, ())
            if name not in self.nodes and not name.startswith(("owl:", "rdf:", "rdfs:", "xsd:"))
        }
        found: dict[str, int] = defaultdict(int)
        for name in sorted(terms):
            found[name.partition(":")[0]] += 1
        return found

    def mention(self, name: str) -> Mention:
        """A term of ours by its labels with its place in the page; one of others by its name with its address."""
        node = self.nodes.get(name)
        if node is not None:
            scheme = name.partition(":")[0] if "skos:Concept" in kinds_of(node) else ""
            return Mention(name=name, labels=labels_of(node), href=f"#{anchor(name)}", scheme=scheme)
        iri = expand(name)
        address = iri.replace("http://", "https://", 1) if iri.startswith(("http://", "https://")) else ""
        return Mention(name=_short(name), href=address)

    def mentions(self, names: Iterable[str]) -> tuple[Mention, ...]:
        """Several of them."""
        return tuple(map(self.mention, names))

    def caption(self, key: str) -> Mention:
        """A property as the heading of its values."""
        found = self.mention(key)
        return Mention(name=key, labels=PROPERTIES.get(key, found.labels), href=found.href)

    def entry(self, name: str, more: Iterable[Row] = ()) -> Entry:
        """Everything that the page says of a term, with rows that are known elsewhere."""
        node = self.nodes[name]
        drawings = tuple(self._drawings(node))
        drawn = {caption.name for one in drawings for caption in one.captions if one.edge.name == name}
        return Entry(
            anchor=anchor(name),
            name=name,
            iri=expand(name),
            file=node.file,
            labels=labels_of(node),
            definitions=node.one_by_lang("skos:definition"),
            families=tuple(map(anchor, node.links.get("dip:family", ()))),
            kinds=self.mentions(kinds_of(node)),
            drawings=drawings,
            rows=(*self._rows(node, drawn), *self._inverse_rows(name), *more),
        )

    def _drawings(self, node: Node) -> Iterator[Drawing]:
        """Of an event type the relations drawn from it, else what the property itself joins."""
        drawn = [self.nodes[name] for name in self.namings[node.name].get(_DRAWN_OF, ())]
        for edge in drawn or [node]:
            for start, end in _ENDS:
                if edge.links.get(start) and edge.links.get(end):
                    yield self._drawing(edge, start, end)
                    break

    def _drawing(self, edge: Node, start: str, end: str) -> Drawing:
        return Drawing(
            captions=(self.caption(start), self.caption(end)),
            start=self.mentions(edge.links[start]),
            edge=self.mention(edge.name),
            end=self.mentions(edge.links[end]),
            both="owl:SymmetricProperty" in kinds_of(edge),
        )

    def _rows(self, node: Node, drawn: set[str]) -> Iterator[Row]:
        ranks = {key: rank for rank, key in enumerate(PROPERTIES)}
        keys = dict.fromkeys([*node.links, *node.texts])
        for key in sorted(keys, key=lambda key: ranks.get(key, len(ranks))):
            if key not in _ELSEWHERE and key not in drawn:
                yield self.caption(key), (*self.mentions(node.links.get(key, ())), *_texts(node, key))

    def _inverse_rows(self, name: str) -> Iterator[Row]:
        namings, others = self.namings.get(name, {}), list[str]()
        for key, names in namings.items():
            if key not in INVERSES and key not in _SEEN_FROM_HERE:
                others += names
        for key, labels in INVERSES.items():
            if key in namings:
                yield Mention(name="", labels=labels), self.mentions(namings[key])
        if others:
            yield Mention(name="", labels=USED), self.mentions(dict.fromkeys(others))


def _short(name: str) -> str:
    """A name of a vocabulary that the data itself does not shorten."""
    fits = ((base, prefix) for base, prefix in _MORE_PREFIXES.items() if name.startswith(base))
    return next((f"{prefix}:{name.removeprefix(base)}" for base, prefix in fits), name)


def labels_of(node: Node) -> dict[str, str]:
    """The label of a term or concept in each language."""
    return {**node.one_by_lang("skos:prefLabel"), **node.one_by_lang("rdfs:label")}


def _texts(node: Node, key: str) -> Iterator[Mention]:
    """The texts of a property, those of the two languages paired."""
    texts = node.by_lang(key)
    for text in texts.get("", ()):
        yield Mention(name=text, labels=TRUTHS.get(text, {}))
    for ar, en in zip_longest(texts.get("ar", ()), texts.get("en", ())):
        yield Mention(name=en or ar or "", labels={"ar": ar or en or "", "en": en or ar or ""})
