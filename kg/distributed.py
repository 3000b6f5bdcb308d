"""Work spread over machines by dask.distributed: the same results in the same order as on one machine."""

import logging
import pickle
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import lru_cache
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar, cast

from kg.errors import KgError
from kg.resources import program_mark
from kg.workers import Lost, Share, attempted

if TYPE_CHECKING:
    from distributed import Client

T = TypeVar("T")
R = TypeVar("R")

_CHUNK = 12
_AHEAD = 4
_PATIENCE = 10
_MISSING = "the engine dask is an extra; install it with: pip install 'kg[dask]'"


@contextmanager
def cluster(address: str | None, jobs: int) -> Iterator[Share]:
    """Sharing by the workers of the scheduler at `address` (`tcp://host:port`), or by `jobs` workers started here.

    Raises KgError if distributed is not installed, or no scheduler or no worker answers within ten seconds.
    """
    if find_spec("distributed") is None:
        raise KgError(_MISSING)
    # Workers that come and go are told of in many lines; what follows for the user is told by us.
    logging.getLogger("distributed").setLevel(logging.CRITICAL + 1)
    where = address or "this machine"
    try:
        with ExitStack() as stack:
            if address is None:
                address = stack.enter_context(_local(jobs))
            yield _ready(stack.enter_context(_client(address)), where)
    except (OSError, TimeoutError, ValueError) as error:
        reason = " ".join(str(error).split()) or "no answer"
        advice = "start a scheduler and workers, or leave --engine out"
        raise KgError(f"no dask workers at {where} ({reason}); {advice}") from error


def _local(jobs: int) -> AbstractContextManager[Any]:
    from distributed import LocalCluster

    made: Any = LocalCluster
    return cast(AbstractContextManager[Any], made(n_workers=jobs, threads_per_worker=1, dashboard_address=None))


def _client(address: Any) -> "AbstractContextManager[Client]":
    from distributed import Client

    made: Any = Client
    return cast("AbstractContextManager[Client]", made(address, timeout=_PATIENCE))


def _ready(client: "Client", where: str) -> Share:
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError as error:
        raise KgError(f"the scheduler at {where} has no workers; start one with: dask worker ADDRESS") from error

    def share(task: Callable[[T], R], items: Iterable[T]) -> Generator[tuple[T, R | Lost], None, None]:
        return _in_order(client, task, items)

    return share


def _in_order(
    client: "Client", task: Callable[[T], R], items: Iterable[T]
) -> Generator[tuple[T, R | Lost], None, None]:
    """A window of chunks goes around; a chunk whose worker died again and again is taken item by item."""
    from distributed.client import FutureCancelledError
    from distributed.comm.core import CommClosedError

    waiting: deque[tuple[list[T], Any]] = deque()
    blob, rest, workers = pickle.dumps(task), iter(items), cast(Any, client).nthreads
    try:
        while True:
            while len(waiting) < _AHEAD * len(workers()) and (chunk := list(islice(rest, _CHUNK))):
                waiting.append((chunk, _submitted(client, blob, chunk)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            yield from zip(chunk, _results(client, blob, chunk, future), strict=True)
    except (CommClosedError, FutureCancelledError) as error:
        raise KgError("the dask scheduler went away; what is stored is kept, run the same again") from error


def _submitted(client: "Client", blob: bytes, chunk: Sequence[T]) -> Any:
    return client.submit(_run, blob, program_mark(), chunk, pure=False)


def _results(client: "Client", blob: bytes, chunk: Sequence[T], future: Any) -> Iterator[R | Lost]:
    from distributed import KilledWorker

    try:
        yield from future.result()
    except KilledWorker:
        if len(chunk) == 1:
            yield Lost("each worker that read it ended, perhaps for want of memory")
            return
        for item in chunk:
            yield from _results(client, blob, [item], _submitted(client, blob, [item]))


def _run(blob: bytes, mark: str, chunk: Sequence[T]) -> list[R | Lost]:
    """What a worker does. Raises KgError on a worker that would read otherwise than we do."""
    if mark != program_mark():
        raise KgError("a dask worker has another version of kg or of its data; install the same one everywhere")
    task: Callable[[T], R] = _loaded(blob)
    return [attempted(task, item) for item in chunk]


@lru_cache(maxsize=1)
def _loaded(blob: bytes) -> Any:
    """The task; a worker loads it once for all chunks."""
    return pickle.loads(blob)
