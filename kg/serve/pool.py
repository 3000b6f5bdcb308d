"""Processes that answer: a request that takes too long is ended with its process, and the others do not notice."""

import asyncio
import os
import sys
from collections.abc import Callable, Mapping
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

_IDLE = 2
_LOWEST = 19
# For a task to end by itself at its limit, and say so, before its process is ended
_GRACE = 1.0


@dataclass(slots=True, eq=False)
class _Worker:
    process: BaseProcess
    channel: "Connection[tuple[str, Mapping[str, Any]], Reply]"
    gave_way: bool = False

    def end(self) -> None:
        """Stop it at once."""
        self.channel.close()
        self.process.kill()
        self.process.join()

    def give_way(self) -> None:
        """Let others have the processor first; there is no way back, so it answers no further request."""
        self.gave_way = True
        with suppress(OSError, AttributeError):
            os.setpriority(os.PRIO_PROCESS, self.process.pid or 0, _LOWEST)


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

    def start(self) -> None:
        """Have some processes ready."""
        if self._context.get_start_method() == "forkserver":
            self._context.set_forkserver_preload(["kg.serve.loaded"])
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
        worker = self._ready.pop() if self._ready else await asyncio.to_thread(self._started)
        self._busy.add(worker)
        reply: Reply | None = None
        try:
            reply = await self._exchange(worker, task, values)
        finally:
            self._busy.discard(worker)
            if reply is not None and not worker.gave_way and len(self._ready) < _IDLE:
                self._ready.append(worker)
            else:
                await asyncio.to_thread(worker.end)
        return reply or refusal(504, f"ended after {self._limits.seconds:g} seconds, or for lack of memory; narrow it")

    async def _exchange(self, worker: _Worker, task: str, values: Mapping[str, Any]) -> Reply | None:
        """What the process replies; None if it dies or is late."""
        loop = asyncio.get_running_loop()
        arrived = asyncio.Event()
        try:
            worker.channel.send((task, values))
            loop.add_reader(worker.channel.fileno(), arrived.set)
            if not await _within(arrived, self._limits.slow):
                worker.give_way()
                if not await _within(arrived, self._limits.seconds - self._limits.slow + _GRACE):
                    return None
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
