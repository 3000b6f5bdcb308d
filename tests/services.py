"""A service in a process of its own, as tests and harnesses use it: `kg serve` on a free port of loopback."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def served(store: Path, *options: str) -> Iterator[str]:
    """The address of a running service; it ends with the block, in order."""
    command = [sys.executable, "-m", "kg", "serve", "-q", "--port", "0", "-s", str(store), *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("serving http://127.0.0.1:"), line
        yield line.split()[1]
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(10)
        assert process.stdout is not None
        process.stdout.close()


def below(process: int) -> list[int]:
    """The processes that a process has started, at any remove."""
    children = Path(f"/proc/{process}/task/{process}/children")
    found = [int(name) for name in children.read_text().split()] if children.exists() else []
    return [*found, *(inner for child in found for inner in below(child))]
