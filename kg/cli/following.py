"""Following folders: what comes or changes in them is read as soon as it lies still."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from kg.cli.output import note
from kg.errors import KgError, StoreError

_SETTLED = 1_000
Read = Callable[[list[Path]], None]


def follow(folders: Sequence[Path], read: Read) -> None:
    """Call `read` with the files that have changed, until an interrupt. Raises KgError for what is no folder."""
    from watchfiles import Change, watch

    for folder in folders:
        if not folder.is_dir():
            raise KgError(f"{folder}: only folders can be followed; name the folder that it is in")
    note(f"following {', '.join(map(str, folders))}; end with Ctrl-C")
    waiting: set[Path] = set()
    places = [folder.resolve() for folder in folders]
    for changes in watch(*places, debounce=_SETTLED, yield_on_timeout=True, raise_interrupt=False):
        for change, path in changes:
            # Of a new folder we may hear when its files are there already.
            fresh = Path(path).rglob("*") if change == Change.added else ()
            waiting |= set(_files([Path(path), *fresh], folders))
        present = sorted(path for path in waiting if path.is_file())
        if not present:
            waiting.clear()
            continue
        try:
            read(present)
            waiting.clear()
        except StoreError as error:
            # Another writer has the store; the files are read when it has finished.
            note(f"{error}; the next try is in a few seconds")


def _files(paths: Iterable[Path], folders: Sequence[Path]) -> Iterator[Path]:
    """The paths as a person named their folders; what is hidden is none of ours."""
    for path in paths:
        for folder in folders:
            if path.is_relative_to(folder.resolve()):
                inside = path.relative_to(folder.resolve())
                if not any(part.startswith(".") for part in inside.parts):
                    yield folder / inside
