"""Turtle files as plain Python: each subject with its properties, names shortened to local ones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import OntologyError
from kg.rdf import ENTITY, PREFIXES

_SHORT = sorted(((base, prefix) for prefix, base in PREFIXES.items()), key=lambda pair: -len(pair[0]))


def curie(iri: str) -> str:
    """`dip:Visit` for a vocabulary term, `country/ru` for an entity, else the IRI itself."""
    if iri.startswith(ENTITY):
        return iri[len(ENTITY) :]
    for base, prefix in _SHORT:
        if iri.startswith(base):
            return f"{prefix}:{iri[len(base) :]}"
    return iri


@dataclass(slots=True)
class Node:
    """One subject of a Turtle file: links to other names, and texts with their language tag."""

    name: str
    file: str
    links: dict[str, list[str]] = field(default_factory=dict)
    texts: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def link(self, key: str) -> str | None:
        """The first link of a property."""
        found = self.links.get(key)
        return found[0] if found else None

    def text(self, key: str) -> str | None:
        """The first text of a property, whatever its language."""
        found = self.texts.get(key)
        return found[0][1] if found else None

    def by_lang(self, key: str) -> dict[str, tuple[str, ...]]:
        """The texts of a property by language (`""` where none is given)."""
        found: dict[str, tuple[str, ...]] = {}
        for lang, text in self.texts.get(key, ()):
            found[lang] = (*found.get(lang, ()), text)
        return found

    def one_by_lang(self, key: str) -> dict[str, str]:
        """The first text of a property in each language."""
        return {lang: texts[0] for lang, texts in self.by_lang(key).items()}

    def all_texts(self, key: str) -> tuple[str, ...]:
        """The texts of a property."""
        return tuple(text for _, text in self.texts.get(key, ()))


class _Reader:
    """Collects nodes over several files; IRIs are shortened once each."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self._names: dict[str, str] = {}

    def name(self, iri: str) -> str:
        known = self._names.get(iri)
        if known is None:
            known = self._names[iri] = curie(iri)
        return known

    def _term_name(self, term: object, scope: str) -> str:
        if isinstance(term, BlankNode):
            return f"_:{scope}:{term.value}"
        return self.name(term.value) if isinstance(term, NamedNode) else str(term)

    def read(self, path: Path) -> None:
        """Add the content of one file."""
        scope = path.name
        nodes, name = self.nodes, self.name
        for quad in _quads(path):
            subject = self._term_name(quad.subject, scope)
            node = nodes.get(subject)
            if node is None:
                node = nodes[subject] = Node(subject, scope)
            key, value = name(quad.predicate.value), quad.object
            if isinstance(value, Literal):
                node.texts.setdefault(key, []).append((value.language or "", value.value))
            else:
                node.links.setdefault(key, []).append(self._term_name(value, scope))


def _quads(path: Path) -> Iterator[Quad]:
    try:
        yield from parse(path.read_bytes(), RdfFormat.TURTLE, base_iri=f"file:{path.name}")
    except SyntaxError as error:
        raise OntologyError(f"{path} is not valid Turtle: {error}") from error


def read_turtle(paths: Iterable[Path]) -> dict[str, Node]:
    """All subjects of the files by shortened name, in the order of the files.

    Blank nodes are named by file. Raises OntologyError on a file that is not Turtle.
    """
    reader = _Reader()
    for path in paths:
        reader.read(path)
    return reader.nodes
