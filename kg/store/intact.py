"""Whether a store is what was written."""

from collections.abc import Iterator
from pathlib import Path

from kg.errors import StoreError
from kg.store.base import Store
from kg.store.folder import check_folder
from kg.store.shown import damages, newest


def faults(folder: Path) -> Iterator[str]:
    """What is damaged, a line each; nothing comes of a store that is sound. Raises StoreError if it is no store.

    What readers see is compared with the digests that were noted when it was written; the writer's part is read whole,
    for the engine keeps check-sums of it.
    """
    check_folder(folder)
    shown = newest(folder)
    if shown is None:
        yield "no build has ended yet, or what it made is gone; run kg build again"
    else:
        yield from (f"{shown.relative_to(folder)}/{line}" for line in damages(shown))
    yield from _written(folder)


def _written(folder: Path) -> Iterator[str]:
    try:
        with Store.open(folder, write=True) as store:
            count = sum(1 for _ in store.engine)
            seen = None if store.stale else _seen(folder)
    except (StoreError, OSError, RuntimeError) as error:
        yield f"the writer's part: {' '.join(str(error).split())}"
        return
    if seen is not None and seen != count:
        yield f"the writer's part has {count:,} quads, readers see {seen:,}; run kg build again"


def _seen(folder: Path) -> int | None:
    with Store.open(folder) as store:
        return len(store.engine)
