"""Work that a process of its own does: it takes another core, and its memory is free again when it ends."""

import gc
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from types import TracebackType
from typing import Generic, Self, TypeVar

from kg.errors import StoreError

A = TypeVar("A")
R = TypeVar("R")

# Among fewer articles a process takes longer to begin than it saves.
MANY = 5_000
_CHILD = "from kg.store.apart import serve; serve()"


class Apart(Generic[R]):
    """A function of a module at work on an argument; both go to the process as they can be pickled."""

    def __init__(self, function: Callable[[A], R], argument: A) -> None:
        self._child = subprocess.Popen([sys.executable, "-c", _CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._child.stdin is not None
        try:
            with self._child.stdin as stream:
                pickle.dump(sys.path, stream)
                pickle.dump((function, argument), stream)
        except OSError as error:
            self.end()
            raise self._died() from error

    def result(self) -> R:
        """What came of it, once it is done. Raises StoreError if the process has died."""
        assert self._child.stdout is not None
        try:
            answer: R = pickle.load(self._child.stdout)
        except (EOFError, pickle.UnpicklingError) as error:
            raise self._died() from error
        return answer

    def _died(self) -> StoreError:
        code = self._child.wait()
        return StoreError(f"a process that helps to derive ended (exit {code}); run the same again")

    def end(self) -> None:
        """Stop it, whatever it has done."""
        self._child.kill()
        self._child.wait()
        if self._child.stdout is not None:
            self._child.stdout.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()


def serve() -> None:
    """The life of such a process."""
    # An interrupt from the keyboard reaches all processes; the parent decides what follows from it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # It holds much and leaves no cycles behind: looking for them often took it a fifth of its time.
    gc.set_threshold(50_000, 20, 20)
    sys.path[:] = pickle.load(sys.stdin.buffer)
    function, argument = pickle.load(sys.stdin.buffer)
    pickle.dump(function(argument), sys.stdout.buffer)
