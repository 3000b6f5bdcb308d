"""Queries under guard and limits."""

import subprocess
import sys

import pytest
from backends import Backend

from kg.errors import QueryError, QueryTimeoutError
from kg.store import Store
from kg.store.guard import MAX_LENGTH, check_query

FINE = [
    "SELECT * { ?s ?p ?o }",
    "# LOAD and SERVICE in a comment\nASK { ?s ?p 'SERVICE <x>' }",
    "PREFIX service: <http://example.org/> SELECT ?service { ?service service:load service:from }",
    'PREFIX x: <http://example.org/> BASE <http://b/> CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER (?o != "\\"}") }',
    "DESCRIBE <https://w3id.org/kg-diplomacy/id/country/nv>",
    'SELECT * { ?s ?p """two "lines"\n # no comment """ }',
    "SELECT * { ?s ?p ?o FILTER (?o < 5 && ?o > 3) }",
    "select * where { ?s ?p ?o }",
]
REFUSED = [
    ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE is not allowed"),
    ("SELECT * { service silent ?where { ?s ?p ?o } }", "SERVICE is not allowed"),
    ("SELECT * { ?s ?p ?o #\n SERVICE\n<http://e/> { } }", "SERVICE is not allowed"),
    ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "FROM may only name graphs"),
    ("SELECT * FROM NAMED <FILE:/etc/passwd> { ?s ?p ?o }", "FROM may only name graphs"),
    ("SELECT * FROM <local.ttl> { ?s ?p ?o }", "FROM may only name graphs"),
    ("LOAD <http://example.org/>", "LOAD changes the store"),
    ("PREFIX a: <http://a/> INSERT DATA { a:b a:c a:d }", "INSERT changes the store"),
    ("delete where { ?s ?p ?o }", "DELETE changes the store"),
    ("DROP ALL", "DROP changes the store"),
    ("", "empty"),
    ("   # nothing\n", "empty"),
    ("hello there", "starts with SELECT"),
    ("PREFIX a:", "starts with SELECT"),
    ("SELECT * {" * 200, "nested deeper"),
    ("SELECT * { ?s ?p ?o FILTER (" + "(" * 3000 + "1" + ")" * 3000 + ") }", "nested deeper"),
    ("SELECT * { ?s ?p ?o FILTER (" + "!" * 20_000 + "true) }", "nested deeper"),
    ("SELECT * { ?s " + "^" * 20_000 + "a ?o }", "nested deeper"),
    ("SELECT * { ?s ?p '" + "x" * MAX_LENGTH + "' }", "longer than"),
]


@pytest.fixture
def store(any_store: Store) -> Store:
    """Both sample articles in each place where a store can live; for reading only."""
    return any_store


@pytest.mark.parametrize("text", FINE)
def test_a_reading_query_passes_the_guard_and_the_engine(store: Store, text: str) -> None:
    store.query(text)


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_what_could_harm_is_refused_before_the_engine_sees_it(text: str, reason: str) -> None:
    with pytest.raises(QueryError, match=reason):
        check_query(text)


def test_a_syntax_error_is_one_line_with_its_place(store: Store) -> None:
    with pytest.raises(QueryError, match=r"not valid SPARQL: line 1, column \d+") as caught:
        store.query("SELECT ?x WHERE { ?x dip:actor }")
    assert "\n" not in str(caught.value)


def test_an_undeclared_prefix_is_an_error(store: Store) -> None:
    with pytest.raises(QueryError):
        store.query("SELECT * { ?s nosuch:thing ?o }")


def test_known_prefixes_are_declared(store: Store) -> None:
    assert store.query("ASK { ?a a schema:NewsArticle . ?e a dip:Visit . FILTER (?a != country:nv) }").truth


def test_the_answer_is_cut_at_the_limit_and_says_so(store: Store) -> None:
    whole = store.query("SELECT * { ?s ?p ?o }")
    cut = store.query("SELECT * { ?s ?p ?o }", limit=5)
    assert (len(cut.rows), cut.cut, whole.cut) == (5, True, False)
    exact = store.query("SELECT * { ?s ?p ?o }", limit=len(whole.rows))
    assert not exact.cut


def test_triples_are_cut_too(store: Store) -> None:
    cut = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", limit=3)
    assert cut.triples is not None
    assert (len(cut.triples), cut.cut) == (3, True)


def test_a_runaway_query_is_ended_at_its_time_limit(store: Store, backend: Backend) -> None:
    # Streaming, so that its thread ends at the next row and does not burden the tests that follow.
    text = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    if backend.kind == "virtuoso":
        pytest.skip("the server ends it before, at its own row limit")
    with pytest.raises(QueryTimeoutError, match=r"ended after 0\.3 seconds"):
        store.query(text, timeout=0.3, limit=10**9)


def test_a_query_cannot_change_the_store(store: Store) -> None:
    before = len(store.engine)
    store.query("CONSTRUCT { ?s ?p 'new' } WHERE { ?s ?p ?o }")
    assert len(store.engine) == before


@pytest.mark.parametrize(
    "tail",
    [
        "?s ?p ?o FILTER (" + " || ".join(["?o = 1"] * 3000) + ")",
        " UNION ".join(["{ ?s ?p ?o }"] * 1500),
        "?s " + "/".join(["dip:actor"] * 2000) + " ?o",
        "?s ?p ?o FILTER (?o IN (" + ",".join(["1"] * 15_000) + "))",
        "{ " * 90 + "?s ?p ?o" + " }" * 90,
    ],
)
def test_long_and_deep_queries_within_the_limits_do_not_kill_the_process(tail: str) -> None:
    code = (
        "import sys; from kg.store import Store; from kg.errors import KgError\n"
        "try: Store.memory().query('SELECT * { ' + sys.stdin.read() + ' }')\n"
        "except KgError as error: print(str(error)[:80])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], input=tail, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr[-300:]
