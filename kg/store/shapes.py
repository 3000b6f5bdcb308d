"""SHACL shapes held against one article's graph at a time.

The core constraints that `ontology/shapes.ttl` uses, read from it as data; an unknown constraint is refused on load, so
that nothing is silently left unchecked. A full SHACL engine agrees with it in the tests, and is a hundred times slower.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.rdf import PREFIXES
from kg.resources import data_dir
from kg.store.constraints import CHECKS, Index, Test, text_of
from kg.store.lines import Row

_SH, _RDF = PREFIXES["sh"], PREFIXES["rdf"]
_TYPE = f"<{_RDF}type>"
_FIRST, _REST, _NIL = f"<{_RDF}first>", f"<{_RDF}rest>", f"<{_RDF}nil>"
_ABOUT = frozenset({"path", "message", "property", "or", "targetClass", "targetObjectsOf"})
_SILENT = "breaks a shape"
_NOTHING: Mapping[str, Sequence[str]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A shape: what its values must satisfy (`tests`), and the shapes of its properties.

    `paths` is empty for a node shape; several are alternatives. One of `either` must hold. Of the properties `leaves`
    are those of one path that go no deeper, as tests by path, of which `needed` may not be missing, and `branches` the
    others.
    """

    paths: tuple[str, ...] = ()
    tests: tuple["Test", ...] = ()
    properties: tuple["Shape", ...] = ()
    leaves: Mapping[str, tuple["Test", ...]] = field(default_factory=dict)
    needed: frozenset[str] = frozenset()
    branches: tuple["Shape", ...] = ()
    either: tuple["Shape", ...] = ()
    classes: tuple[str, ...] = ()
    objects_of: tuple[str, ...] = ()
    message: str = _SILENT

    @property
    def is_leaf(self) -> bool:
        """Whether it is about the values of one path, and they about nothing else."""
        return len(self.paths) == 1 and not self.properties and not self.either


def index_of(triples: Iterable[ox.Triple]) -> Index:
    """Triples by subject and predicate."""
    return index_of_rows((str(one.subject), str(one.predicate), str(one.object)) for one in triples)


def index_of_rows(rows: Iterable[Row]) -> Index:
    """Rows by subject and predicate."""
    found: dict[str, dict[str, list[str]]] = {}
    for subject, predicate, value in rows:
        found.setdefault(subject, {}).setdefault(predicate, []).append(value)
    return found


@cache
def load_shapes(path: Path | None = None) -> tuple[Shape, ...]:
    """The shapes with targets. Raises OntologyError on a constraint that is not known here."""
    file = path or data_dir("ontology") / "shapes.ttl"
    graph = index_of(quad.triple for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE))
    nodes = [node for node, row in graph.items() if f"<{_SH}NodeShape>" in row.get(_TYPE, ())]
    shapes = (_shape(graph, node, str(file)) for node in nodes)
    return tuple(shape for shape in shapes if shape.classes or shape.objects_of)


def _shape(graph: Index, node: str, file: str) -> Shape:
    row = {key[1:-1].removeprefix(_SH): tuple(values) for key, values in graph.get(node, {}).items() if key != _TYPE}
    limits = {key: values for key, values in row.items() if key not in _ABOUT}
    # A shape named by sh:node is held against each value as if it were written there.
    named = tuple(_shape(graph, name, file) for name in limits.pop("node", ()))
    unknown = sorted(limits.keys() - CHECKS.keys())
    if unknown:
        raise OntologyError(f"{file}: the constraint sh:{unknown[0]} is not known")
    if "in" in limits:
        limits["in"] = tuple(_listed(graph, limits["in"][0]))
    properties = (*(_shape(graph, name, file) for name in row.get("property", ())), *named)
    leaves = _leaves(properties)
    return Shape(
        paths=tuple(path for name in row.get("path", ()) for path in _paths(graph, name)),
        tests=tuple(CHECKS[key](values) for key, values in sorted(limits.items())),
        properties=properties,
        leaves=leaves,
        needed=frozenset(path for path, tests in leaves.items() if not all(test({}, node, ()) for test in tests)),
        branches=tuple(part for part in properties if not part.is_leaf),
        either=tuple(_shape(graph, name, file) for head in row.get("or", ()) for name in _listed(graph, head)),
        classes=row.get("targetClass", ()),
        objects_of=row.get("targetObjectsOf", ()),
        message=next(map(text_of, sorted(row.get("message", ()), key=_foreign)), _SILENT),
    )


def _leaves(properties: Iterable[Shape]) -> Mapping[str, tuple[Test, ...]]:
    """The tests of those that go no deeper, by path."""
    found: dict[str, tuple[Test, ...]] = {}
    for part in properties:
        if part.is_leaf:
            found[part.paths[0]] = (*found.get(part.paths[0], ()), *part.tests)
    return found


def _foreign(text: str) -> bool:
    """Findings are told in English; the other languages are for the ontology's reference."""
    return not text.endswith('"@en')


def _listed(graph: Index, node: str) -> Iterator[str]:
    while node != _NIL:
        yield graph[node][_FIRST][0]
        node = graph[node][_REST][0]


def _paths(graph: Index, node: str) -> Iterator[str]:
    """A predicate, or the alternatives of one."""
    heads = graph.get(node, {}).get(f"<{_SH}alternativePath>", ())
    terms = [member for head in heads for member in _listed(graph, head)] or [node]
    yield from (term for term in terms if term.startswith("<"))


def broken(graph: Index, shapes: Sequence[Shape]) -> Iterator[tuple[str, str]]:
    """(node, what is wrong with it) for each constraint that a node of the graph breaks."""
    wanted = frozenset(predicate for shape in shapes for predicate in shape.objects_of)
    members: dict[str, list[str]] = defaultdict(list)
    objects: dict[str, list[str]] = defaultdict(list)
    for node, row in graph.items():
        for kind in row.get(_TYPE, ()):
            members[kind].append(node)
        for predicate in wanted & row.keys():
            objects[predicate] += row[predicate]
    for shape in shapes:
        for node in _targets(members, objects, shape):
            if not _fits(graph, node, shape):
                for message in dict.fromkeys(_wrong(graph, node, shape)):
                    yield text_of(node), message


def _targets(members: Mapping[str, Iterable[str]], objects: Mapping[str, Iterable[str]], shape: Shape) -> Iterable[str]:
    """What a shape is held against, of the nodes by class and the values by predicate."""
    by_class = (node for kind in shape.classes for node in members.get(kind, ()))
    return dict.fromkeys(chain(by_class, (node for key in shape.objects_of for node in objects.get(key, ()))))


def _values(row: Mapping[str, Sequence[str]], node: str, shape: Shape) -> Sequence[str]:
    """What the shape is about: the node itself, or the values of its paths."""
    if not shape.paths:
        return (node,)
    if len(shape.paths) == 1:
        return row.get(shape.paths[0], ())
    return [value for path in shape.paths for value in row.get(path, ())]


def _fits(graph: Index, node: str, shape: Shape) -> bool:
    """Whether nothing is wrong with a node, which is soon told."""
    values = _values(graph.get(node, _NOTHING), node, shape)
    for test in shape.tests:
        if not test(graph, node, values):
            return False
    for value in values:
        if not _leaves_fit(graph, value, shape):
            return False
        for part in shape.branches:
            if not _fits(graph, value, part):
                return False
    return not shape.either or any(_fits(graph, node, part) for part in shape.either)


def _leaves_fit(graph: Index, value: str, shape: Shape) -> bool:
    """Whether nothing is wrong with a value in the properties that go no deeper; those that it has not need no test."""
    row = graph.get(value, _NOTHING)
    if not shape.needed <= row.keys():
        return False
    for path, tests in shape.leaves.items():
        if path in row:
            found = row[path]
            for test in tests:
                if not test(graph, value, found):
                    return False
    return True


def _wrong(graph: Index, node: str, shape: Shape) -> Iterator[str]:
    """The messages of what a node breaks. A property without a message of its own speaks with its shape's."""
    values = _values(graph.get(node, _NOTHING), node, shape)
    if not all(test(graph, node, values) for test in shape.tests):
        yield shape.message
    for part in shape.properties:
        for value in values:
            for message in _wrong(graph, value, part):
                yield shape.message if message == _SILENT else message
    if shape.either and not any(_fits(graph, node, part) for part in shape.either):
        yield shape.message
