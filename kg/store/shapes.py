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
from kg.rdf import PREFIXES
from kg.resources import data_dir
from kg.store.lines import Row

# Terms as N-Quads writes them, a text each.
Index = Mapping[str, Mapping[str, Sequence[str]]]
Test = Callable[[Index, str, Sequence[str]], bool]
Check = Callable[[tuple[str, ...]], Test]
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
    are those of one path that go no deeper, as path and tests, and `branches` the others.
    """

    paths: tuple[str, ...] = ()
    tests: tuple["Test", ...] = ()
    properties: tuple["Shape", ...] = ()
    leaves: tuple[tuple[str, tuple["Test", ...]], ...] = ()
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
    unknown = sorted(limits.keys() - _CHECKS.keys())
    if unknown:
        raise OntologyError(f"{file}: the constraint sh:{unknown[0]} is not known")
    if "in" in limits:
        limits["in"] = tuple(_listed(graph, limits["in"][0]))
    properties = (*(_shape(graph, name, file) for name in row.get("property", ())), *named)
    return Shape(
        paths=tuple(path for name in row.get("path", ()) for path in _paths(graph, name)),
        tests=tuple(_CHECKS[key](values) for key, values in sorted(limits.items())),
        properties=properties,
        leaves=tuple((part.paths[0], part.tests) for part in properties if part.is_leaf),
        branches=tuple(part for part in properties if not part.is_leaf),
        either=tuple(_shape(graph, name, file) for head in row.get("or", ()) for name in _listed(graph, head)),
        classes=row.get("targetClass", ()),
        objects_of=row.get("targetObjectsOf", ()),
        message=next(map(_text, sorted(row.get("message", ()), key=_foreign)), _SILENT),
    )


def _foreign(text: str) -> bool:
    """Findings are told in English; the other languages are for the ontology's reference."""
    return not text.endswith('"@en')


def _text(term: str) -> str:
    """The IRI or the written form of a term, escapes as they stand."""
    return term[1 : term.rindex('"')] if term.startswith('"') else term.removeprefix("<").removesuffix(">")


def _datatype(term: str) -> str | None:
    """The datatype of a literal as a term, None for a plain text or what is no literal."""
    _, mark, kind = term.rpartition('"^^')
    return kind if mark and term.startswith('"') else None


def _listed(graph: Index, node: str) -> Iterator[str]:
    while node != _NIL:
        yield graph[node][_FIRST][0]
        node = graph[node][_REST][0]


def _paths(graph: Index, node: str) -> Iterator[str]:
    """A predicate, or the alternatives of one."""
    heads = graph.get(node, {}).get(f"<{_SH}alternativePath>", ())
    terms = [member for head in heads for member in _listed(graph, head)] or [node]
    yield from (term for term in terms if term.startswith("<"))


def broken(graph: Index, shapes: Iterable[Shape]) -> Iterator[tuple[str, str]]:
    """(node, what is wrong with it) for each constraint that a node of the graph breaks."""
    members: dict[str, list[str]] = defaultdict(list)
    for node, row in graph.items():
        for kind in row.get(_TYPE, ()):
            members[kind].append(node)
    for shape in shapes:
        for node in _targets(graph, members, shape):
            if not _fits(graph, node, shape):
                for message in dict.fromkeys(_wrong(graph, node, shape)):
                    yield _text(node), message


def _targets(graph: Index, members: Mapping[str, Sequence[str]], shape: Shape) -> Iterable[str]:
    found = dict.fromkeys(node for kind in shape.classes for node in members.get(kind, ()))
    wanted = frozenset(shape.objects_of)
    if wanted:
        for row in graph.values():
            for predicate in wanted.intersection(row):
                found.update(dict.fromkeys(row[predicate]))
    return found


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
        row = graph.get(value, _NOTHING)
        for path, tests in shape.leaves:
            found = row.get(path, ())
            for test in tests:
                if not test(graph, value, found):
                    return False
    for part in shape.branches:
        for value in values:
            if not _fits(graph, value, part):
                return False
    return not shape.either or any(_fits(graph, node, part) for part in shape.either)


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


def _count(limit: tuple[str, ...]) -> int:
    return int(_text(limit[0]))


def _at_least(limit: tuple[str, ...]) -> Test:
    least = _count(limit)
    return lambda _graph, _node, values: len(values) >= least


def _at_most(limit: tuple[str, ...]) -> Test:
    most = _count(limit)
    return lambda _graph, _node, values: len(values) <= most


def _long_enough(limit: tuple[str, ...]) -> Test:
    least = _count(limit)
    return lambda _graph, _node, values: all(len(_text(value)) >= least for value in values)


def _among(limit: tuple[str, ...]) -> Test:
    allowed = frozenset(limit)
    return lambda _graph, _node, values: allowed.issuperset(values)


def _of_kind(limit: tuple[str, ...]) -> Test:
    start = {"IRI": "<", "Literal": '"', "BlankNode": "_:"}[_text(limit[0]).removeprefix(_SH)]
    return lambda _graph, _node, values: all(value.startswith(start) for value in values)


def _of_datatype(limit: tuple[str, ...]) -> Test:
    end, plain = f'"^^{limit[0]}', limit[0] == f"<{PREFIXES['xsd']}string>"
    return lambda _graph, _node, values: all(
        value.startswith('"') and value.endswith('"' if plain else end) and _is_lexical(value) for value in values
    )


def _of_class(limit: tuple[str, ...]) -> Test:
    return lambda graph, _node, values: all(limit[0] in graph.get(value, {}).get(_TYPE, ()) for value in values)


def _is_lexical(value: str) -> bool:
    """Whether the written form is one of the datatype (days and numbers; other types hold anything)."""
    kind, text = (_datatype(value) or "").rpartition("#")[2].removesuffix(">"), _text(value)
    if kind == "integer":
        return text.lstrip("+-").isdecimal()
    if kind == "date":
        parts = text.split("-")
        return [len(part) for part in parts] == [4, 2, 2] and all(part.isdecimal() for part in parts)
    return True


def _compared(fits: Callable[[tuple[int, str], tuple[int, str]], bool]) -> Check:
    """Every value against every value of the property that the limit names; only like can be compared."""

    def check(limit: tuple[str, ...]) -> Test:
        def test(graph: Index, node: str, values: Sequence[str]) -> bool:
            others = [other for path in limit for other in graph.get(node, {}).get(path, ())]
            return all(_alike(one, two) and fits(_rank(one), _rank(two)) for one in values for two in others)

        return test

    return check


def _alike(one: str, two: str) -> bool:
    return one.startswith('"') and two.startswith('"') and _datatype(one) == _datatype(two)


def _rank(value: str) -> tuple[int, str]:
    text = _text(value)
    return (int(text), "") if text.isdecimal() else (0, text)


_CHECKS: Mapping[str, Check] = {
    "minCount": _at_least,
    "maxCount": _at_most,
    "minLength": _long_enough,
    "in": _among,
    "nodeKind": _of_kind,
    "datatype": _of_datatype,
    "class": _of_class,
    "lessThan": _compared(lambda one, two: one < two),
    "lessThanOrEquals": _compared(lambda one, two: one <= two),
}
