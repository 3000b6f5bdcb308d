"""Reads each kind of hostile file in a process of its own, within limits, and measures it.

`python tests/hostile_runs.py --all` builds a store of each kind beside a good article and prints a line a kind and the
figures; `--read` stores nothing, which is quicker. The processes are forked from one that has the program loaded, so
that a kind costs only itself.
"""

import argparse
import contextlib
import ctypes
import io
import json
import os
import resource
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from hostile_files import BODY, KINDS, Kind, written

from kg.read.worker import worker

if TYPE_CHECKING:
    from kg.extract import RuleExtractor

SECONDS = 10
MEGABYTES = 512
_KILL_AFTER = 120
_AT_ONCE = 2
_MARK = "KG_HOSTILE_RUNS"
# prctl(2): drop a capability from what a new program may have; those to read and enter what is forbidden
_DROP, _FORBIDDEN = 24, (1, 2)
_SAMPLE = 0.01
_PAGE = os.sysconf("SC_PAGE_SIZE")


Task = Callable[[Path, Path, Path], None]


@dataclass(slots=True, kw_only=True)
class Run:
    """What a build of one kind did beside a good article: its code, notes and articles, its time and memory.

    `processor` is the time that it computed, which other work on the machine does not change.
    """

    name: str
    code: int = -1
    notes: str = ""
    articles: int = -1
    seconds: float = 0.0
    processor: float = 0.0
    megabytes: float = 0.0


def run(name: str, folder: Path, task: Task) -> Run:
    """Read the kind and a good article in a new folder, measured from outside."""
    folder.mkdir()
    kind, source, good, result = KINDS[name], folder / "kind", folder / "good.txt", folder / "result.json"
    good.write_text(BODY.replace("فيدان", "فيدان أمس"), encoding="utf-8")
    # Writing what is large must not count as memory of the build
    _watched(_forked(lambda: written(kind, source)))
    start = time.perf_counter()
    peak, processor = _watched(_forked(lambda: task(source, good, result)))
    seconds = time.perf_counter() - start
    told = json.loads(result.read_text(encoding="utf-8")) if result.exists() else {}
    return Run(
        name=name, seconds=round(seconds, 2), processor=round(processor, 2), megabytes=round(peak / 1_000_000), **told
    )


def _forked(task: Callable[[], object]) -> int:
    """A process that does this and ends."""
    child = os.fork()
    if child:
        return child
    try:
        task()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


def _build(source: Path, good: Path, result: Path) -> None:
    """Store what is hostile and what is good, and note what came of it."""
    store = good.parent / "store"
    code, notes = _called("build", "-q", "-s", str(store), str(source), str(good))
    _, stats = _called("stats", "-s", str(store), out=True)
    _note(result, code, notes, json.loads(stats)["articles"] if stats.startswith("{") else -1)


def _read(source: Path, good: Path, result: Path) -> None:
    """The same without a store, with the extractor that is loaded."""
    from kg.cli.output import noted
    from kg.intake import read_articles
    from kg.interchange import exchange
    from kg.pipeline import extract_article

    failures: list[str] = []
    warnings: list[str] = []
    found = {article.id: exchange(extract_article(article, extractor(), date.today()))
             for article in read_articles([source, good], failures, warnings)}  # fmt: skip
    with contextlib.redirect_stderr(io.StringIO()) as notes:
        code = noted(failures, warnings)
    _note(result, code, notes.getvalue(), len(found))


def _note(result: Path, code: int, notes: str, articles: int) -> None:
    # What it computed counts only when it has ended
    worker().close()
    result.write_text(json.dumps({"code": code, "notes": notes, "articles": articles}), encoding="utf-8")


def _called(*arguments: str, out: bool = False) -> tuple[int, str]:
    """(exit code, notes or output) of a command."""
    from kg.cli import main

    streams = io.StringIO(), io.StringIO()
    try:
        with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
            main(arguments)
    except SystemExit as ended:
        return int(ended.code or 0), streams[0 if out else 1].getvalue()
    return -1, ""


def _watched(child: int) -> tuple[float, float]:
    """(the most memory of the child and what it started at once, seconds of processor); a hanging one is killed."""
    peak, deadline = 0.0, time.monotonic() + _KILL_AFTER
    while not (ended := os.wait4(child, os.WNOHANG))[0]:
        peak = max(peak, _memory(child))
        if time.monotonic() > deadline:
            os.kill(child, 9)
        time.sleep(_SAMPLE)
    return peak, ended[2].ru_utime + ended[2].ru_stime


def _memory(child: int) -> float:
    """Bytes in memory of a process and its children."""
    with contextlib.suppress(OSError):
        started = Path(f"/proc/{child}/task/{child}/children").read_text(encoding="ascii").split()
        return sum(map(_resident, (str(child), *started)))
    return 0.0


def _resident(process: str) -> float:
    try:
        return int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]) * _PAGE
    except OSError:
        return 0.0


def faults(done: Run, kind: Kind) -> list[str]:
    """What is wrong with a run: nothing, if the program is right."""
    expected = 1 + kind.read
    lines = done.notes.splitlines()
    wrong = {
        f"computed for {done.processor} seconds": done.processor > SECONDS,
        f"took {done.megabytes} MB": done.megabytes > MEGABYTES,
        f"exit code {done.code}": done.code not in (0, 1),
        f"{done.articles} articles, not {expected}": done.articles != expected,
        f"does not say {kind.says!r}": kind.says not in done.notes,
        "says something": not kind.says and bool(lines),
        "a line that is not plain": not all(line.startswith("kg: ") and line.isprintable() for line in lines),
        "an unexpected failure": "unexpected" in done.notes or "Traceback" in done.notes,
    }
    return [what for what, true in wrong.items() if true]


def obedient() -> None:
    """Start again without the right of root to read what may not be read, for there are files of that kind."""
    if os.geteuid() == 0 and _MARK not in os.environ:
        libc = ctypes.CDLL(None)
        for capability in _FORBIDDEN:
            libc.prctl(_DROP, capability, 0, 0, 0)
        os.environ[_MARK] = "1"
        os.execv(sys.executable, [sys.executable, *sys.argv])


@cache
def extractor() -> "RuleExtractor":
    """The extractor, with all that it needs."""
    from kg.extract import RuleExtractor
    from kg.interchange import exchange
    from kg.pipeline import extract_article
    from kg.read.articles import from_text
    from kg.store import Store  # noqa: F401

    made = RuleExtractor()
    exchange(extract_article(from_text(BODY, "loaded"), made, date.today()))
    return made


def runs(names: list[str], folder: Path, task: Task) -> list[Run]:
    """The runs of these kinds, two at a time: each by a process without threads, for a fork copies what they hold."""
    with get_context("fork").Pool(_AT_ONCE) as pool:
        return pool.starmap(run, [(name, folder / str(number), task) for number, name in enumerate(names)], chunksize=1)


def main() -> None:
    """Run the kinds and print what they did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--big", action="store_true", help="the big kinds instead of the small ones")
    parser.add_argument("--all", action="store_true", help="all kinds")
    parser.add_argument("--read", action="store_true", help="extract instead of building a store")
    parser.add_argument("--only", help="the kinds whose name holds this")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    names = [name for name, kind in KINDS.items()
             if (given.only in name if given.only else given.all or kind.big == given.big)]  # fmt: skip
    obedient()
    extractor()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        done = runs(names, Path(folder), _read if given.read else _build)
    sys.stdout.write(json.dumps([asdict(one) for one in done]) if given.json else table(done))


def table(done: list[Run]) -> str:
    """A line a kind, and the figures."""
    lines = []
    for one in done:
        wrong = "; ".join(faults(one, KINDS[one.name])) or "well"
        lines.append(f"{one.seconds:6.2f} s {one.processor:6.2f} s {one.megabytes:5.0f} MB  {one.name:<42} {wrong}")
        lines += [f"{'':>20}{line[:150]}" for line in one.notes.splitlines()[:2]]
    bad = sum(bool(faults(one, KINDS[one.name])) for one in done)
    slowest, largest = max(done, key=lambda one: one.seconds), max(done, key=lambda one: one.megabytes)
    lines.append(f"{len(done)} kinds, {bad} not well; slowest {slowest.seconds} s ({slowest.name}), "
                 f"most memory {largest.megabytes:.0f} MB ({largest.name})")  # fmt: skip
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
