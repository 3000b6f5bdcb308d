"""A process in which foreign markup is parsed: it can be killed, and the rest of the batch goes on.

The libraries that parse HTML, feeds and archived records may need minutes, gigabytes or a crash for a page that was
made to harm. One process serves many pages, so that it costs its start only once.
"""

import atexit
import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from functools import cache
from typing import Any

from kg.errors import ReadError
from kg.read.foreign import CPU_SECONDS, MEMORY, frame, read_frame

# Processor time is what counts, so that a busy machine loses no page; this only ends a process that sleeps or
# runs where processor time cannot be limited
WALL_SECONDS = 8 * CPU_SECONDS
_TOO_LONG = f"takes more than {CPU_SECONDS} seconds to parse, left out; no article needs that long"
_TOO_BIG = f"breaks the parser or needs more than {MEMORY // 1_000_000} MB of memory, left out"


class Worker:
    """The process; started by the first task, and again after one that it did not survive."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._lock = threading.Lock()

    def ask(self, task: str, data: bytes, source: str) -> dict[str, Any]:
        """What the parser answers to a task of kg.read.foreign; a ReadError names a source that broke it."""
        with self._lock:
            answer, reason = self._answer(frame(task, data))
        if answer is None:
            raise ReadError(f"{source}: {reason}")
        told: dict[str, Any] = json.loads(answer)
        if "error" in told:
            raise ReadError(f"{source}: {told['error']}")
        return told

    def _answer(self, question: bytes) -> tuple[bytes | None, str]:
        """(the answer, or why there is none); a process that served others is not the fault of the last one."""
        fresh = not self._alive()
        process = self._running()
        answer, late = _exchange(process, question)
        if answer is not None:
            return answer, ""
        reason = self._ended(process, late)
        return (None, reason) if fresh or reason == _TOO_LONG else self._answer(question)

    def close(self) -> None:
        """End the process; a later task starts another."""
        if self._process is not None and self._owner == os.getpid():
            self._process.kill()
            _reap(self._process)
        self._process = None

    def _alive(self) -> bool:
        """Whether the process runs and belongs to us, not to the one that we were forked from."""
        return self._process is not None and self._owner == os.getpid() and self._process.poll() is None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or not self._alive():
            self.close()
            start = f"import sys; sys.path = {sys.path!r}; from kg.read.foreign import serve; serve()"
            self._process = subprocess.Popen(
                [sys.executable, "-c", start],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            self._owner = os.getpid()
        return self._process

    def _ended(self, process: subprocess.Popen[bytes], late: bool) -> str:
        """Why there was no answer."""
        with suppress(subprocess.TimeoutExpired):
            process.wait(1)
        code = process.returncode
        self.close()
        return _TOO_LONG if late or (code is not None and -code == _signal_of_time()) else _TOO_BIG


def _exchange(process: subprocess.Popen[bytes], question: bytes) -> tuple[bytes | None, bool]:
    """(the answer or None, whether the process was killed at the limit of time)."""
    late = threading.Event()

    def kill() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(WALL_SECONDS, kill)
    timer.daemon = True
    timer.start()
    assert process.stdin is not None and process.stdout is not None
    try:
        process.stdin.write(question)
        process.stdin.flush()
        found = read_frame(process.stdout)
    except OSError:
        found = None
    finally:
        timer.cancel()
    return (found[1] if found else None), late.is_set()


def _reap(process: subprocess.Popen[bytes]) -> None:
    for stream in (process.stdin, process.stdout):
        with suppress(OSError):
            if stream is not None:
                stream.close()
    process.wait()


def _signal_of_time() -> int:
    import signal

    return int(getattr(signal, "SIGXCPU", 0))


@cache
def worker() -> Worker:
    """The worker of this program; it ends with it."""
    made = Worker()
    atexit.register(made.close)
    return made
