"""SHACL shapes held against one article's graph at a time.

The core constraints that `ontology/shapes.ttl` uses, read from it as data; an unknown constraint is refused on load, so
that nothing is silently left unchecked. A full SHACL engine agrees with it in the tests, and is a hundred times slower.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.rdf import iri, value_of
from kg.resources import data_dir

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Index = Mapping[Term, Mapping[ox.NamedNode, Sequence[Term]]]
_SH, _TYPE = "http://www.w3.org/ns/shacl#", iri("rdf:type")
_FIRST, _REST, _NIL = iri("rdf:first"), iri("rdf:rest"), iri("rdf:nil")
_ABOUT = frozenset({"path", "message", "property", "or", "targetClass", "targetObjectsOf"})
_SILENT = "breaks a shape"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A shape: what its values must satisfy (`limits`, by local name), and the shapes of its properties.

    `paths` is empty for a node shape; several are alternatives. One of `either` must hold.
    """

    paths: tuple[ox.NamedNode, ...] = ()
    limits: Mapping[str, tuple[Term, ...]]
    properties: tuple["Shape", ...] = ()
    either: tuple["Shape", ...] = ()
    classes: tuple[Term, ...] = ()
    objects_of: tuple[Term, ...] = ()
    message: str = _SILENT


def index_of(triples: Iterable[ox.Triple]) -> Index:
    """Triples by subject and predicate."""
    found: dict[Term, dict[ox.NamedNode, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        found[triple.subject][triple.predicate].append(triple.object)
    return found


@cache
def load_shapes(path: Path | None = None) -> tuple[Shape, ...]:
    """The shapes with targets. Raises OntologyError on a constraint that is not known here."""
    file = path or data_dir("ontology") / "shapes.ttl"
    graph = index_of(quad.triple for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE))
    nodes = [node for node, row in graph.items() if iri("sh:NodeShape") in row.get(_TYPE, ())]
    shapes = (_shape(graph, node, str(file)) for node in nodes)
    return tuple(shape for shape in shapes if shape.classes or shape.objects_of)


def _shape(graph: Index, node: Term, file: str) -> Shape:
    row = {key.value.removeprefix(_SH): tuple(values) for key, values in graph.get(node, {}).items() if key != _TYPE}
    limits = {key: values for key, values in row.items() if key not in _ABOUT}
    # A shape named by sh:node is held against each value as if it were written there.
    named = tuple(_shape(graph, name, file) for name in limits.pop("node", ()))
    unknown = sorted(limits.keys() - _CHECKS.keys())
    if unknown:
        raise OntologyError(f"{file}: the constraint sh:{unknown[0]} is not known")
    if "in" in limits:
        limits["in"] = tuple(_listed(graph, limits["in"][0]))
    return Shape(
        paths=tuple(path for name in row.get("path", ()) for path in _paths(graph, name)),
        limits=limits,
        properties=(*(_shape(graph, name, file) for name in row.get("property", ())), *named),
        either=tuple(_shape(graph, name, file) for head in row.get("or", ()) for name in _listed(graph, head)),
        classes=row.get("targetClass", ()),
        objects_of=row.get("targetObjectsOf", ()),
        message=next((value_of(text) for text in row.get("message", ())), _SILENT),
    )


def _listed(graph: Index, node: Term) -> Iterator[Term]:
    while node != _NIL:
        yield graph[node][_FIRST][0]
        node = graph[node][_REST][0]


def _paths(graph: Index, node: Term) -> Iterator[ox.NamedNode]:
    """A predicate, or the alternatives of one."""
    heads = graph.get(node, {}).get(iri("sh:alternativePath"), ())
    terms = [member for head in heads for member in _listed(graph, head)] or [node]
    yield from (term for term in terms if isinstance(term, ox.NamedNode))


def broken(graph: Index, shapes: Iterable[Shape]) -> Iterator[tuple[str, str]]:
    """(node, what is wrong with it) for each constraint that a node of the graph breaks."""
    for shape in shapes:
        for node in _targets(graph, shape):
            for message in dict.fromkeys(_wrong(graph, node, shape)):
                yield value_of(node), message


def _targets(graph: Index, shape: Shape) -> Iterator[Term]:
    classes = set(shape.classes)
    found: dict[Term, None] = {}
    for node, row in graph.items():
        if not classes.isdisjoint(row.get(_TYPE, ())):
            found[node] = None
        for predicate in shape.objects_of:
            if isinstance(predicate, ox.NamedNode):
                found.update(dict.fromkeys(row.get(predicate, ())))
    yield from found


def _wrong(graph: Index, node: Term, shape: Shape) -> Iterator[str]:
    """The messages of what a node breaks. A property without a message of its own speaks with its shape's."""
    row = graph.get(node, {})
    values: Sequence[Term] = [value for path in shape.paths for value in row.get(path, ())] if shape.paths else [node]
    if not all(_CHECKS[key](graph, node, values, limit) for key, limit in shape.limits.items()):
        yield shape.message
    for part in shape.properties:
        found = (message for value in values for message in _wrong(graph, value, part))
        yield from (shape.message if message == _SILENT else message for message in found)
    if shape.either and all(any(_wrong(graph, node, part)) for part in shape.either):
        yield shape.message


Check = Callable[[Index, Term, Sequence[Term], tuple[Term, ...]], bool]


def _count(limit: tuple[Term, ...]) -> int:
    return int(value_of(limit[0]))


def _each(test: Callable[[Index, Term, tuple[Term, ...]], bool]) -> Check:
    return lambda graph, _, values, limit: all(test(graph, value, limit) for value in values)


def _is_kind(_: Index, value: Term, limit: tuple[Term, ...]) -> bool:
    kinds = {"IRI": ox.NamedNode, "Literal": ox.Literal, "BlankNode": ox.BlankNode}
    return isinstance(value, kinds[value_of(limit[0]).removeprefix(_SH)])


def _has_datatype(_: Index, value: Term, limit: tuple[Term, ...]) -> bool:
    return isinstance(value, ox.Literal) and value.datatype == limit[0] and _is_lexical(value)


def _is_lexical(value: ox.Literal) -> bool:
    """Whether the written form is one of the datatype (days and numbers; other types hold anything)."""
    kind, text = value.datatype.value.rpartition("#")[2], value.value
    if kind == "integer":
        return text.lstrip("+-").isdecimal()
    if kind == "date":
        parts = text.split("-")
        return [len(part) for part in parts] == [4, 2, 2] and all(part.isdecimal() for part in parts)
    return True


def _compared(fits: Callable[[tuple[int, str], tuple[int, str]], bool]) -> Check:
    """Every value against every value of the property that the limit names; only like can be compared."""

    def check(graph: Index, node: Term, values: Sequence[Term], limit: tuple[Term, ...]) -> bool:
        row = graph.get(node, {})
        others = [other for path in limit if isinstance(path, ox.NamedNode) for other in row.get(path, ())]
        return all(_alike(value, other) and fits(_rank(value), _rank(other)) for value in values for other in others)

    return check


def _alike(one: Term, two: Term) -> bool:
    return isinstance(one, ox.Literal) and isinstance(two, ox.Literal) and one.datatype == two.datatype


def _rank(value: Term) -> tuple[int, str]:
    text = value_of(value)
    return (int(text), "") if text.isdecimal() else (0, text)


_CHECKS: Mapping[str, Check] = {
    "minCount": lambda _g, _n, values, limit: len(values) >= _count(limit),
    "maxCount": lambda _g, _n, values, limit: len(values) <= _count(limit),
    "minLength": _each(lambda _, value, limit: len(value_of(value)) >= _count(limit)),
    "in": _each(lambda _, value, limit: value in limit),
    "nodeKind": _each(_is_kind),
    "datatype": _each(_has_datatype),
    "class": _each(lambda graph, value, limit: limit[0] in graph.get(value, {}).get(_TYPE, ())),
    "lessThan": _compared(lambda one, two: one < two),
    "lessThanOrEquals": _compared(lambda one, two: one <= two),
}
