"""What parses foreign markup. It runs in a process of its own, within limits of time and memory (kg.read.worker).

A question and an answer are frames: a line with the name of the task and the number of bytes, then the bytes.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any

# A page of four million characters takes three seconds and 210 MB
CPU_SECONDS = 5
MEMORY = 400_000_000
_MAX_NAME = 80


def frame(name: str, data: bytes) -> bytes:
    """A question or an answer as it goes through the pipe."""
    return b"%s %d\n" % (name.encode("ascii"), len(data)) + data


def read_frame(stream: IO[bytes]) -> tuple[str, bytes] | None:
    """(name, data) of the next frame; None where the other side has ended."""
    name, _, length = stream.readline(_MAX_NAME).partition(b" ")
    if not length.strip().isdigit():
        return None
    data = stream.read(int(length))
    return (name.decode("ascii"), data) if len(data) == int(length) else None


def serve() -> None:
    """Answer one task after the other until the program ends."""
    _limit_memory()
    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints must not mix with the answers
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    while (question := read_frame(sys.stdin.buffer)) is not None:
        _limit_time()
        told = _answer(*question)
        answers.write(frame("answer", json.dumps(told, ensure_ascii=True).encode("ascii")))
        answers.flush()


def _answer(task: str, data: bytes) -> dict[str, Any]:
    try:
        return _tasks()[task](data)
    except MemoryError:
        # What is left of the memory is in pieces; the next page gets a new process
        os._exit(1)
    except ImportError as error:
        return {"error": f"reading this needs a package that does not load ({short(error)}); install kg again"}
    except Exception as error:  # a page can break the libraries in any way; the rest of the batch goes on
        return {"error": f"cannot be parsed ({short(error)}), left out"}


def _tasks() -> dict[str, Callable[[bytes], dict[str, Any]]]:
    from kg.read.captures import capture
    from kg.read.feeds import feed
    from kg.read.pages import page

    return {"page": page, "feed": feed, "capture": capture}


def short(told: object) -> str:
    """What a library or a foreign file says as a part of one line."""
    line = " ".join(str(told).split())[:80]
    return "".join(char if char.isprintable() else "\ufffd" for char in line) or type(told).__name__


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time() -> None:
    """The limit is for all time that a process ever uses; each task moves it on."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + CPU_SECONDS, hard))
