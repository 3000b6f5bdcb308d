"""The core constraints of SHACL that the shapes of the ontology use, held against terms as N-Quads writes them."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from kg.rdf import PREFIXES

# Terms by subject and predicate, a text each.
Index = Mapping[str, Mapping[str, Sequence[str]]]
# Whether the values of a property fit, in an index, of a node of it.
Test = Callable[[Index, str, Sequence[str]], bool]
Check = Callable[[tuple[str, ...]], Test]
_SH = PREFIXES["sh"]
_TYPE = f"<{PREFIXES['rdf']}type>"


def text_of(term: str) -> str:
    """The IRI or the written form of a term, escapes as they stand."""
    return term[1 : term.rindex('"')] if term.startswith('"') else term.removeprefix("<").removesuffix(">")


def _datatype(term: str) -> str | None:
    """The datatype of a literal as a term, None for a plain text or what is no literal."""
    _, mark, kind = term.rpartition('"^^')
    return kind if mark and term.startswith('"') else None


def _each(fits: Callable[[str], bool]) -> Test:
    """Every value by itself."""
    return lambda _graph, _node, values: all(map(fits, values))


def _count(limit: tuple[str, ...]) -> int:
    return int(text_of(limit[0]))


def _at_least(limit: tuple[str, ...]) -> Test:
    least = _count(limit)
    return lambda _graph, _node, values: len(values) >= least


def _at_most(limit: tuple[str, ...]) -> Test:
    most = _count(limit)
    return lambda _graph, _node, values: len(values) <= most


def _long_enough(limit: tuple[str, ...]) -> Test:
    least = _count(limit)
    return _each(lambda value: len(text_of(value)) >= least)


def _among(limit: tuple[str, ...]) -> Test:
    allowed = frozenset(limit)
    return lambda _graph, _node, values: allowed.issuperset(values)


def _of_kind(limit: tuple[str, ...]) -> Test:
    start = {"IRI": "<", "Literal": '"', "BlankNode": "_:"}[text_of(limit[0]).removeprefix(_SH)]
    return _each(lambda value: value.startswith(start))


def _of_datatype(limit: tuple[str, ...]) -> Test:
    end, plain = f'"^^{limit[0]}', limit[0] == f"<{PREFIXES['xsd']}string>"

    @lru_cache(maxsize=4096)
    def fits(value: str) -> bool:
        return value.startswith('"') and value.endswith('"' if plain else end) and _is_lexical(value)

    return _each(fits)


def _of_class(limit: tuple[str, ...]) -> Test:
    return lambda graph, _node, values: all(limit[0] in graph.get(value, {}).get(_TYPE, ()) for value in values)


def _is_lexical(value: str) -> bool:
    """Whether the written form is one of the datatype (days and numbers; other types hold anything)."""
    kind, text = (_datatype(value) or "").rpartition("#")[2].removesuffix(">"), text_of(value)
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
    text = text_of(value)
    return (int(text), "") if text.isdecimal() else (0, text)


# By the local name of the constraint: the test that its limits make.
CHECKS: Mapping[str, Check] = {
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
