"""The life of a process that answers: it holds the store open, and opens it anew when that has changed."""

import signal
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from kg.errors import KgError, QueryError, QueryTimeoutError, UsageError
from kg.serve.limits import Limits
from kg.serve.replies import Reply, refusal
from kg.store import Store
from kg.store.shown import newest

Task = Callable[..., Reply]


class Opened:
    """The store as its readers see it now."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._state: Path | None = None
        self._store: Store | None = None

    def store(self) -> Store:
        """Raises StoreError if there is none."""
        state = newest(self._folder)
        if self._store is None or state != self._state:
            if self._store is not None:
                self._store.close()
            self._store = Store.open(self._folder)
            self._state = state
        return self._store


def live(folder: Path, limits: Limits, channel: "Connection[Reply, tuple[str, Mapping[str, Any]]]") -> None:
    """Answer one task after the other until the other side is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    opened = Opened(folder)
    while True:
        try:
            name, values = channel.recv()
            channel.send(_answered(opened, limits, name, values))
        except (EOFError, OSError):
            return


def _answered(opened: Opened, limits: Limits, name: str, values: Mapping[str, Any]) -> Reply:
    try:
        return tasks()[name](opened.store(), limits, **values)
    except QueryTimeoutError as error:
        return refusal(504, str(error))
    except (QueryError, UsageError) as error:
        return refusal(400, str(error))
    except LookupError as error:
        return refusal(404, str(error.args[0]) if error.args else "not found")
    except KgError as error:
        return refusal(503, str(error), Retry_After="5")
    except Exception as error:  # a request must not end the service, and its failure is told in one line
        return refusal(400, f"this cannot be answered ({type(error).__name__}: {' '.join(str(error).split())[:200]})")


def tasks() -> Mapping[str, Task]:
    """What can be asked for, by name."""
    from kg.serve import pages, protocol

    return {
        "index": pages.index, "graph": pages.graph, "entity": pages.entity, "pair": pages.pair,
        "timeline": pages.timeline_page, "article": pages.article, "lookup": pages.lookup,
        "questions": pages.questions, "question": pages.answered, "editor": pages.editor, "sparql": protocol.answered,
    }  # fmt: skip
