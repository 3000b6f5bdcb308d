"""Asking a large store: `python tests/bench_store.py CORPUS.jsonl.gz [TRIPLES ...]` (default 1,000,000).

Articles of the corpus are stored again and again under new ids and days until the store has that many triples. Prints
how long a look-up takes as a whole process, each ready question beside its bare SPARQL, and the memory; fails on
nothing.
"""

import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path

import pyoxigraph

from kg.assemble import assemble
from kg.errors import KgError, ReadError
from kg.extract import RuleExtractor
from kg.ids import digest
from kg.link import link
from kg.model import Evidence, Statement, Subgraph, TimeSpan
from kg.pipeline import extract_article
from kg.queries.ready import bind, load_questions
from kg.rdf import PREFIXES
from kg.read import read_sources
from kg.store import Store

ARTICLES, ROUNDS, LOOKUPS = 300, 3, 11
LATEST = date(2026, 11, 1)
APART = 40
NAMES = ("بوتين", "Netanyahou", "وزير الخارجية الروسي", "كوريا الشماليه", "Zzyxqwv")


def say(what: str, value: str) -> None:
    """One line of the result."""
    sys.stdout.write(f"{what:<40} {value}\n")
    sys.stdout.flush()


def read(corpus: Path) -> list[Subgraph]:
    """What the first articles of the corpus contribute."""
    extractor, found = RuleExtractor(), []
    articles = (item for item in read_sources([corpus]) if not isinstance(item, ReadError))
    for article in islice(articles, ARTICLES):
        extraction = extract_article(article, extractor, LATEST)
        found.append(assemble(extraction, link(extraction)))
    return found


def again(told: Subgraph, number: int) -> Subgraph:
    """The same contribution as another article would make it, some weeks later."""
    days = timedelta(days=APART * number)
    name = digest([told.article.id, str(number)])
    published = told.article.published + days if told.article.published else None

    def moved(evidence: Evidence) -> Evidence:
        return replace(evidence, article=name)

    def later(when: TimeSpan | None) -> TimeSpan | None:
        return replace(when, start=when.start + days, end=when.end + days) if when and when.start.year > 1900 else when

    def retold(one: Statement) -> Statement:
        event = one.event if one.relation else digest([one.event, str(number)])
        words = {"evidence": moved(one.evidence), "trigger": moved(one.trigger)}
        return replace(one, id=digest([one.id, str(number)]), event=event, date=later(one.date), **words)  # type: ignore[arg-type]

    article = replace(told.article, id=name, published=published)
    return Subgraph(article=article, entities=told.entities, statements=tuple(map(retold, told.statements)))


def seconds(run: Callable[[], object]) -> float:
    """The median of some runs."""
    found = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        run()
        found.append(time.perf_counter() - started)
    return statistics.median(found)


def lookups(folder: Path) -> None:
    """Whole processes of `kg lookup`."""
    for name in NAMES:
        command = [sys.executable, "-m", "kg", "lookup", name, "-s", str(folder), "-q"]
        found = []
        for _ in range(LOOKUPS):
            started = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
            found.append(time.perf_counter() - started)
        say(f"kg lookup {name}", f"median of {LOOKUPS}: {statistics.median(found) * 1000:.0f} ms")


def _all(store: Store, text: str) -> list[object]:
    """What the engine itself answers, as much of it as `kg` would read."""
    found = store.engine.query(text, prefixes=PREFIXES)
    return [] if isinstance(found, pyoxigraph.QueryBoolean) else list(islice(found, 10_001))


def questions(store: Store) -> None:
    """Each ready question with the values of its example, through `kg` and bare."""
    worst, ratios = 0.0, []
    for name, asked in load_questions().items():
        pairs = dict(re.findall(r"(\w+)=(.*?)(?= \w+=|$)", asked.example))
        needed = {param.name for param in asked.params if param.required}
        try:
            text = bind(asked, {key: value for key, value in pairs.items() if key in needed}, store)
        except KgError as error:
            say(name, f"left out: {error}")
            continue
        bare = seconds(lambda text=text: _all(store, text))  # type: ignore[misc]
        ours = seconds(lambda text=text: store.query(text, timeout=60))  # type: ignore[misc]
        worst = max(worst, ours)
        ratios.append(ours / bare)
        say(name, f"bare {bare * 1000:7.1f} ms, through kg {ours * 1000:7.1f} ms = {ours / bare:.2f} times")
    say("slowest question", f"{worst:.2f} s; ratios {min(ratios):.2f} to {max(ratios):.2f}")


def main(corpus: Path, sizes: Sequence[int]) -> None:
    """The figures for each size."""
    once = read(corpus)
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "store") as store:
            started = time.perf_counter()
            for number in count():
                if len(store.engine) >= size * 0.86:
                    break
                store.put_all(again(told, number) for told in once)
            stored = time.perf_counter()
            store.derive()
            say("triples", f"{len(store.engine):,} of {sum(1 for _ in store.articles()):,} articles")
            say("stored and derived", f"{stored - started:.0f} s and {time.perf_counter() - stored:.0f} s")
            questions(store)
            store.close()
            lookups(Path(folder) / "store")
        say("memory", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB at most")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [int(size) for size in sys.argv[2:]] or [1_000_000])
