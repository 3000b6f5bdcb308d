"""The SPARQL that is sent to servers, made of fixed words and of terms that the engine has serialised."""

from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from kg.rdf import ARTICLE, iri
from kg.store.engine import Node, Term
from kg.store.remote.graphs import BESIDE, DERIVED, STATE, own

ONE = "SELECT (1 AS ?one) WHERE { }"
PROBING = own("probe")
PROBE = ox.Quad(PROBING, own("probes"), ox.Literal("سبر"), PROBING)
NEWS = (iri("rdf:type"), iri("schema:NewsArticle"))
_PART, _BYTES = 2000, 1 << 20
Change = tuple[Sequence[ox.Quad], Sequence[ox.Quad]]


def triples_text(quads: Iterable[ox.Quad]) -> str:
    """Triples as N-Triples, which are SPARQL too."""
    return "".join(f"{quad.triple} .\n" for quad in quads)


def is_ours_text(variable: str) -> str:
    """The condition that a graph is one of those that queries may see."""
    fixed = ", ".join(map(str, BESIDE))
    return f"STRSTARTS(STR(?{variable}), {ox.Literal(ARTICLE)}) || ?{variable} IN ({fixed})"


def forgotten(quad: ox.Quad) -> str:
    """The update by which one quad goes."""
    return f"DELETE DATA {{ GRAPH {quad.graph_name} {{ {quad.triple} }} }}"


def dropped(graph: ox.NamedNode) -> str:
    """The update by which a graph goes, be it there or not."""
    return f"DROP SILENT GRAPH {graph}"


def changed(graph: ox.NamedNode, gone: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> Iterator[str]:
    """Updates of bounded length by which quads of a graph go and come."""
    for word, quads in (("DELETE DATA", gone), ("INSERT DATA", new)):
        for part in parts_of(quads):
            yield f"{word} {{ GRAPH {graph} {{\n{part}}} }}"


def parts_of(quads: Iterable[ox.Quad]) -> Iterator[str]:
    """Triples in texts of bounded length, for servers compile an update as a whole."""
    lines: list[str] = []
    size = 0
    for quad in quads:
        line = f"{quad.triple} .\n"
        if lines and (len(lines) >= _PART or size + len(line) > _BYTES):
            yield "".join(lines)
            lines, size = [], 0
        lines.append(line)
        size += len(line)
    if lines:
        yield "".join(lines)


def pattern_text(
    subject: Node | None, predicate: ox.NamedNode | None, value: Term | None, graph: ox.NamedNode | None, more: str = ""
) -> str:
    """The group that finds quads: `?s ?p ?o ?g` stand for what is not given. Without a graph, all of ours."""
    triple = " ".join(str(term or name) for term, name in ((subject, "?s"), (predicate, "?p"), (value, "?o")))
    if graph is not None:
        return f"{{ GRAPH {graph} {{ {triple} }} {more} }}"
    return f"{{ GRAPH ?g {{ {triple} }} FILTER ({is_ours_text('g')} || ?g = {DERIVED}) {more} }}"


def rows_text(names: Sequence[str], group: str) -> str:
    """The query for the values of variables."""
    return f"SELECT {' '.join(f'?{name}' for name in names)} WHERE {group}"


def any_text(group: str) -> str:
    """The query for one solution, if there is any."""
    return f"SELECT * WHERE {group} LIMIT 1"


def count_text(group: str) -> str:
    """The query for the number of solutions."""
    return f"SELECT (COUNT(*) AS ?n) WHERE {group}"


def counts_text(graphs: Iterable[ox.NamedNode]) -> str:
    """The query for the number of triples of each of some graphs."""
    names = " ".join(map(str, graphs))
    return f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ VALUES ?g {{ {names} }} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"


def triples_of(graph: ox.NamedNode, predicate: ox.NamedNode | None = None, more: str = "") -> str:
    """The query for the triples of a graph, or for those of a property."""
    triple = f"?s {predicate or '?p'} ?o"
    return f"CONSTRUCT {{ {triple} }} WHERE {{ GRAPH {graph} {{ {triple} }} {more} }}"


def predicates_text(graph: ox.NamedNode) -> str:
    """The query for the properties of a graph, each with the number of its triples."""
    return f"SELECT ?p (COUNT(*) AS ?n) WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }} GROUP BY ?p"


def hashed(variable: str, digits: str) -> str:
    """The condition that the digest of a term begins so: parts of a large answer, the same at each asking."""
    return f"FILTER (STRSTARTS(MD5(STR(?{variable})), {ox.Literal(digits)}))"


def articles_group(more: str = "") -> str:
    """The group that finds the graphs of articles as `?g`."""
    kind, news = NEWS
    return f"{{ GRAPH ?g {{ ?g {kind} {news} }} FILTER (STRSTARTS(STR(?g), {ox.Literal(ARTICLE)})) {more} }}"


def state_group() -> str:
    """The group that finds all that is noted of the store."""
    return f"{{ GRAPH {STATE} {{ ?s ?p ?o }} }}"


def noted(subject: ox.NamedNode, values: Sequence[tuple[ox.NamedNode, Term | None]]) -> str:
    """The update by which properties in the graph of the state get one value each, or none."""
    gone = [f"DELETE WHERE {{ GRAPH {STATE} {{ {subject} {key} ?old }} }}" for key, _ in values]
    rows = "".join(f"{subject} {key} {value} . " for key, value in values if value is not None)
    return " ;\n".join([*gone, *([f"INSERT DATA {{ GRAPH {STATE} {{ {rows} }} }}"] if rows else [])])


def lock_taken(lock: ox.NamedNode, values: Sequence[tuple[ox.NamedNode, Term]], until: ox.NamedNode, now: Term) -> str:
    """The update that takes a lock if nobody has one; those that have run out are taken away before."""
    rows = "".join(f"{lock} {key} {value} . " for key, value in values)
    return (
        f"DELETE {{ GRAPH {STATE} {{ ?lock ?p ?o }} }} WHERE "
        f"{{ GRAPH {STATE} {{ ?lock {until} ?until ; ?p ?o }} FILTER (?until < {now}) }} ;\n"
        f"INSERT {{ GRAPH {STATE} {{ {rows} }} }} WHERE "
        f"{{ FILTER NOT EXISTS {{ GRAPH {STATE} {{ ?other {until} ?any }} }} }}"
    )


def lock_left(lock: ox.NamedNode) -> str:
    """The update that gives a lock back."""
    return f"DELETE WHERE {{ GRAPH {STATE} {{ {lock} ?p ?o }} }}"


def lock_kept(lock: ox.NamedNode, until: ox.NamedNode, when: Term) -> str:
    """The update by which a lock that is still there runs out later."""
    return (
        f"DELETE {{ GRAPH {STATE} {{ {lock} {until} ?old }} }} INSERT {{ GRAPH {STATE} {{ {lock} {until} {when} }} }} "
        f"WHERE {{ GRAPH {STATE} {{ {lock} {until} ?old }} }}"
    )
