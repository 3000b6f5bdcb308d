"""W3C's tests of SPARQL 1.1 queries, through `kg` and through the bare engine: the verdicts must be the same.

Run as `python tests/w3c.py FOLDER`, where FOLDER holds `sparql11/*/manifest.ttl` of w3c/rdf-tests. Prints the counts of
each group and every difference; exit code 1 if there is one. What `kg` refuses by design is counted apart: SERVICE, and
FROM that leaves the store.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import KgError, QueryError
from kg.store.guard import check_query
from kg.store.run import evaluate

_MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_KINDS = {"QueryEvaluationTest", "CSVResultFormatTest", "PositiveSyntaxTest", "NegativeSyntaxTest",
          "PositiveSyntaxTest11", "NegativeSyntaxTest11"}  # fmt: skip
_REFUSED = re.compile(r"SERVICE|FROM may only")
Outcome = tuple[object, ...]


@dataclass(frozen=True)
class Case:
    """One test: its group, name, query file, and the files of the default and the named graphs."""

    group: str
    name: str
    query: Path
    data: tuple[Path, ...] = ()
    named: tuple[Path, ...] = ()


def cases(folder: Path) -> Iterator[Case]:
    """The query tests of all manifests."""
    for manifest in sorted((folder / "sparql11").glob("*/manifest.ttl")):
        yield from _cases(manifest)


def _cases(manifest: Path) -> Iterator[Case]:
    graph = ox.Store()
    graph.load(manifest.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=manifest.as_uri())

    def values(node: ox.NamedNode | ox.BlankNode, name: str) -> list[str]:
        quads = graph.quads_for_pattern(node, ox.NamedNode(name), None, None)
        return sorted(str(getattr(quad.object, "value", "")) for quad in quads)

    for quad in graph.quads_for_pattern(None, _TYPE, None, None):
        kind = str(getattr(quad.object, "value", "")).rpartition("#")[2]
        if kind not in _KINDS or not isinstance(quad.subject, ox.NamedNode):
            continue
        for action in graph.quads_for_pattern(quad.subject, ox.NamedNode(_MF + "action"), None, None):
            node = action.object
            if not isinstance(node, ox.NamedNode | ox.BlankNode):
                continue
            (query,) = values(node, _QT + "query") or [node.value]
            files = (tuple(map(_path, values(node, _QT + key))) for key in ("data", "graphData"))
            yield Case(manifest.parent.name, quad.subject.value.rpartition("#")[2], _path(query), *files)


def _path(uri: str) -> Path:
    return Path(uri.removeprefix("file://"))


def loaded(case: Case) -> ox.Store:
    """The store with the data of a test."""
    store = ox.Store()
    for path in case.data:
        store.load(path.read_bytes(), format=_format(path), base_iri=path.as_uri())
    for path in case.named:
        graph = ox.NamedNode(path.as_uri())
        store.load(path.read_bytes(), format=_format(path), base_iri=path.as_uri(), to_graph=graph)
    return store


def _format(path: Path) -> ox.RdfFormat:
    return {".rdf": ox.RdfFormat.RDF_XML, ".nt": ox.RdfFormat.N_TRIPLES}.get(path.suffix, ox.RdfFormat.TURTLE)


def bare(store: ox.Store, text: str) -> Outcome:
    """What the engine answers by itself."""
    try:
        found = store.query(text)
        if isinstance(found, ox.QueryBoolean):
            return "truth", bool(found)
        if isinstance(found, ox.QueryTriples):
            return "triples", *_counted(found)
        variables = tuple(variable.value for variable in found.variables)
        return "rows", variables, *_counted(tuple(row) for row in found)
    except (SyntaxError, ValueError, RuntimeError, OSError):
        return ("error",)


def through_kg(store: ox.Store, text: str) -> Outcome:
    """What `kg` answers. Raises QueryError on what it refuses by design."""
    try:
        check_query(text)
        answer = evaluate(store, text)
    except QueryError as error:
        if _REFUSED.search(str(error)):
            raise
        return ("error",)
    except KgError:
        return ("error",)
    if answer.truth is not None:
        return "truth", answer.truth
    if answer.triples is not None:
        return "triples", *_counted(answer.triples)
    return "rows", answer.variables, *_counted(answer.rows)


def _counted(items: object) -> list[tuple[str, int]]:
    """The rows or triples with how often each comes; blank nodes, whose labels mean nothing, are alike."""
    texts = (re.sub(r"_:\w+|BlankNode value=\w+", "_:b", str(item)) for item in items)  # type: ignore[attr-defined]
    return sorted(Counter(texts).items())


def verdicts(folder: Path) -> Iterator[tuple[Case, str, Outcome, Outcome]]:
    """Each test with `same`, `refused` or `other`, and both outcomes."""
    for case in cases(folder):
        store, text = loaded(case), case.query.read_text(encoding="utf-8")
        expected = bare(store, text)
        try:
            found = through_kg(store, text)
        except QueryError as error:
            yield case, "refused", expected, (str(error),)
            continue
        yield case, "same" if found == expected else "other", expected, found


def main(folder: Path) -> int:
    """Print counts by group and the differences."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for case, verdict, expected, found in verdicts(folder):
        counts[case.group][verdict] += 1
        if verdict == "other":
            sys.stdout.write(f"{case.group}/{case.name}: bare {str(expected)[:120]} kg {str(found)[:120]}" + "\n")
    for group, count in sorted(counts.items()):
        sys.stdout.write(
            f"{group:28}{count['same']:5} the same{count['refused']:5} refused{count['other']:5} otherwise" + "\n"
        )
    total = sum(counts.values(), Counter())
    sys.stdout.write(
        f"{'all':28}{total['same']:5} the same{total['refused']:5} refused{total['other']:5} otherwise" + "\n"
    )
    return 1 if total["other"] or not total["same"] else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
