"""Processes that answer: a request that takes too long is ended with its process, and the others do not notice."""

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from kg.serve.limits import Limits
from kg.serve.replies import Reply, refusal
from kg.serve.work import live

_IDLE = 3
# Loaded once, before processes are forked
_LOADED = [
    "kg.articles",
    "kg.extract",
    "kg.queries.answers",
    "kg.queries.brief",
    "kg.queries.overview",
    "kg.queries.timeline",
    "kg.serve.pages",
    "kg.serve.protocol",
    "kg.store.run",
    "kg.view.brief",
    "kg.view.timeline",
]
# A request that has computed for so many seconds gets so little of the processor while others want it
_NICENESS = ((0.15, 6), (0.6, 13), (2.0, 19))
_LOOK = 0.05
# For a task to end by itself at its limit, and say so, before its process is ended
_GRACE = 1.0


@dataclass(slots=True, eq=False)
class _Worker:
    process: BaseProcess
    channel: "Connection[tuple[str, Mapping[str, Any]], Reply]"
    niceness: int = 0

    def end(self) -> None:
        """Stop it at once."""
        self.channel.close()
        self.process.kill()
        self.process.join()

    def give_way(self, seconds: float) -> None:
        """Let others have the processor first; there is no way back, so it answers no further request."""
        niceness = max((nice for after, nice in _NICENESS if seconds > after), default=0)
        if niceness > self.niceness:
            self.niceness = niceness
            # Each thread has a niceness of its own, and the engine computes in another than the first
            with suppress(OSError, AttributeError):
                for thread in Path(f"/proc/{self.process.pid}/task").iterdir():
                    os.setpriority(os.PRIO_PROCESS, int(thread.name), niceness)

    def computed(self) -> float | None:
        """Seconds of a processor that it has used in its life; None where the system does not tell."""
        try:
            fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        except (OSError, ValueError, IndexError, AttributeError):
            return None


class Pool:
    """As many processes as there are requests, up to a limit; a few stand ready."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder = folder
        self._limits = limits
        self._context = get_context("spawn" if sys.platform == "win32" else "forkserver")
        self._ready: list[_Worker] = []
        self._busy: set[_Worker] = set()
        self._free = asyncio.Semaphore(limits.processes)
        self._waiting = 0
        self._doing: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Have some processes ready."""
        if self._context.get_start_method() == "forkserver":
            self._context.set_forkserver_preload(_LOADED)
        self._ready = [self._started() for _ in range(_IDLE)]

    def close(self) -> None:
        """End all processes."""
        for worker in (*self._ready, *self._busy):
            worker.end()
        self._ready, self._busy = [], set()

    def _started(self) -> _Worker:
        here, there = self._context.Pipe()
        start: Callable[..., BaseProcess] = self._context.Process  # type: ignore[attr-defined]
        process = start(target=live, args=(self._folder, self._limits, there), daemon=True)
        process.start()
        there.close()
        return _Worker(process, here)

    async def ask(self, task: str, values: Mapping[str, Any]) -> Reply:
        """The reply to a task; 503 if too many wait, 504 at the limit of time."""
        if self._waiting >= self._limits.waiting:
            return _full()
        self._waiting += 1
        try:
            await asyncio.wait_for(self._free.acquire(), self._limits.patience)
        except TimeoutError:
            return _full()
        finally:
            self._waiting -= 1
        try:
            return await self._answered(task, values)
        finally:
            self._free.release()

    async def _answered(self, task: str, values: Mapping[str, Any]) -> Reply:
        worker = self._ready.pop(0) if self._ready else await asyncio.to_thread(self._started)
        self._busy.add(worker)
        reply: Reply | None = None
        try:
            reply = await self._exchange(worker, task, values)
        finally:
            self._busy.discard(worker)
            if reply is not None and not worker.niceness and len(self._ready) < _IDLE:
                self._ready.append(worker)
            else:
                self._later(self._replaced(worker))
        return reply or refusal(504, f"ended after {self._limits.seconds:g} seconds, or for lack of memory; narrow it")

    def _later(self, doing: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(doing)
        self._doing.add(task)
        task.add_done_callback(self._doing.discard)

    async def _replaced(self, worker: _Worker) -> None:
        """End a process, and have others ready before they are wanted."""
        await asyncio.to_thread(worker.end)
        while len(self._ready) + len(self._busy) < _IDLE:
            self._ready.append(self._started())

    async def _exchange(self, worker: _Worker, task: str, values: Mapping[str, Any]) -> Reply | None:
        """What the process replies; None if it dies or is late."""
        loop, arrived = asyncio.get_running_loop(), asyncio.Event()
        start, before = loop.time(), worker.computed()
        try:
            worker.channel.send((task, values))
            loop.add_reader(worker.channel.fileno(), arrived.set)
            while not await _within(arrived, _LOOK):
                elapsed, now = loop.time() - start, worker.computed()
                if elapsed > self._limits.seconds + _GRACE:
                    return None
                worker.give_way(elapsed if now is None or before is None else now - before)
            return await asyncio.to_thread(worker.channel.recv)
        except (EOFError, OSError):
            return None
        finally:
            with suppress(OSError, ValueError):
                loop.remove_reader(worker.channel.fileno())


async def _within(event: asyncio.Event, seconds: float) -> bool:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False
    return True


def _full() -> Reply:
    return refusal(503, "too many requests at once; try again in a moment", Retry_After="2")
