"""What readers see: a whole state of the store that nobody changes, beside the one that is being written."""

import json
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import IO

from kg.errors import StoreError
from kg.store.folder import locked

SHOWN, _FILES, _HELD, _NEW = "shown", "files.json", "held", ".new"
_TRIES = 100
# Files that are read at once; hashing lets other threads go on.
_AT_ONCE = 4
Sums = dict[str, tuple[int, str]]


def newest(folder: Path) -> Path | None:
    """The folder of the state that readers see; None before the first build has ended."""
    states = _states(folder)
    return states[-1] if states else None


def _states(folder: Path) -> list[Path]:
    """All states, the oldest first."""
    found = (folder / SHOWN).glob("*") if (folder / SHOWN).is_dir() else ()
    return sorted((path for path in found if path.name.isdecimal()), key=lambda path: int(path.name))


def held(folder: Path) -> tuple[Path, IO[bytes] | None]:
    """The newest state, and a hold on it: until that is closed no writer takes the state away."""
    for _ in range(_TRIES):
        state = newest(folder)
        if state is None:
            raise StoreError(f"the first build of {folder} has not ended; run kg build again")
        with suppress(FileNotFoundError, BlockingIOError):
            hold = locked(state / _HELD, write=False)
            if hold is None or _is_there(state / _HELD, hold):
                return state, hold
    raise StoreError(f"{folder} changes faster than it can be read; try again")


def _is_there(path: Path, hold: IO[bytes]) -> bool:
    """Whether the file that is held is still the one with this name."""
    with suppress(FileNotFoundError):
        return path.stat().st_ino == os.fstat(hold.fileno()).st_ino
    return False


@contextmanager
def showing(folder: Path) -> Iterator[Path]:
    """A new folder to fill. When the block has ended it is what readers see; states that nobody reads are removed."""
    before = newest(folder)
    state = folder / SHOWN / str(int(before.name) + 1 if before else 1)
    fresh = state.with_suffix(_NEW)
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    yield fresh
    (fresh / _HELD).touch()
    _write_sums(fresh, before)
    fresh.rename(state)
    _flush_folder(state.parent)
    for old in _states(folder)[:-1]:
        _remove(old)


def _remove(state: Path) -> None:
    """Unless somebody reads it; then the next writer does."""
    with suppress(FileNotFoundError, BlockingIOError):
        hold = locked(state / _HELD, write=True)
        shutil.rmtree(state, ignore_errors=True)
        if hold is not None:
            hold.close()


def _write_sums(fresh: Path, before: Path | None) -> None:
    """Sizes and digests of all files; those that are links to files of the state before need not be read."""
    known = {} if before is None else _linked(before)
    files = dict(_files(fresh))
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        found = threads.map(lambda path: known.get(_inode(path)) or _sum(path), files.values())
        sums = dict(zip(files, found, strict=True))
    with (fresh / _FILES).open("w", encoding="utf-8") as stream:
        json.dump(sums, stream)
        stream.flush()
        os.fsync(stream.fileno())


def _linked(state: Path) -> dict[tuple[int, int, int], tuple[int, str]]:
    """The sums of a state's files by what a link to them shares."""
    sums = _read_sums(state)
    return {_inode(path): sums[name] for name, path in _files(state) if name in sums}


def _inode(path: Path) -> tuple[int, int, int]:
    stat = path.stat()
    return stat.st_dev, stat.st_ino, stat.st_size


def _files(state: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(state.rglob("*")):
        if path.is_file() and path.name not in {_FILES, _HELD}:
            yield path.relative_to(state).as_posix(), path


def _sum(path: Path) -> tuple[int, str]:
    digest, size = blake2b(digest_size=16), 0
    with path.open("rb") as stream:
        while part := stream.read(1 << 20):
            digest.update(part)
            size += len(part)
    return size, digest.hexdigest()


def _read_sums(state: Path) -> Sums:
    try:
        found = json.loads((state / _FILES).read_text(encoding="utf-8"))
        return {str(name): (int(size), str(digest)) for name, (size, digest) in found.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def is_whole(state: Path) -> bool:
    """Whether all files are there in their sizes, which is soon told."""
    return not any(_losses(state))


def is_sound(state: Path, name: str) -> bool:
    """Whether a file has just the bytes that were written."""
    wanted, path = _read_sums(state).get(name), state / name
    return wanted is not None and _size(path) == wanted[0] and _sum(path) == wanted


def damages(state: Path) -> Iterator[str]:
    """What is missing of a state, or differs from what was written, byte for byte."""
    yield from _losses(state)
    for name, (size, digest) in _read_sums(state).items():
        path = state / name
        if _size(path) == size and _sum(path)[1] != digest:
            yield f"{name}: has other bytes than were written"


def _losses(state: Path) -> Iterator[str]:
    sums = _read_sums(state)
    if not sums:
        yield f"{_FILES}: missing or unreadable"
    for name, (size, _) in sums.items():
        found = _size(state / name)
        if found != size:
            yield f"{name}: missing" if found is None else f"{name}: has {found:,} bytes of {size:,}"


def _size(path: Path) -> int | None:
    with suppress(OSError):
        return path.stat().st_size
    return None


def _flush_folder(folder: Path) -> None:
    """That a renaming outlives a loss of power; not every system can say so."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
