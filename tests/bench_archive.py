"""An archive of many articles: `python tests/bench_archive.py CORPUS.jsonl.gz [--articles 20000] [--stages]`.

The corpus is repeated under new ids, each copy on other days, until there are so many articles. Prints the rate of
`kg build` on one core and on two, what an article costs more than among a thousand, the memory of all processes
together, how long it takes to see that nothing has changed and to take in one article more, and the share of each
stage. Fails on nothing.
"""

import argparse
import gc
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path
from typing import Any, TypeVar

from kg.assemble import assemble
from kg.errors import ReadError
from kg.extract import load_extractor
from kg.link import link
from kg.pipeline import extract_article
from kg.read import read_sources
from kg.store import Store
from kg.store.prepared import prepare

T = TypeVar("T")
_FEW = 1000
# Copies stand so far apart that none of them tells the news of another
_APART = timedelta(days=40)
_SAMPLE = 0.2
LATEST = date(2026, 11, 1)
MORE = "زار وزير خارجية بيرو مدينة كيتو يوم الأحد 16 مارس 2025. واتهمت بوليفيا تشيلي بإغلاق المعبر، ونفت تشيلي ذلك.\n"


def say(what: str, value: str) -> None:
    """One line of the result."""
    sys.stdout.write(f"{what:<52} {value}\n")
    sys.stdout.flush()


def copies(corpus: Path) -> Iterator[dict[str, Any]]:
    """The records of the corpus again and again; each copy says so in its last paragraph and is of other days."""
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    for number in count():
        yield from (_copy(record, number) for record in records) if number else records


def _copy(record: dict[str, Any], number: int) -> dict[str, Any]:
    told = {**record, "text": f"{record['text']}\n\nنسخة {number}"}
    with suppress(KeyError, TypeError, ValueError):
        told["published"] = (date.fromisoformat(record["published"][:10]) - number * _APART).isoformat()
    return told | ({"url": f"{record['url']}?copy={number}"} if record.get("url") else {})


def archive(corpus: Path, articles: int, path: Path) -> Path:
    """A file of so many articles."""
    with path.open("w", encoding="utf-8") as stream:
        for record in islice(copies(corpus), articles):
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


@dataclass(frozen=True, slots=True)
class Run:
    """A build: seconds by the clock, seconds of processors, megabytes of all its processes at their peak."""

    seconds: float
    processor: float
    megabytes: float


def built(source: Path, store: Path, cores: int) -> Run:
    """`kg build` by a process of its own that has so many cores, and as many jobs; watched from outside."""
    command = [sys.executable, "-m", "kg", "build", "-q", "--jobs", str(cores), "--store", str(store), str(source)]
    mine = os.sched_getaffinity(0)
    before, start = os.times(), time.perf_counter()
    os.sched_setaffinity(0, sorted(mine)[:cores])
    try:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    finally:
        os.sched_setaffinity(0, mine)
    peak = 0
    while process.poll() is None:
        peak = max(peak, _proportional(process.pid))
        time.sleep(_SAMPLE)
    after = os.times()
    if process.returncode:
        raise SystemExit(f"the build ended with {process.returncode}")
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(time.perf_counter() - start, used, peak / 1e6)


def _proportional(root: int) -> int:
    """Bytes of memory of a process and all below it; what several share is counted once."""
    return sum(_own(pid) for pid in _tree(root))


def _tree(root: int) -> Iterator[int]:
    yield root
    with suppress(OSError):
        for task in Path(f"/proc/{root}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _tree(int(child))


def _own(pid: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def stages(source: Path, articles: int) -> dict[str, float]:
    """Seconds of processor that each stage takes for so many articles, all in this process."""
    gc.set_threshold(50_000, 20, 20)  # as the program has it
    spent: dict[str, float] = {}
    extractor = load_extractor()
    read = [item for item in islice(read_sources([source]), articles) if not isinstance(item, ReadError)]
    extract_article(read[0], extractor, LATEST)
    found = _timed(spent, "extract", lambda: [extract_article(article, extractor, LATEST) for article in read])
    links = _timed(spent, "link", lambda: [link(one) for one in found])
    made = _timed(spent, "assemble", lambda: [assemble(*pair) for pair in zip(found, links, strict=True)])
    ready = _timed(spent, "write down, check shapes", lambda: [prepare(one) for one in made])
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "store") as store:
        _timed(spent, "store", lambda: store.put_prepared(ready))
        _timed(spent, "resolve, derive, index", store.derive)
    return {"read": _reading(source, articles), **spent}


def _reading(source: Path, articles: int) -> float:
    start = time.process_time()
    list(islice(read_sources([source]), articles))
    return time.process_time() - start


def _timed(spent: dict[str, float], name: str, stage: Callable[[], T]) -> T:
    start = time.process_time()
    result = stage()
    spent[name] = time.process_time() - start
    return result


def _say_stages(source: Path) -> None:
    spent = stages(source, _FEW)
    for name, seconds in spent.items():
        share = seconds / sum(spent.values())
        say(f"  {name}", f"{seconds:6.2f} s of a processor for {_FEW:,} articles, {share:.0%}")


def _say_run(name: str, articles: int, run: Run) -> None:
    rate = articles / run.seconds
    say(name, f"{run.seconds:7.1f} s, {rate:5.0f} articles a second, {run.processor:.0f} s of processors, "
        f"{run.megabytes:.0f} MB")  # fmt: skip


def _cores(cores: int) -> str:
    return "one core" if cores == 1 else f"{cores} cores"


def main(corpus: Path, articles: int, only_stages: bool) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="kg-archive-") as name:
        folder = Path(name)
        few = archive(corpus, _FEW, folder / "few.jsonl")
        say("stages", "")
        _say_stages(few)
        if only_stages:
            return
        many = archive(corpus, articles, folder / "many.jsonl")
        runs: dict[tuple[int, int], Run] = {}
        for number, source in ((_FEW, few), (articles, many)):
            for cores in (2, 1):
                run = runs[cores, number] = built(source, folder / f"{number}-{cores}", cores)
                _say_run(f"{number:,} articles, {_cores(cores)}", number, run)
            say(f"one to two cores, {number:,}", f"{runs[1, number].seconds / runs[2, number].seconds:.2f} times")
        for cores in (2, 1):
            one, other = runs[cores, _FEW].seconds / _FEW, runs[cores, articles].seconds / articles
            say(f"an article among {articles:,}, {_cores(cores)}", f"{other / one - 1:+.0%} beside {_FEW:,}")
        _say_run(f"{articles:,} again, unchanged", articles, built(many, folder / f"{articles}-2", 2))
        for news in ("one article more", "it says otherwise"):
            more = folder / "more.txt"
            more.write_text(f"{MORE}{news}\n", encoding="utf-8")
            say(f"{news}, among {articles:,}", f"{built(more, folder / f'{articles}-2', 2).seconds:7.1f} s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--stages", action="store_true", help="measure the stages only")
    told = parser.parse_args()
    main(told.corpus, told.articles, told.stages)
