"""Evaluation under limits: a query runs in a thread of its own, with a deadline and a count of rows."""

import threading
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import TypeVar

import pyoxigraph as ox

from kg.errors import KgError, QueryError, QueryTimeoutError, StoreError, UsageError
from kg.rdf import PREFIXES
from kg.store.advice import told_better
from kg.store.engine import Engine, is_cut

T = TypeVar("T")
TIMEOUT, LIMIT, MEMORY = 10.0, 10_000, 600 << 20
_LOOK, _PAGE = 0.02, 4096
_LONGEST = 86_400
_STACK = 256 * 1024 * 1024
Value = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = tuple[Value | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a query gave. `truth` is set for ASK, `triples` for CONSTRUCT and DESCRIBE, else `rows`.

    `cut` says that there was more than the limit let through.
    """

    variables: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    triples: tuple[ox.Triple, ...] | None = None
    truth: bool | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query is about (IRIs); None for those that it names, or else all."""

    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None


WHOLE = Dataset()


@dataclass(slots=True)
class _Run:
    """One evaluation; `stopped` asks it to end at the next row."""

    graph: Engine
    text: str
    limit: int
    dataset: Dataset
    stopped: threading.Event = field(default_factory=threading.Event)
    answer: Answer | None = None
    error: BaseException | None = None

    def __call__(self) -> None:
        try:
            self.answer = self._evaluate()
        except BaseException as error:
            _forget(error)
            self.error = error

    def _evaluate(self) -> Answer:
        found = self.graph.query(
            self.text,
            prefixes=PREFIXES,
            default_graph=None if self.dataset.default is None else [*map(ox.NamedNode, self.dataset.default)],
            named_graphs=None if self.dataset.named is None else [*map(ox.NamedNode, self.dataset.named)],
        )
        if isinstance(found, ox.QueryBoolean):
            return Answer(truth=bool(found))
        if isinstance(found, ox.QuerySolutions):
            names = tuple(variable.value for variable in found.variables)
            rows, cut = self._take(tuple(solution) for solution in self._until_stopped(found))
            return Answer(variables=names, rows=rows, cut=cut or is_cut(self.graph))
        triples, cut = self._take(dict.fromkeys(self._until_stopped(found)))
        return Answer(triples=triples, cut=cut)

    def _until_stopped(self, items: Iterable[T]) -> Iterator[T]:
        try:
            for item in items:
                if self.stopped.is_set():
                    return
                yield item
        except SyntaxError as error:
            raise StoreError(f"the answer of the server is not whole ({error}); ask again") from error

    def _take(self, items: Iterable[T]) -> tuple[tuple[T, ...], bool]:
        taken = tuple(islice(items, self.limit + 1))
        return taken[: self.limit], len(taken) > self.limit


def _forget(error: BaseException | None) -> None:
    """Let go of what the calls that failed held: the engine's objects may only be dropped by their own thread."""
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__


def evaluate(graph: Engine, text: str, *, timeout: float = TIMEOUT, limit: int = LIMIT,
             memory: int = MEMORY, dataset: Dataset = WHOLE) -> Answer:  # fmt: skip
    """Run a checked query. Raises QueryError on bad syntax, QueryTimeoutError at `timeout` seconds or `memory` bytes.

    The engine cannot be interrupted inside one row: after a time-out its thread ends at the next row or
    with the process, so a program that goes on should ask the next question of a fresh process.
    """
    if not 0 < timeout <= _LONGEST:
        raise UsageError(f"a time limit is between 0 and {_LONGEST:,} seconds")
    run = _Run(graph, text, limit, dataset)
    # A deep query makes the engine's parser recurse; the default stack of a thread is too small for it.
    before = threading.stack_size(_STACK)
    try:
        thread = threading.Thread(target=run, daemon=True)
        thread.start()
    finally:
        threading.stack_size(before)
    try:
        _wait(thread, timeout, memory)
    finally:
        run.stopped.set()
    return _outcome(run)


def _wait(thread: threading.Thread, timeout: float, memory: int) -> None:
    """Until the evaluation ends. Raises QueryTimeoutError when it needs too much time or memory."""
    ends, most = monotonic() + timeout, _resident() + memory
    while thread.is_alive():
        thread.join(min(_LOOK, max(ends - monotonic(), 0)))
        if not thread.is_alive():
            return
        if monotonic() >= ends:
            raise QueryTimeoutError(f"the query was ended after {timeout:g} seconds; narrow it or add a LIMIT")
        if _resident() > most:
            raise QueryTimeoutError(f"the query was ended, for it needs more than {memory >> 20} MB; narrow it")


def _resident() -> int:
    """Bytes of memory that the process holds beside mapped files; 0 where the system does not tell."""
    try:
        _, held, mapped, *_ = map(int, Path("/proc/self/statm").read_text(encoding="ascii").split())
        return (held - mapped) * _PAGE
    except (OSError, ValueError, IndexError):
        return 0


def _outcome(run: _Run) -> Answer:
    if isinstance(run.error, SyntaxError):
        raise QueryError(f"the query is not valid SPARQL: {told_better(run.text, str(run.error))}") from run.error
    if isinstance(run.error, (ValueError, RuntimeError, OSError)):
        raise KgError(f"the query failed: {' '.join(str(run.error).split())}") from run.error
    if run.error is not None:
        raise run.error
    assert run.answer is not None
    return run.answer
