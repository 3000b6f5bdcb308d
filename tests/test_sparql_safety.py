"""A query reaches neither network nor files, ends at its limits, and hurts nothing; what is wrong with it is told."""

import ast
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.cli.prompt import completions, is_whole
from kg.errors import KgError, QueryError
from kg.queries.plan import plan
from kg.queries.ready import load_questions
from kg.rdf import entity_iri
from kg.store import Store
from kg.store.advice import unknown_terms
from kg.store.guard import tokens

PACKAGE = Path(__file__).parent.parent / "kg"


class Listener:
    """A server on loopback that counts who comes."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(0.1)
        self.port = self._socket.getsockname()[1]
        self.visits = 0
        self._open = True
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        while self._open:
            try:
                self._socket.accept()[0].close()
                self.visits += 1
            except TimeoutError:
                continue

    def close(self) -> None:
        self._open = False
        self._thread.join()
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    found = Listener()
    yield found
    found.close()


def spellings(address: str) -> list[str]:
    """Ways to ask for something of the network or of a file."""
    here = f"<{address}>"
    calls = ["SERVICE", "service", "Service", "SeRvIcE", "SERVICE SILENT", "service silent", "SERVICE#c\n", "SERVICE\t"]
    calls += ["\\u0053ERVICE", "S\\u0045RVICE", "\\U00000053ERVICE", "SERVICE\u00a0", "SERVICE\r\n", "SERVICE # <x>\n"]
    found = [f"SELECT * {{ {call} {here} {{ ?s ?p ?o }} }}" for call in calls]
    found += [
        f"SELECT * {{ ?a ?b ?c OPTIONAL {{ SERVICE {here} {{ ?s ?p ?o }} }} }}",
        f"SELECT * {{ {{ SELECT * {{ SERVICE {here} {{ ?s ?p ?o }} }} }} }}",
        f"SELECT * {{ BIND ({here} AS ?x) SERVICE ?x {{ ?s ?p ?o }} }}",
        f"ASK {{ FILTER EXISTS {{ SERVICE {here} {{ ?s ?p ?o }} }} }}",
        f"PREFIX a: {here} SELECT * {{ SERVICE a: {{ ?s ?p ?o }} }}",
        f"SELECT * FROM {here} {{ ?s ?p ?o }}",
        f"SELECT * FROM NAMED {here} {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"CONSTRUCT {{ ?s ?p ?o }} FROM {here} WHERE {{ ?s ?p ?o }}",
        f"DESCRIBE {here}",
        f"SELECT * {{ GRAPH {here} {{ ?s ?p ?o }} }}",
        f"LOAD {here}",
        f"LOAD SILENT {here} INTO GRAPH <x:y>",
        f"INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE {here} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ }} ; LOAD {here}",
        "SELECT * FROM <file:///etc/hostname> { ?s ?p ?o }",
    ]
    return found


def test_no_spelling_of_a_query_reaches_the_network(store: Store, listener: Listener) -> None:
    queries = spellings(f"http://127.0.0.1:{listener.port}/sparql")
    assert len(queries) >= 25
    for text in queries:
        try:
            store.query(text, timeout=2)
        except KgError:
            continue
    time.sleep(0.3)
    assert listener.visits == 0


def test_the_listener_would_notice(listener: Listener) -> None:
    socket.create_connection(("127.0.0.1", listener.port)).close()
    time.sleep(0.3)
    assert listener.visits == 1


HOSTILE = [
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "SELECT (GROUP_CONCAT(STR(?c)) AS ?all) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "SELECT DISTINCT ?c ?f ?i { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "SELECT * { ?a (<x:p>|!<x:p>)* ?b . ?b (<x:p>|!<x:p>)* ?c }",
    "SELECT * { ?a ?b ?c FILTER REGEX(STR(?c), '(a+)+$') . ?d ?e ?f . ?g ?h ?i FILTER (?c = ?i) . ?j ?k ?l }",
    "CONSTRUCT { ?a ?e ?i } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
]
_RUN = """
import sys
from pathlib import Path
from kg.store import Store
from kg.errors import QueryTimeoutError
sys.path.insert(0, sys.argv[2])
from graph_samples import filled
with Store.memory() as store:
    filled(store)
    before = len(store.engine)
    try:
        answer = store.query(sys.argv[1], timeout=1.5, limit=1000)
        told = "cut" if answer.cut else "whole"
    except QueryTimeoutError as error:
        told = "ended"
    # Not what getrusage tells, which begins with the memory of the process that started this one
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) >> 10
    unharmed = len(store.engine) == before
    sys.stdout.write(f"{told} {peak} {unharmed}")
    sys.stdout.flush()
    import os
    os._exit(0)
"""


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_query_ends_at_a_limit_under_a_gibibyte_and_leaves_the_store_whole(text: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _RUN, text, str(Path(__file__).parent)],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    told, peak, unharmed = done.stdout.split()
    assert told in {"cut", "ended"}
    assert int(peak) < 1024
    assert unharmed == "True"


@pytest.mark.slow
def test_an_interrupt_ends_a_query_inside_the_engine_at_once(store_folder: Path) -> None:
    command = [sys.executable, "-m", "kg", "sparql", HOSTILE[1], "-s", str(store_folder), "--timeout", "60"]
    # What starts the tests in the background may have it ignore interrupts, which the child would inherit.
    default = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    running = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, preexec_fn=default)
    time.sleep(1.5)
    assert running.poll() is None
    asked = time.monotonic()
    running.send_signal(signal.SIGINT)
    assert running.wait(timeout=10) == 130
    assert time.monotonic() - asked < 5
    assert running.stderr and running.stdout
    running.stderr.close()
    running.stdout.close()


awkward = st.text(
    st.sampled_from("\"'\\{}<>|^`\n\r\t #;.?$:@uU0022\u0022سلمى\u202e\x00") | st.characters(), max_size=40
)


@settings(max_examples=200, deadline=None)
@given(awkward)
def test_a_name_never_changes_the_structure_of_a_ready_question(name: str) -> None:
    from kg.ids import slug
    from kg.queries.ready import _filled

    asked = load_questions()["timeline-of"]
    plain = _filled(asked.text, "about", str(entity_iri("person/x")))
    odd = _filled(asked.text, "about", str(entity_iri(f"person/{slug(name) or 'x'}")))
    assert [kind for kind, _ in tokens(odd)] == [kind for kind, _ in tokens(plain)]


SPARQL = re.compile(r"\b(SELECT|CONSTRUCT|ASK|INSERT|DELETE|WHERE)\b[^{}]*\{|\bDROP SILENT\b")
# The texts that are put together: fixed words with terms that the engine has serialised, in one module for servers;
# and a query that was parsed before, cut between its tokens.
TERMS = "store/remote/texts.py"
MADE = {("store/engine.py", "changing"), ("store/remote/rewrite.py", "_described")}


def formatted_queries() -> Iterator[tuple[str, str]]:
    """(module, function) of every string with SPARQL in it that is put together in the code."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                for node in ast.walk(function):
                    if _is_made(node) and SPARQL.search(_texts(node)):
                        yield str(path.relative_to(PACKAGE)), function.name


def _is_made(node: ast.AST) -> bool:
    joined = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod)
    called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"
    return isinstance(node, ast.JoinedStr) or joined or called


def _texts(node: ast.AST) -> str:
    return " ".join(
        part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)
    )


def test_no_sparql_is_made_by_formatting_strings() -> None:
    assert {found for found in formatted_queries() if found[0] != TERMS} == MADE


def test_what_is_sent_to_servers_is_made_of_terms_of_the_engine_or_of_its_own_module() -> None:
    tree = ast.parse((PACKAGE / TERMS).read_text(encoding="utf-8"))
    text = {"more", "group", "variable", "digits", "names"}
    for function in tree.body:
        if isinstance(function, ast.FunctionDef):
            plain = {arg.arg for arg in function.args.args if "str" in ast.unparse(arg.annotation or ast.Constant(""))}
            assert plain <= text, function.name


@settings(max_examples=100, deadline=None)
@given(awkward, st.sampled_from(["", "ar", "en-gb"]))
def test_no_literal_breaks_out_of_what_is_sent_to_a_server(text: str, tag: str) -> None:
    from pyoxigraph import Literal, Quad
    from pyoxigraph import Store as Graph

    from kg.rdf import iri
    from kg.store.quads import text as literal
    from kg.store.remote.texts import changed, noted

    graph, node = Graph(), iri("dip:x")
    value = literal(text, tag)
    for update in [*changed(node, (), [Quad(node, node, value, node)]), noted(node, [(node, Literal(value.value))])]:
        graph.update(update)
    assert set(graph) == {Quad(node, node, value, node), Quad(node, node, Literal(value.value), iri("dip:state"))}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("SELCT ?x { ?x ?p ?o }", "did you mean SELECT"),
        ("SELECT ?x { ?x ?p ?o FITLER (?o > 1) }", "did you mean FILTER"),
        ("SELECT ?x { ?x a dpi:Visit }", "did you mean dip:Visit"),
        ("SELECT ?x {\n  ?x a dip:Visit ;;;] }", "line 2, column"),
    ],
)
def test_a_mistake_is_shown_where_it_is_and_what_was_meant(store: Store, text: str, meant: str) -> None:
    with pytest.raises(QueryError, match=meant):
        store.query(text)


def test_a_term_that_the_ontology_does_not_have_is_told_with_the_one_that_was_meant() -> None:
    text = "SELECT ?x { ?x a dip:vist ; dip:actr ?y ; dip:actor ?z ; dip:qqqqzzzz 'dip:nothing' }"
    assert unknown_terms(text) == [("dip:vist", "dip:Visit"), ("dip:actr", "dip:actor"), ("dip:qqqqzzzz", None)]


def test_the_plan_shows_the_patterns_with_their_counts_and_the_times(store: Store) -> None:
    told = plan(store, "SELECT ?e { ?e a dip:Visit OPTIONAL { ?e dip:begin ?d } }", timeout=5, limit=10)
    assert any(line.strip() == "1  ?e rdf:type dip:Visit" for line in told.steps)
    assert any(line.strip() == "optional" for line in told.steps)
    assert told.rows == 1
    assert min(told.parse, told.first, told.whole) > 0


@pytest.mark.parametrize(
    ("text", "whole"),
    [("SELECT * { ?s ?p ?o }", True), ("SELECT * {", False), ("SELECT *", False), (".queries", True), ("", True),
     ("SELECT * { ?s ?p '}' ", False), ("ASK { { ?s ?p ?o }", False)],
)  # fmt: skip
def test_the_prompt_knows_when_a_query_is_whole(text: str, whole: bool) -> None:
    assert is_whole(text) is whole


def test_the_prompt_completes_terms_prefixes_and_questions(store: Store) -> None:
    words = dict(completions(store))
    assert words["dip:Visit"] == "زيارة"
    assert "schema:" in words and ".query timeline-of" in words and "SELECT" in words


@pytest.mark.slow
def test_the_prompt_answers_keeps_on_after_an_error_and_leaves(store_folder: Path, tmp_path: Path) -> None:
    import pty

    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path), "TERM": "dumb", "PROMPT_TOOLKIT_NO_CPR": "1"}
    here, there = pty.openpty()
    command = [sys.executable, "-m", "kg", "sparql", "-s", str(store_folder)]
    running = subprocess.Popen(command, stdin=there, stdout=there, stderr=there, env=environment)
    os.close(there)
    said = b""
    for line in (b"SELCT ?x { ?x ?p ?o }\r", b"ASK { ?x a dip:Visit }\r", b".quit\r"):
        time.sleep(1.2)
        os.write(here, line)
    running.wait(timeout=20)
    while True:
        try:
            part = os.read(here, 65536)
        except OSError:
            break
        if not part:
            break
        said += part
    os.close(here)
    assert running.returncode == 0
    assert b"did you mean SELECT" in said
    assert b"yes" in said
    assert (tmp_path / "kg" / "sparql-history").is_file()
