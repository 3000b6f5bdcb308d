"""Work spread over processes: results come in the order of the items, and a process that dies costs one item."""

import gc
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, count, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Generic, Protocol, TypeVar

from kg.errors import KgError
from kg.store.heap import gather

T = TypeVar("T")
R = TypeVar("R")

# Starting a process takes as long as a few dozen items.
_FEW = 48
_CHUNK = 12
_AHEAD = 6
# After so many chunks each process has its memory in large pages: most of what it needs comes with the first ones.
_SETTLED = frozenset(4**power for power in range(1, 8))


@dataclass(frozen=True, slots=True)
class Lost:
    """Stands for a result that there is not: why."""

    reason: str


class Share(Protocol):
    """Gives each item with the result of a task, in order; an item whose result there is not comes with why."""

    def __call__(self, task: Callable[[T], R], items: Iterable[T]) -> Generator[tuple[T, R | Lost], None, None]:
        """The items with their results."""


def alone(task: Callable[[T], R], items: Iterable[T]) -> Generator[tuple[T, R | Lost], None, None]:
    """Not shared: this process does all."""
    return ((item, attempted(task, item)) for item in items)


def processes(jobs: int) -> Share:
    """Sharing by so many processes of this machine."""

    def share(task: Callable[[T], R], items: Iterable[T]) -> Generator[tuple[T, R | Lost], None, None]:
        return in_order(task, items, jobs)

    return share


def in_order(task: Callable[[T], R], items: Iterable[T], jobs: int) -> Generator[tuple[T, R | Lost], None, None]:
    """Each item with the result of the task, by as many processes as `jobs` says, in this one if there is little to do.

    The task goes to each process once, so that what it loads it loads once, and its memory is free again at the end:
    that is what a single process is good for.
    """
    waiting = iter(items)
    first = list(islice(waiting, _FEW))
    if len(first) < _FEW:
        yield from alone(task, first)
        return
    crew = _Crew(task, jobs, enumerate(chain(first, waiting)))
    try:
        yield from crew.run()
    finally:
        crew.end()


def attempted(task: Callable[[T], R], item: T) -> R | Lost:
    """The result; an item on which the task fails must not stop the rest."""
    try:
        return task(item)
    except KgError as error:
        return Lost(str(error))
    except Exception as error:
        return Lost(f"unexpected failure ({type(error).__name__}: {error})")


def _serve(task: Callable[[T], R], channel: "Connection[object, list[T]]") -> None:
    """The life of a process: chunks of items come, a result goes for each; it ends with its parent."""
    # An interrupt from the keyboard reaches all processes; the parent decides what follows from it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Reading leaves no cycles behind, so that looking for them often is of no use.
    gc.set_threshold(50_000, 20, 20)
    try:
        channel.send(None)
        for chunk in count():
            for item in channel.recv():
                channel.send(attempted(task, item))
            if chunk in _SETTLED:
                gather()
    except (EOFError, OSError):
        return


@dataclass(slots=True, eq=False)
class _Worker(Generic[T]):
    """A process with the numbered items that it has in hand."""

    process: SpawnProcess
    channel: "Connection[list[T], object]"
    ready: bool = False
    items: deque[tuple[int, T]] = field(default_factory=deque)

    def give(self, items: Iterable[tuple[int, T]]) -> None:
        """Send items to an idle process; it takes all before it answers, so that neither waits for the other."""
        self.items.extend(items)
        if self.items:
            try:
                self.channel.send([item for _, item in self.items])
            except OSError:
                return  # It has died, which is noticed when its answer is read.

    def end(self) -> None:
        """Stop it at once."""
        self.channel.close()
        self.process.kill()
        self.process.join()


class _Crew(Generic[T, R]):
    """Processes that share numbered items."""

    def __init__(self, task: Callable[[T], R], jobs: int, items: Iterator[tuple[int, T]]) -> None:
        self._task = task
        self._items = items
        self._done: dict[int, tuple[T, R | Lost]] = {}
        self._next = 0
        self._window = jobs * _CHUNK * _AHEAD
        self._workers = [self._started() for _ in range(jobs)]

    def _started(self) -> _Worker[T]:
        context = get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=_serve, args=(self._task, there), daemon=True)
        process.start()
        there.close()
        return _Worker(process, here)

    def run(self) -> Iterator[tuple[T, R | Lost]]:
        """The results in order."""
        chunk = list(islice(self._items, _CHUNK))
        while chunk or any(worker.items for worker in self._workers):
            for worker in self._workers:
                if not worker.items and chunk and chunk[-1][0] - self._next < self._window:
                    worker.give(chunk)
                    chunk = list(islice(self._items, _CHUNK))
            for channel in wait([worker.channel for worker in self._workers if worker.items]):
                self._receive(next(worker for worker in self._workers if worker.channel is channel))
            while self._next in self._done:
                yield self._done.pop(self._next)
                self._next += 1

    def _receive(self, worker: _Worker[T]) -> None:
        """Take one answer of a process, or notice that it has died."""
        try:
            answer = worker.channel.recv()
        except (EOFError, OSError):
            self._replace(worker)
            return
        if not worker.ready:
            worker.ready = True
            return
        number, item = worker.items.popleft()
        self._done[number] = (item, answer)  # type: ignore[assignment]

    def _replace(self, dead: _Worker[T]) -> None:
        """Give the items of a dead process to a new one, without the one on which it died."""
        dead.end()
        if not dead.ready:
            raise KgError("the processes that share the work cannot be started; try again with --jobs 1")
        number, item = dead.items.popleft()
        self._done[number] = (item, Lost(_how_ended(dead.process.exitcode)))
        fresh = self._started()
        self._workers[self._workers.index(dead)] = fresh
        fresh.give(dead.items)

    def end(self) -> None:
        """Stop all processes."""
        for worker in self._workers:
            worker.end()


def _how_ended(code: int | None) -> str:
    how = f"signal {-code}" if code is not None and code < 0 else f"exit {code}"
    return f"the process that read it ended ({how}), perhaps for want of memory"
