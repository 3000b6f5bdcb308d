"""The folder of a store: its marker, its parts, and the lock between one writer and readers."""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import IO

from kg.errors import StoreError

FORMAT, VERSION = "kg-store", 2
MARKER, GRAPH, NAMES, LOCK, STALE = "kg.json", "graph", "names.sqlite", "lock", "stale"


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
    if not (path / GRAPH / "CURRENT").is_file():
        raise StoreError(f"{path} is damaged (no graph in it); delete the folder and build again")


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
    """A new store's folder, without its marker; StoreError if something else is in the way."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        if any(path.iterdir()):
            raise StoreError(f"{path} is not empty and not a kg store; name another folder with --store")
    except OSError as error:
        reason = error.strerror or error
        raise StoreError(f"cannot make a store at {path}: {reason}; name another with --store") from error


def write_marker(path: Path) -> None:
    """Declare the folder a store; done last, so that half a store is never taken for one."""
    text = json.dumps({"format": FORMAT, "version": VERSION})
    (path / MARKER).write_text(text + "\n", encoding="utf-8")


def lock_folder(path: Path, *, write: bool) -> IO[bytes] | None:
    """Hold the store: many readers or one writer. StoreError at once if another process is in the way.

    The engine keeps out a second writer only; a reader beside a writer could see files vanish.
    None where the system or the medium has no such locks.
    """
    try:
        import fcntl
    except ImportError:
        return None
    with suppress(OSError):
        handle = (path / LOCK).open("ab" if os.access(path, os.W_OK) else "rb")
        try:
            fcntl.flock(handle, (fcntl.LOCK_EX if write else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError as error:
            handle.close()
            doing = "in use" if write else "being written"
            raise StoreError(f"{path} is {doing} by another kg; try again when it has finished") from error
        return handle
    return None
