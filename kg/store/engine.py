"""The engine behind the store: what is asked of one, opening Oxigraph, and changing a graph at once."""

import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol, runtime_checkable

import pyoxigraph as ox

from kg.errors import StoreError

Node = ox.NamedNode | ox.BlankNode | ox.Triple
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Graph = ox.NamedNode | ox.BlankNode | ox.DefaultGraph
Results = ox.QuerySolutions | ox.QueryBoolean | Iterator[ox.Triple]
_LINES = ox.RdfFormat.N_QUADS
_TASKS = Path("/proc/self/task")
_MERGING = "rocksdb:low"
_LEAST_URGENT = 19


class Engine(Protocol):
    """What the store asks of what holds its quads: the part of pyoxigraph's own store that is in use.

    Writing is atomic for each call, or else can be called again with the same outcome. Raises StoreError, or what
    pyoxigraph raises, where it fails.
    """

    def quads_for_pattern(
        self, subject: Node | None, predicate: ox.NamedNode | None, value: Term | None, graph: Graph | None = None, /
    ) -> Iterator[ox.Quad]:
        """The quads that fit, of all graphs unless one is given."""
        ...

    def query(
        self,
        text: str,
        /,
        *,
        prefixes: dict[str, str] | None = None,
        default_graph: list[Graph] | None = None,
        named_graphs: list[ox.NamedNode | ox.BlankNode] | None = None,
        substitutions: dict[ox.Variable, Term] | None = None,
    ) -> Results:
        """The answer to a reading query. SyntaxError if it is malformed."""
        ...

    def add(self, quad: ox.Quad, /) -> None:
        """Store one quad."""
        ...

    def extend(self, quads: Iterable[ox.Quad], /) -> None:
        """Store quads, all or none."""
        ...

    def bulk_extend(self, quads: Iterable[ox.Quad], /) -> None:
        """Store very many quads."""
        ...

    def load(self, lines: bytes, /, *, format: ox.RdfFormat) -> None:  # noqa: A002
        """Store what is written in an RDF format, all or nothing."""
        ...

    def bulk_load(self, lines: bytes, /, *, format: ox.RdfFormat) -> None:  # noqa: A002
        """Store very much of what is written in an RDF format."""
        ...

    def remove(self, quad: ox.Quad, /) -> None:
        """Forget one quad."""
        ...

    def clear_graph(self, graph: Graph, /) -> None:
        """Empty a graph."""
        ...

    def remove_graph(self, graph: Graph, /) -> None:
        """Forget a graph."""
        ...

    def named_graphs(self) -> Iterator[ox.NamedNode | ox.BlankNode]:
        """The names of all graphs but the default one."""
        ...

    def contains_named_graph(self, graph: Graph, /) -> bool:
        """Whether there is such a graph."""
        ...

    def flush(self) -> None:
        """Return when all that was written outlives a loss of power."""
        ...

    def __contains__(self, quad: object, /) -> bool: ...

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[ox.Quad]: ...


@runtime_checkable
class Changing(Protocol):
    """An engine that has a way of its own to change a graph at once."""

    def change(self, graph: Graph, gone: Iterable[ox.Quad], new: Iterable[ox.Quad], /) -> None:
        """Have a graph lose and get quads."""
        ...


@runtime_checkable
class Limited(Protocol):
    """An engine that may leave something out of an answer."""

    cut: bool


class Flag(Protocol):
    """Something that is there or is not, as a file may be."""

    def exists(self) -> bool:
        """Whether it is there."""
        ...

    def touch(self) -> None:
        """Have it be there."""
        ...

    def unlink(self, missing_ok: bool = ...) -> None:
        """Have it be gone."""
        ...


def is_cut(graph: Engine) -> bool:
    """Whether the engine left something out of the last answer."""
    return isinstance(graph, Limited) and graph.cut


def open_graph(path: Path, *, write: bool) -> ox.Store:
    """The engine's store in a folder. Raises StoreError if it is damaged."""
    try:
        if not write:
            return ox.Store.read_only(str(path))
        graph = ox.Store(str(path))
    except OSError as error:
        reason = str(error).splitlines()[0]
        raise StoreError(f"the store at {path} cannot be opened: {reason}") from error
    rank_merging(graph, urgent=False)
    return graph


def rank_merging(graph: Engine, *, urgent: bool) -> None:
    """Have the engine's own threads, which merge what has been loaded, take their turn or wait for all other work.

    What waits is merged at once, with less labour than bit by bit; what is about to be asked much is better merged
    before. Only Linux ranks threads, and not every user may raise one again.
    """
    for task in _TASKS.iterdir() if isinstance(graph, ox.Store) and _TASKS.is_dir() else ():
        with suppress(OSError):
            if (task / "comm").read_text(encoding="ascii").strip() == _MERGING:
                os.setpriority(os.PRIO_PROCESS, int(task.name), 0 if urgent else _LEAST_URGENT)


def load_lines(graph: Engine, lines: bytes, *, whole: bool = False) -> None:
    """Store lines of N-Quads, which kg has written and need not be checked: all or none if `whole`, else fast."""
    if isinstance(graph, ox.Store):
        (graph.load if whole else graph.bulk_load)(lines, format=_LINES, lenient=True)
    else:
        (graph.load if whole else graph.bulk_load)(lines, format=_LINES)


def load_file(graph: Engine, path: Path, *, whole: bool) -> None:
    """Store a file of such lines."""
    if isinstance(graph, ox.Store):
        (graph.load if whole else graph.bulk_load)(path=str(path), format=_LINES, lenient=True)
    else:
        load_lines(graph, path.read_bytes(), whole=whole)


def back_up(graph: Engine, folder: Path) -> None:
    """Copy what is in a folder to another one, which must not be there yet; other engines have nothing to copy."""
    if isinstance(graph, ox.Store):
        graph.backup(str(folder))


def change(graph: Engine, name: ox.NamedNode, gone: Collection[ox.Quad], new: Collection[ox.Quad]) -> None:
    """Have a graph lose and get quads, all or none."""
    if isinstance(graph, Changing):
        graph.change(name, gone, new)
    elif isinstance(graph, ox.Store):
        graph.update(changing(name, gone, new))


def changing(graph: ox.NamedNode, gone: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> str:
    """One update, which the engine applies whole or not at all: these quads of a graph go, and those come."""
    less, more = (" .\n".join(str(quad.triple) for quad in quads) for quads in (gone, new))
    return f"DELETE DATA {{ GRAPH {graph} {{\n{less}\n}} }} ;\nINSERT DATA {{ GRAPH {graph} {{\n{more}\n}} }}"
