"""The folder of a store: its marker, its parts, and the lock that keeps writers apart."""

import json
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO

from kg.errors import StoreError

FORMAT, VERSION = "kg-store", 5
MARKER, GRAPH, NAMES, LOCK, STALE = "kg.json", "graph", "names.sqlite", "lock", "stale"
LEDGER = "ledger.sqlite"


def check_folder(path: Path) -> None:
    """That there is a store which this program can read; StoreError says what to do if not."""
    if not exists(path):
        raise StoreError(f"there is no store at {path}; make one with: kg build --store {path}")
    if not (path / MARKER).is_file():
        raise StoreError(f"{path} is not a kg store (no {MARKER} in it); name another with --store")
    marker = _marker(path)
    if marker.get("format") != FORMAT:
        raise StoreError(f"{path} is not a kg store ({MARKER} says otherwise); name another with --store")
    if marker.get("version") != VERSION:
        raise StoreError(f"{path} was made by another version of kg; build it again in a new folder")


def exists(path: Path) -> bool:
    """Whether there is something; StoreError if the system will not even look, as with too long a name."""
    try:
        return path.exists()
    except OSError as error:
        raise StoreError(f"cannot look for a store at {path}: {error.strerror or error}") from error


def _marker(path: Path) -> dict[str, object]:
    try:
        found = json.loads((path / MARKER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def make_folder(path: Path) -> None:
    """The folder of a new store, declared one at once, so that a store half made is still ours.

    StoreError if something else is in the way.
    """
    text = json.dumps({"format": FORMAT, "version": VERSION})
    begun = path / f"{MARKER}.new"
    try:
        path.mkdir(parents=True, exist_ok=True)
        if any(found != begun for found in path.iterdir()):
            raise StoreError(f"{path} is not empty and not a kg store; name another folder with --store")
        begun.write_text(text + "\n", encoding="utf-8")
        begun.replace(path / MARKER)
    except OSError as error:
        reason = error.strerror or error
        raise StoreError(f"cannot make a store at {path}: {reason}; name another with --store") from error


def lock_folder(path: Path) -> IO[bytes] | None:
    """Hold the store for writing; StoreError at once if another process does, which the message names."""
    try:
        handle = locked(path / LOCK, write=True)
    except BlockingIOError as error:
        raise StoreError(f"{path} is being written by {_holder(path)}; try again when it has finished") from error
    except OSError as error:
        raise StoreError(f"cannot write to the store at {path}: {error.strerror or error}") from error
    if handle is not None:
        handle.truncate(0)
        handle.write(f"{os.getpid()} {datetime.now().astimezone():%Y-%m-%d %H:%M:%S}".encode())
        handle.flush()
    return handle


def _holder(path: Path) -> str:
    with suppress(OSError, ValueError):
        process, since = (path / LOCK).read_text(encoding="ascii").split(" ", 1)
        return f"another kg (process {int(process)}, since {since})"
    return "another kg"


def locked(path: Path, *, write: bool) -> IO[bytes] | None:
    """A file with a lock on it, alone if `write`, else with others, until it is closed. BlockingIOError if it is taken.

    None where the system or the medium has no such locks.
    """
    try:
        import fcntl
    except ImportError:
        return None
    handle = path.open("ab" if write else "rb")
    try:
        fcntl.flock(handle, (fcntl.LOCK_EX if write else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.close()
        raise
    except OSError:
        handle.close()
        return None
    return handle
