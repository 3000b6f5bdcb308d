"""The folder of this machine where the copy of a store on a server is kept, and in which state it is."""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import IO

import pyoxigraph as ox

from kg.errors import StoreError
from kg.ids import digest
from kg.store.folder import LOCK, locked

_MARK = "mark"
_WAIT, _LOOK = 60.0, 0.1


def folder_for(url: str) -> Path:
    """The folder for the store at an address, made if there is none."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    cache = Path(base) if Path(base).is_absolute() else Path.home() / ".cache"
    folder = cache / "kg" / "stores" / digest([url])
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        reason = error.strerror or error
        raise StoreError(f"cannot keep a copy of the store in {folder}: {reason}; set XDG_CACHE_HOME") from error
    return folder


def mark_of(folder: Path) -> str:
    """Of which state of the server the copy in a folder is; empty if it is of none."""
    with suppress(OSError, ValueError):
        return (folder / _MARK).read_text(encoding="ascii").strip()
    return ""


def set_mark(folder: Path, mark: str) -> None:
    """Note of which state the copy is, or with an empty one that it is of none."""
    if not mark:
        (folder / _MARK).unlink(missing_ok=True)
        return
    fresh = folder / f"{_MARK}.new"
    fresh.write_text(mark + "\n", encoding="ascii")
    fresh.replace(folder / _MARK)


def held_folder(folder: Path) -> IO[bytes] | None:
    """Hold the folder alone, once other processes have let go of it."""
    ends = monotonic() + _WAIT
    while True:
        try:
            return locked(folder / LOCK, write=True)
        except BlockingIOError as error:
            if monotonic() > ends:
                raise StoreError(f"another kg is at work on the copy in {folder}; try again") from error
            sleep(_LOOK)


def emptied(path: Path) -> ox.Store:
    """A new engine in the place of what was there."""
    shutil.rmtree(path, ignore_errors=True)
    try:
        return ox.Store(str(path))
    except OSError as error:
        reason = " ".join(str(error).split())
        raise StoreError(f"cannot keep a copy of the store in {path}: {reason}; set XDG_CACHE_HOME") from error
