"""`kg serve` under attack: `python tests/serving.py STORE [--cases 1000]`.

Asks 200 ready questions and queries while eight clients send what never ends, compares every answer with what the
engine says without the service, and prints the times; then lets schemathesis try the description of the service.
"""

import argparse
import http.client
import json
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from services import served

from kg.queries.answers import answer_text
from kg.queries.ready import bind, load_questions
from kg.store import Store

HOSTILE = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * { ?a (dip:met|dip:accused|!dip:met)* ?b . ?c (dip:met|!dip:met)+ ?d } ORDER BY ?a ?d",
    'SELECT ?q { GRAPH ?g { ?s oa:exact ?q } FILTER REGEX(?q, "(.*ا.*){9}x(.*ب.*){9}$") GRAPH ?h { ?t oa:exact ?r } }',
    "SELECT DISTINCT ?a ?d { GRAPH ?g { ?a ?p ?b } GRAPH ?h { ?c ?q ?d } } ORDER BY ?d",
    "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER (?a = ?i && ?c = 1) }",
    "CONSTRUCT { ?a ?e ?f } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
)
GOOD = (
    "SELECT ?e ?who { ?e a dip:Meeting ; dip:actor ?who } ORDER BY ?e ?who LIMIT 100",
    "SELECT (COUNT(DISTINCT ?e) AS ?n) { ?e a dip:Visit }",
    "ASK { ?a dip:accused ?b }",
    "SELECT ?name { ?x a dip:Country ; rdfs:label ?name } ORDER BY ?name LIMIT 200",
    "SELECT ?status (COUNT(*) AS ?n) { GRAPH ?g { ?c dip:factuality ?status } } GROUP BY ?status ORDER BY ?status",
)
BIG = "SELECT * { ?s ?p ?o } #" + "x" * 1_100_000


def good_queries(store: Store) -> list[str]:
    """Our own, and the ready questions that need nothing."""
    ready = [one for one in load_questions().values() if not any(param.required for param in one.params)]
    return [*GOOD, *(bind(one, {}, store) for one in ready)]


def ask(address: str, query: str, timeout: float = 60.0) -> tuple[int, bytes]:
    """Status and body of a query by POST."""
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=timeout)
    try:
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/sparql-results+json"}
        connection.request("POST", "/sparql", urlencode({"query": query}), kind)
        reply = connection.getresponse()
        return reply.status, reply.read()
    finally:
        connection.close()


def _attack(address: str, number: int, ended: threading.Event) -> None:
    """One hostile client: endless queries, and in between a body that is too long and a head that never ends."""
    for turn in range(1_000_000):
        if ended.is_set():
            return
        with suppress(OSError, http.client.HTTPException):
            if turn % 7 == 5:
                ask(address, BIG)
            elif turn % 7 == 6:
                _crawl(address, ended)
            else:
                ask(address, HOSTILE[(number + turn) % len(HOSTILE)])


def _crawl(address: str, ended: threading.Event) -> None:
    place = urlsplit(address)
    with socket.create_connection((place.hostname or "", place.port or 0), 5) as crawling:
        for letter in "GET / HTTP/1.1\r\nX: ":
            crawling.sendall(letter.encode())
            if ended.wait(0.1):
                return


@contextmanager
def attacked(address: str, clients: int) -> Iterator[None]:
    """So many hostile clients while the block runs."""
    ended = threading.Event()
    threads = [threading.Thread(target=_attack, args=(address, n, ended), daemon=True) for n in range(clients)]
    for thread in threads:
        thread.start()
    time.sleep(1.5)
    try:
        yield
    finally:
        ended.set()


def right_among_wrong(store: Path, correct: int, clients: int) -> tuple[int, list[float]]:
    """How many of the correct queries are answered as the engine answers them, and the seconds of each."""
    with Store.open(store) as known:
        queries = good_queries(known)
        expected = {query: json.loads(answer_text(known.query(query), "json")) for query in queries}
    right, seconds = 0, []
    with served(store) as address, attacked(address, clients):
        for query in islice(cycle(queries), correct):
            start = time.perf_counter()
            status, body = ask(address, query)
            seconds.append(time.perf_counter() - start)
            right += status == 200 and _same(json.loads(body), expected[query])
    return right, seconds


def _same(one: dict[str, object], other: dict[str, object]) -> bool:
    """Whether two answers hold the same rows; only some queries fix their order."""
    return _rows(one) == _rows(other)


def _rows(answer: dict[str, object]) -> list[str]:
    results = answer.get("results")
    rows = results["bindings"] if isinstance(results, dict) else [answer.get("boolean")]
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


def tried(address: str, cases: int) -> tuple[int, str]:
    """The exit code of schemathesis on the service's description, with about so many cases, and what it says."""
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{address}/openapi.json", "--checks",
               "not_a_server_error", "--max-examples", str(cases), "--phases", "examples,coverage,fuzzing",
               "--request-timeout", "30", "--seed", "7", "--no-color"]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def main(store: Path, cases: int, say: Callable[[str], object] = print) -> int:
    """Measure and print; 1 if an answer was wrong, late or a failure of the service."""
    right, seconds = right_among_wrong(store, 200, 8)
    p95 = statistics.quantiles(seconds, n=20)[-1]
    say(f"correct queries among 8 hostile clients: {right} of {len(seconds)} right")
    median, most = statistics.median(seconds), max(seconds)
    say(f"  median {median * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms, most {most * 1000:.0f} ms")
    with served(store) as address:
        code, told = tried(address, cases)
    say(f"schemathesis ended with {code}:")
    say(told[-1500:])
    return int(right < len(seconds) or p95 > 0.5 or code != 0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("--cases", type=int, default=120, help="cases for each of the 12 operations")
    told_on = parser.parse_args()
    raise SystemExit(main(told_on.store, told_on.cases))
