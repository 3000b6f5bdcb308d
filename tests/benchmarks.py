"""Speeds beside a reference measured in the same run: `python tests/benchmarks.py [CORPUS.jsonl.gz]`.

Prints; fails on nothing. Without a corpus the seed article is read again and again.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path

import pyoxigraph

from kg.assemble import assemble
from kg.errors import ReadError
from kg.extract import RuleExtractor
from kg.link import link
from kg.model import Article, Span
from kg.pipeline import extract_article
from kg.queries.ready import ask, load_questions
from kg.rdf import PREFIXES, value_of
from kg.read import read_sources
from kg.store import Store

SEEDS = Path(__file__).parent.parent / "seeds"
ARTICLES = 300
ROUNDS = 9
PATIENCE = 5.0
LATEST = date(2026, 11, 1)
QUERIES = {
    "every claim with its quote": (
        "SELECT ?c ?type ?status ?quote { GRAPH ?g { ?c dip:claimType ?type ; dip:factuality ?status ;"
        " dip:evidence / oa:exact ?quote } }"
    ),
    "who acts on whom, with names": (
        "SELECT ?e ?a ?b ?name { ?e dip:actor ?a ; (dip:target|dip:destination|dip:gathering) ?b ."
        " ?a rdfs:label ?name } ORDER BY ?name ?e"
    ),
    "pairs named in one article": (
        "SELECT ?a ?b (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?a rdfs:label ?one . ?b rdfs:label ?two }"
        " FILTER (STR(?a) < STR(?b)) } GROUP BY ?a ?b ORDER BY DESC(?n) LIMIT 5000"
    ),
}
SENTENCES = (
    "زار وزير الخارجية التركي بغداد يوم الأحد والتقى الرئيس العراقي لبحث ملف المياه. ",
    "واتهمت كندا الهند بالتدخل في شؤونها، ونفت نيودلهي ذلك. ",
    "ومن المقرر أن يوقع الجانبان اتفاقا جديدا خلال قمة تعقد في عمان الشهر المقبل. ",
)


def say(what: str, value: str) -> None:
    """One line of the result."""
    sys.stdout.write(f"{what:<58} {value}\n")
    sys.stdout.flush()


def seconds(task: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """How long a task takes by a clock."""
    start = clock()
    task()
    return clock() - start


def articles(sources: Sequence[Path]) -> list[Article]:
    """At most ARTICLES articles; a few are repeated, each with an identity of its own."""
    found = [item for item in islice(read_sources(sources), ARTICLES) if not isinstance(item, ReadError)]
    if not found:
        sys.exit(f"no article in {', '.join(map(str, sources))}")
    return [replace(found[n % len(found)], id=f"{n:016x}") for n in range(ARTICLES)]


def extraction(read: Sequence[Article], extractor: RuleExtractor) -> None:
    """Articles per second of one core, by processor time."""
    extract_article(read[0], extractor, LATEST)
    spent = seconds(lambda: [extract_article(one, extractor, LATEST) for one in read], time.process_time)
    length = statistics.fmean(len(one.text) for one in read)
    say(f"extraction, {len(read)} articles of {length:,.0f} characters", f"{len(read) / spent:8.0f} a second and core")


def filled(read: Sequence[Article], extractor: RuleExtractor, folder: Path) -> None:
    """A store of the articles on disk; the time of each stage after extraction."""
    done = [extract_article(one, extractor, LATEST) for one in read]
    subgraphs = [assemble(one, link(one)) for one in done]
    with Store.create(folder) as store:
        put = seconds(lambda: store.put_all(subgraphs))
        derived = seconds(store.derive)
    say("storing", f"{len(read) / put:8.0f} articles a second")
    say("deriving the default graph and the index of names", f"{len(read) / derived:8.0f} articles a second")


def started(command: Sequence[str]) -> float:
    """Median wall time of a whole process."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}

    def run() -> None:
        subprocess.run(command, env=environment, capture_output=True, check=True)

    run()
    return statistics.median(seconds(run) for _ in range(ROUNDS))


def startup(folder: Path) -> None:
    """A look-up as a whole process beside an interpreter that does nothing."""
    with Store.open(folder) as store:
        name = store.names.foremost() or "x"
    bare = started([sys.executable, "-c", "pass"])
    program = [sys.executable, "-c", "from kg.cli import main; main()"]
    lookup = started([*program, "lookup", name, "--store", str(folder)])
    say("python -c pass, median of 9", f"{bare * 1000:8.1f} ms")
    say("kg lookup, median of 9", f"{lookup * 1000:8.1f} ms = {lookup / bare:.2f} times that")


def sparql(folder: Path) -> None:
    """Queries through the program beside the bare engine on the same store."""
    with Store.open(folder) as store:
        say("store for SPARQL", f"{len(store.engine):8,} quads")
        for name, text in QUERIES.items():
            bare, through, rows = compared(store, text)
            ratio = f"bare {bare * 1000:.1f} ms, through kg {through * 1000:.1f} ms = {through / bare:.2f} times"
            say(f"SPARQL: {name} ({rows:,} rows)", f"   {ratio}")


def questions(folder: Path) -> None:
    """The ready questions without optional values, about the two most active."""
    with Store.open(folder) as store:
        first, second = (value_of(row[0]) for row in ask(store, "most-active").rows[:2])
        given = {"about": first, "with": second, "entity": first, "speaker": first, "on": LATEST.isoformat()}
        spent = {}
        for name, asked in load_questions().items():
            values = {param.name: given.get(param.name, "") for param in asked.params if param.required}
            if all(values.values()):
                spent[name] = seconds(lambda name=name, values=values: ask(store, name, values))  # type: ignore[misc]
    slowest = max(spent, key=lambda name: spent[name])
    median = statistics.median(spent.values())
    say(f"{len(spent)} ready questions", f"   median {median * 1000:.0f} ms, {slowest} {spent[slowest] * 1000:.0f} ms")


def compared(store: Store, text: str) -> tuple[float, float, int]:
    """Median times of the engine and of the program in turns, and the number of rows."""

    def engine() -> int:
        found = store.engine.query(text, prefixes=PREFIXES)
        assert isinstance(found, pyoxigraph.QuerySolutions)
        return len(list(found))

    def program() -> int:
        return len(store.query(text, timeout=600, limit=10_000_000).rows)

    rows = engine()
    assert program() == rows
    pairs = [(seconds(engine), seconds(program)) for _ in range(ROUNDS)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs), rows


def texts() -> Iterator[tuple[str, Callable[[int], str]]]:
    """Shapes of long texts, made to a number of characters."""
    three = "".join(SENTENCES)
    yield "paragraphs", lambda size: (three + "\n\n") * (size // len(three) + 1)
    yield "one line", lambda size: three * (size // len(three) + 1)
    yield "ever new persons", lambda size: "".join(new_person(n) for n in range(size // 50))
    yield "one sentence", lambda size: three.replace(". ", " ") * (size // len(three) + 1)


def new_person(number: int) -> str:
    """A sentence about somebody whom no other sentence names."""
    name = "".join("بتجحدرسشصطفقكلمن"[number >> shift & 15] + "ا" for shift in (0, 4, 8, 12))
    return f"وقال وزير الخارجية محمد {name}كوف إن الاجتماع مع فرنسا مهم جدا.\n"


def lengths(extractor: RuleExtractor) -> None:
    """Microseconds a character for longer and longer texts: level where the cost is linear."""
    for shape, made in texts():
        for size in (1_000, 10_000, 100_000, 1_000_000):
            text = made(size)[:size]
            article = Article(id="0", text=text, source="x", lang="ar", blocks=(Span(0, size),), published=LATEST)
            spent = seconds(lambda one=article: extract_article(one, extractor, LATEST))  # type: ignore[misc]
            say(f"{shape} of {size:,} characters", f"{spent * 1000:8.0f} ms, {spent / size * 1e6:.1f} µs a character")
            if spent > PATIENCE:
                say(f"longer texts as {shape}", "   left out: they take too long")
                break


def main(corpus: Sequence[str]) -> None:
    """All measurements, one after the other."""
    extractor = RuleExtractor()
    say("loading the lexicon", f"{seconds(lambda: extractor.lexicon) * 1000:8.0f} ms")
    read = articles([Path(name) for name in corpus] or [SEEDS])
    extraction(read, extractor)
    with tempfile.TemporaryDirectory() as folder:
        filled(read, extractor, Path(folder) / "store")
        startup(Path(folder) / "store")
        sparql(Path(folder) / "store")
        questions(Path(folder) / "store")
    lengths(extractor)


if __name__ == "__main__":
    main(sys.argv[1:])
